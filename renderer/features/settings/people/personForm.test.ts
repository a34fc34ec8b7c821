import { describe, expect, it } from 'vitest'
import { fieldsOf, freeId, mayChange, namesakeOf, readPerson, rolesFor } from './personForm.ts'

const lan = { id: 'lan', name: 'Lan', role: 'staff', active: true } as const
const dung = { id: 'dung', name: 'Dũng', role: 'manager', active: true } as const
const mai = { id: 'mai', name: 'Mai', role: 'admin', active: true } as const

describe('the form of somebody who works here', () => {
  it('makes an id of the name that nobody has, also of a name that has no letters for one', () => {
    expect(freeId('Lan', [])).toBe('lan')
    expect(freeId('Lán', [lan])).toBe('lan-2')
    expect(freeId('李', [])).toBe('nv')
  })

  it('knows who has the same name already, but not oneself', () => {
    expect(namesakeOf(' LAN ', null, [dung, lan])).toBe(lan)
    expect(namesakeOf('Lan', lan, [dung, lan])).toBeNull()
  })

  it('takes no new person without a PIN, and leaves the PIN of one who has one', () => {
    expect(readPerson({ name: 'Lan', role: 'staff', pin: '' }, null, [])).toEqual({ ok: false, wrong: ['pin'] })
    expect(readPerson({ name: ' ', role: 'staff', pin: '12' }, null, [])).toEqual({ ok: false, wrong: ['name', 'pin'] })
    expect(readPerson(fieldsOf(lan), lan, [lan])).toEqual({ ok: true, person: { ...lan, isNew: false } })
    expect(readPerson({ ...fieldsOf(lan), pin: '4821' }, lan, [lan])).toMatchObject({ person: { pin: '4821' } })
  })

  it('lets a manager give what is below them, an admin everything, and nobody another role to themselves', () => {
    expect(rolesFor(dung, null)).toEqual(['staff', 'host'])
    expect(rolesFor(mai, dung)).toEqual(['staff', 'host', 'manager', 'admin'])
    expect(rolesFor(mai, mai)).toEqual(['admin'])
    expect([lan, dung, mai].map((person) => mayChange(dung, person))).toEqual([true, true, false])
  })
})
