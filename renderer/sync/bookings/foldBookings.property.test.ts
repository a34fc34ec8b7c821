import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Booking, bookingStateAt, isStanding } from '../../../shared/bookings/bookings.ts'
import type { BookingCommand } from '../../../shared/bookings/commands.ts'
import type { WaitingCommand } from '../../../shared/bookings/waitingCommands.ts'
import { type WaitingGuest, waitingGuestAt } from '../../../shared/bookings/waitingGuests.ts'
import type { Giver } from '../../../shared/holds/settle.ts'
import type { BoardResource } from '../../app/terminal.ts'
import type { Base } from '../base.ts'
import { type Folded, fold } from '../fold.ts'
import { noOrderBase } from '../orders/orderBase.ts'
import { noSeatBase } from '../seats/seatBase.ts'
import { noVoucherBase } from '../vouchers/voucherBase.ts'
import { layOnTop, pendingDay } from '../testing/pendingDay.ts'
import { meal, minute } from '../testing/venueForTests.ts'

const location = 'q1'
const start = 1_800_000_000_000
const giver: Giver = { channel: 'pos', ttlSeconds: 900, terminal: 't1', staff: 'lan', role: 'staff', ownOnly: false }
const codes = ['T1', 'T2', 'T3']

const tables: readonly BoardResource[] = codes.map((code) => ({
  ...{ code, name: code, kind: 'table', location, minParty: 1, maxParty: 4, bufferMinutes: 15 },
  ...{ skills: [], joins: [], placement: null, active: true, hours: null },
}))

/** Bookings of the replica: one that nobody has confirmed, one that is confirmed, one whose guests sit. */
const known: readonly Booking[] = (['pending', 'confirmed', 'seated'] as const).map((state, place) => ({
  ...{ id: `b${place}`, hold: `h${place}`, state, channel: 'web', location, service: meal.code, party: 2 },
  ...{ start: start + 20 * minute, end: start + 110 * minute, resources: [codes[place] ?? ''], customer: null },
  ...{ note: null, terminal: null, staff: null, bookedAt: start - minute, freeUntil: start },
  confirmBy: state === 'pending' ? start + 12 * minute : null,
  noShowAt: state === 'confirmed' ? start + 40 * minute : null,
  ...{ seatedAt: state === 'seated' ? start : null, endedAt: null, reason: null },
  waiting: state === 'pending' ? 'w1' : null,
}))

/** One who waits, and one whose offer is the first booking. */
const guests: readonly WaitingGuest[] = (['waiting', 'offered'] as const).map((state, place) => ({
  ...{ id: `w${place}`, state, channel: 'pos', location, service: meal.code, party: 2, atTheDoor: place === 0 },
  ...{ from: start, to: start + 60 * minute, cameAt: start - place * minute, customer: null, note: null },
  ...{ quotedMinutes: null, terminal: null, staff: null, endedAt: null, reason: null },
  ...(state === 'offered' ? { offer: 'b0', offerUntil: start + 12 * minute } : { offer: null, offerUntil: null }),
}))

const base: Base = {
  location,
  pool: () => undefined,
  hold: () => undefined,
  holdsOf: () => [],
  hasDiscrepancy: () => false,
  orders: noOrderBase,
  seats: noSeatBase,
  vouchers: noVoucherBase,
  bookings: {
    zone: () => 'Asia/Ho_Chi_Minh',
    resources: () => tables,
    services: () => [meal],
    bookings: () => known,
    slotHolds: () => [],
    guests: () => guests,
  },
}

const guest = fc.constantFrom('w0', 'w1', 'w2')
/** Mostly for nobody who waits. */
const forGuest = fc.option(guest, { nil: undefined }).map((waiting) => (waiting === undefined ? {} : { waiting }))
const id = fc.constantFrom('b0', 'b1', 'b2', 'b3', 'b4', 'b5')
const hold = fc.nat({ max: 999 }).map((number) => `n${number}`)
const when = fc.nat({ max: 12 }).map((quarter) => start + quarter * 15 * minute)
const choices = fc.uniqueArray(fc.constantFrom(...codes), { minLength: 1, maxLength: 3 })
const common = { location: fc.constant(location), service: fc.constant(meal.code), party: fc.constant(2) }

const command: fc.Arbitrary<BookingCommand | WaitingCommand> = fc.oneof(
  fc
    .tuple(
      fc.record({
        ...{ type: fc.constant('booking.book' as const), booking: id, hold, start: when, ...common },
        ...{ choices: choices.map((some) => some.map((code) => [code])), confirmed: fc.boolean() },
      }),
      forGuest,
    )
    .map(([book, whose]) => ({ ...book, ...whose })),
  fc
    .tuple(
      fc.record({
        ...{ type: fc.constant('booking.seat' as const), booking: id, hold, start: when, ...common },
        resources: choices,
      }),
      forGuest,
    )
    .map(([seat, whose]) => ({ ...seat, ...whose })),
  fc.record({ ...{ type: fc.constant('waiting.join' as const), guest, ...common }, atTheDoor: fc.boolean() }),
  fc.record({ type: fc.constantFrom('waiting.leave' as const, 'waiting.again' as const), guest }),
  fc.record({
    ...{ type: fc.constant('booking.move' as const), booking: id, hold, start: when },
    choices: choices.map((some) => some.map((code) => [code])),
  }),
  fc.record({
    type: fc.constantFrom(
      'booking.confirm' as const,
      ...(['booking.cancel', 'booking.check_in', 'booking.complete', 'booking.no_show'] as const),
    ),
    booking: id,
  }),
)

const steps = fc.array(
  fc.record({ commands: fc.array(command, { maxLength: 3 }), passes: fc.nat({ max: 15 * minute }) }),
  { minLength: 1, maxLength: 10 },
)

const shown = (folded: Folded, now: number) => ({
  // When a lapse was noticed is not told to anybody; what lapsed is.
  bookings: [...folded.world.bookings.values()]
    .map((one) => ({ ...one, state: bookingStateAt(one, now), endedAt: null }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  waiting: [...folded.world.waiting.values()]
    .map((one) => ({ ...waitingGuestAt(one, now), endedAt: null }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  foretold: [...folded.foretold].map(([key, { accepted }]) => [key, accepted]),
})

describe('bookings laid over the replica', () => {
  it('T1: no two have a table at one time, but for guests who sit', () => {
    fc.assert(
      fc.property(steps, (given) => {
        const day = [...pendingDay(given, giver, start)].at(-1)
        if (day === undefined) throw new Error('nothing was done')
        const { pending, now } = day
        const standing = [...fold(base, pending, now).world.bookings.values()].filter((one) =>
          isStanding(bookingStateAt(one, now)),
        )
        for (const [place, one] of standing.entries())
          for (const other of standing.slice(place + 1)) {
            if (one.state === 'seated' || other.state === 'seated') continue
            if (!one.resources.some((code) => other.resources.includes(code))) continue
            expect(one.start < other.end + 15 * minute && other.start < one.end + 15 * minute).toBe(false)
          }
      }),
    )
  })

  it('laid on top of what lies there they show the same as all laid anew', () => {
    let onTop = 0
    fc.assert(
      fc.property(steps, (given) => {
        onTop += layOnTop(given, {
          ...{ base, giver, start },
          compare: (grown, anew, now) => {
            expect(shown(grown, now)).toEqual(shown(anew, now))
            expect(grown.nextEnd()).toBeGreaterThan(now)
          },
        })
      }),
    )
    expect(onTop).toBeGreaterThan(50)
  })
})
