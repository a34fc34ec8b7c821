import { describe, expect, it } from 'vitest'
import { type ResourceKind, resourceKinds, type Service } from '../../../../shared/bookings/resources.ts'
import type { BoardResource } from '../../../app/terminal.ts'
import { emptyResource, readResource, resourceFieldsOf } from './resourceForm.ts'
import { emptyService, oneMoreNeed, readService, serviceFieldsOf } from './serviceForm.ts'

const need = (kind: ResourceKind, skill = '') => ({ id: 0, kind, skill })

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
    expect(readService({ ...cut, needs: [need('staff'), need('room', ' cắt ')] })).toMatchObject({
      written: {
        code: 'cut',
        service: {
          ...{ durationMinutes: 45, confirmWithinSeconds: 1_800, noShowAfterMinutes: 15 },
          needs: [{ kind: 'staff' }, { kind: 'room', skill: 'cắt' }],
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
    [{ needs: [need('staff', 'a/b')] }, ['needs']],
    [{ free: '-1' }, ['free']],
    [{ confirm: '0', noShow: 'x' }, ['confirm', 'noShow']],
  ])('%j is told where it does not fit', (change, wrong) => {
    expect(readService({ ...emptyService, name: 'Bữa tối', ...change })).toEqual({ ok: false, wrong })
  })
})

describe('a service that is changed', () => {
  const service = {
    ...{
      code: 'cut',
      name: 'Cắt tóc',
      durationMinutes: 45,
      needs: [{ kind: 'staff', skill: 'cut' }, { kind: 'room' }],
    },
    ...{ confirmWithinSeconds: 1_800, cancelFreeUntilMinutes: 0, noShowAfterMinutes: 15 },
  } satisfies Service

  it('is sent back as it was if nothing was typed, whatever program said it and however fine its seconds', () => {
    for (const confirmWithinSeconds of [1, 59, 90, 100, 901, 2_592_000]) {
      const { code, ...rest } = { ...service, confirmWithinSeconds }
      const fields = serviceFieldsOf({ code, ...rest })
      expect(readService(fields, false)).toEqual({ ok: true, written: { code, isNew: false, service: rest } })
    }
  })

  it('keeps what is empty empty, and takes minutes with a comma', () => {
    const none = { ...service, confirmWithinSeconds: null, cancelFreeUntilMinutes: null, noShowAfterMinutes: null }
    const { code, name, durationMinutes, needs } = service
    const written = { code, isNew: false, service: { name, durationMinutes, needs } }
    expect(readService(serviceFieldsOf(none), false)).toEqual({ ok: true, written })
    expect(readService({ ...serviceFieldsOf(service), confirm: '1,5' })).toMatchObject({
      written: { service: { confirmWithinSeconds: 90 } },
    })
  })

  it('asks for one more of what it does not need yet', () => {
    const { needs } = serviceFieldsOf(service)
    expect(oneMoreNeed(needs, resourceKinds)).toEqual({ id: 2, kind: 'table', skill: '' })
  })
})

describe('a person or a room as a manager types it', () => {
  it('is read, and only a room says how many it takes', () => {
    const typed = { ...emptyResource, name: 'Mai', most: '4', buffer: '10' }
    const person = { kind: 'staff', name: 'Mai', bufferMinutes: 10, skills: [] }
    expect(readResource(typed)).toEqual({ ok: true, written: { code: 'mai', isNew: true, resource: person } })
    expect(readResource({ ...typed, kind: 'room' })).toMatchObject({ written: { resource: { maxParty: 4 } } })
  })

  it('keeps what its form does not ask for when it is changed: a room’s fewest guests, what stands beside it', () => {
    const room: BoardResource = {
      ...{ code: 'r1', kind: 'room', name: 'Phòng 1', location: 'q1', minParty: 4, maxParty: 8, bufferMinutes: 10 },
      ...{ skills: ['quiet'], joins: [], placement: null, active: true, hours: null },
    }
    const { code: _code, location: _location, hours: _hours, ...kept } = room
    const fields = resourceFieldsOf(room)
    const written = { code: 'r1', isNew: false, resource: kept }
    expect(readResource(fields, room)).toEqual({ ok: true, written })
    expect(readResource({ ...fields, most: '', skills: ['quiet', 'view'] }, room)).toEqual({
      ok: true,
      written: { ...written, resource: { ...kept, maxParty: undefined, skills: ['quiet', 'view'] } },
    })
    expect(readResource({ ...fields, most: '3' }, room)).toEqual({ ok: false, wrong: ['most'] })
  })

  it.each([
    [{ name: '' }, ['name']],
    [{ buffer: '' }, ['buffer']],
    [{ buffer: '2000' }, ['buffer']],
    [{ kind: 'room' as const, most: '0' }, ['most']],
    [{ skills: ['a/b'] }, ['skills']],
  ])('%j is told where it does not fit', (change, wrong) => {
    expect(readResource({ ...emptyResource, name: 'Mai', ...change })).toEqual({ ok: false, wrong })
  })
})
