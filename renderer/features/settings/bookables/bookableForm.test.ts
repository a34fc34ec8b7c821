import { describe, expect, it } from 'vitest'
import { emptyResource, emptyService, readResource, readService } from './bookableForm.ts'

describe('a service as a manager types it', () => {
  it('has a code made of its name, and times in the hub’s units; what is left empty is left out', () => {
    expect(readService({ ...emptyService, name: ' Bữa tối ', confirm: '', noShow: '' })).toEqual({
      ok: true,
      written: {
        ...{ code: 'bua-toi', isNew: true },
        service: { name: 'Bữa tối', durationMinutes: 90, needs: [{ kind: 'table' }] },
      },
    })
    const cut = { ...emptyService, name: 'Cắt tóc', code: 'cut', duration: ' 45 ', confirm: '30', noShow: '15' }
    expect(readService({ ...cut, needs: ['staff', 'room'] })).toMatchObject({
      written: {
        code: 'cut',
        service: {
          ...{ durationMinutes: 45, confirmWithinSeconds: 1_800, noShowAfterMinutes: 15 },
          needs: [{ kind: 'staff' }, { kind: 'room' }],
        },
      },
    })
  })

  it.each([
    [{ name: ' ' }, ['name']],
    [{ name: '!' }, ['code']],
    [{ code: 'a/b' }, ['code']],
    [{ duration: '4' }, ['duration']],
    [{ duration: '1,5' }, ['duration']],
    [{ duration: '' }, ['duration']],
    [{ needs: [] }, ['needs']],
    [{ confirm: '0', noShow: 'x' }, ['confirm', 'noShow']],
  ])('%j is told where it does not fit', (change, wrong) => {
    expect(readService({ ...emptyService, name: 'Bữa tối', ...change })).toEqual({ ok: false, wrong })
  })
})

describe('a person or a room as a manager types it', () => {
  it('is read, and only a room says how many it takes', () => {
    const typed = { ...emptyResource, name: 'Mai', most: '4', buffer: '10' }
    const person = { kind: 'staff', name: 'Mai', bufferMinutes: 10 }
    expect(readResource(typed)).toEqual({ ok: true, written: { code: 'mai', isNew: true, resource: person } })
    expect(readResource({ ...typed, kind: 'room' })).toMatchObject({ written: { resource: { maxParty: 4 } } })
  })

  it.each([
    [{ name: '' }, ['name']],
    [{ buffer: '' }, ['buffer']],
    [{ buffer: '2000' }, ['buffer']],
    [{ kind: 'room' as const, most: '0' }, ['most']],
  ])('%j is told where it does not fit', (change, wrong) => {
    expect(readResource({ ...emptyResource, name: 'Mai', ...change })).toEqual({ ok: false, wrong })
  })
})
