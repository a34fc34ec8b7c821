import { describe, expect, it } from 'vitest'
import type { Plan } from '../../../shared/seating/plan.ts'
import type { ShownEvent } from '../../app/terminal.ts'
import { categoriesOf, codeFrom, emptyEvent, type EventFields, fieldsOf, readEvent } from './eventForm.ts'

const zone = 'Asia/Ho_Chi_Minh'
const film: ShownEvent = {
  ...{ code: 'film', name: 'Mùa hoa sữa', startsAt: Date.parse('2026-11-23T19:30:00+07:00'), hall: 'Phòng 1' },
  ...{ currency: 'VND', leavesNoSingle: true, publicSeats: 8, seats: 10 },
  categories: [
    { name: 'VIP', color: null, price: 110_000 },
    { name: 'Thường', color: null, price: null },
  ],
  counts: { free: 10, held: 0, sold: 0, blocked: 0, ours: 0, theirs: 0 },
}
const shop = { currency: 'VND', zone, events: [film] }
const plan: Plan = { name: 'Nhỏ', categories: [{ name: 'Đôi' }], zones: [] }
const typed = (more: Partial<EventFields> = {}): EventFields => ({
  ...emptyEvent(zone, film.startsAt, [film]),
  ...{ name: 'Chuyến tàu cuối', prices: { VIP: '120.000' } },
  ...more,
})

describe('an event as a manager types it', () => {
  it('begins at the shop’s own time, in a hall that is there, with a code made of its name and day', () => {
    expect(readEvent(typed(), shop)).toEqual({
      ok: true,
      event: {
        ...{ code: 'chuyen-tau-cuoi-2026-11-23', name: 'Chuyến tàu cuối', startsAt: '2026-11-23T12:30:00.000Z' },
        ...{ plan: 'film', prices: { VIP: 120_000 }, leavesNoSingle: true, publicSeats: 8 },
      },
    })
    expect(codeFrom('Đêm  nhạc: Trịnh!', '2026-12-01')).toBe('dem-nhac-trinh-2026-12-01')
  })

  it('an event that is there stands in the form as it is, and comes out the same', () => {
    const read = readEvent(fieldsOf(film, zone), shop)
    expect(read).toMatchObject({
      event: { code: 'film', startsAt: '2026-11-23T12:30:00.000Z', prices: { VIP: 110_000 } },
    })
  })

  it('prices are for the categories of the plan that was chosen', () => {
    const hall = { type: 'file', name: 'nho.json', plan } as const
    expect(categoriesOf(hall, [film])).toEqual(['Đôi'])
    expect(readEvent(typed({ hall, prices: { VIP: '1', Đôi: '' } }), shop)).toMatchObject({
      event: { plan, prices: {} },
    })
  })

  it('everything that does not fit is named', () => {
    const wrong = readEvent(
      typed({ name: ' ', code: 'a b', time: '25:00', hall: { type: 'none' }, prices: { VIP: 'x' } }),
      shop,
    )
    expect(wrong).toEqual({ ok: false, wrong: ['name', 'code', 'startsAt', 'hall'] })
    expect(readEvent(typed({ prices: { VIP: 'x' } }), shop)).toEqual({ ok: false, wrong: ['prices'] })
    expect(readEvent(typed({ isPublic: false }), shop)).toMatchObject({ event: { publicSeats: 0 } })
  })
})
