import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bookingStateAt, isStanding } from '../../../shared/bookings/bookings.ts'
import { waitingGuestAt } from '../../../shared/bookings/waitingGuests.ts'
import type { BookingAnswer, Terminal } from '../../app/terminal.ts'
import { meal, minute, openVenue, webBooks } from '../testing/venueForTests.ts'

const slot = fc.nat({ max: 7 })
const table = fc.constantFrom('T1', 'T2', 'T3')
const nth = fc.nat({ max: 9 })
const host = fc.nat({ max: 1 })

const act = fc.oneof(
  { weight: 5, arbitrary: fc.record({ type: fc.constant('book' as const), host, slot, table, picks: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('seat' as const), host, table }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('move' as const), host, nth, slot, table }) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('step' as const),
      ...{ host, nth },
      step: fc.constantFrom('confirm', 'cancel', 'check_in', 'complete', 'no_show'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('join' as const), host, atTheDoor: fc.boolean(), slot }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('answer' as const),
      ...{ host, nth, table },
      how: fc.constantFrom('take', 'decline', 'leave', 'again', 'seat'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('undo' as const), host }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('web' as const), slot, table }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('network' as const), isUp: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('wait' as const), minutes: fc.nat({ max: 15 }) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('cut' as const), when: fc.constantFrom('before', 'after') }) },
)

/** The people at the inbox take what is offered, or leave it. */
const clearInbox = async (terminal: Terminal): Promise<number> => {
  const entries = terminal.activity.inbox.get()
  for (const { id, actions } of entries)
    await terminal.activity.act(
      id,
      actions.includes('take_alternative') ? 'take_alternative' : (actions.at(-1) ?? 'drop'),
    )
  return entries.length
}

// What waits for a person's answer waits on.
const isSettled = ({ status, activity }: Terminal): boolean =>
  status.get().connection === 'online' &&
  activity.outbox.get().every(({ state }) => state !== 'waiting' && state !== 'sending')

it('on any night no guest is lost, no table is promised twice, and all boards say in the end what the hub says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 14 }), async (acts) => {
      const { hub, timers, terminal } = openVenue()
      const machines = [await terminal('t1'), await terminal('t2')]
      const first = Math.ceil(timers.wall() / (15 * minute)) * 15 * minute
      const at = (place: number): number => first + place * 30 * minute
      let guests = 0
      const promised = new Set<string>()
      const told = (answer: BookingAnswer): void => {
        if (answer.ok && answer.booking.customer?.name !== undefined) promised.add(answer.booking.customer.name)
      }
      let web = 0
      try {
        for (const one of acts) {
          if (one.type === 'network' && one.isUp) hub.goOnline()
          else if (one.type === 'network') hub.goOffline()
          else if (one.type === 'wait') {
            await timers.pass(one.minutes * minute)
            hub.tick()
          } else if (one.type === 'cut') hub.cuts.push(one.when)
          else if (one.type === 'web') hub.other(webBooks((web += 1), at(one.slot), [[one.table]]))
          else {
            const bookings = machines[one.host]?.terminal.bookings
            if (bookings === undefined) throw new Error('no such host')
            const all = bookings.board.get().bookings
            const known = 'nth' in one ? all[one.nth % Math.max(1, all.length)] : undefined
            if (one.type === 'book')
              told(
                await bookings.book({
                  ...{ service: meal.code, party: 2, start: at(one.slot), confirmed: one.slot % 2 === 0 },
                  guest: { name: `guest ${(guests += 1)}` },
                  ...(one.picks ? { resources: [one.table] } : {}),
                }),
              )
            if (one.type === 'seat')
              told(
                await bookings.seat({
                  ...{
                    service: meal.code,
                    party: 2,
                    resources: [one.table],
                    guest: { name: `guest ${(guests += 1)}` },
                  },
                }),
              )
            if (one.type === 'move' && known !== undefined)
              await bookings.move(known.id, { start: at(one.slot), resources: [one.table] })
            if (one.type === 'step' && known !== undefined) {
              const answer = await bookings.step(known.id, one.step)
              // Cancelled before anybody heard of it: there is nothing to find.
              if (answer.ok && one.step === 'cancel') promised.delete(known.customer?.name ?? '')
            }
            if (one.type === 'join') {
              const name = `guest ${(guests += 1)}`
              const wish = { service: meal.code, party: 2, atTheDoor: one.atTheDoor, guest: { name } }
              const times = one.atTheDoor ? {} : { from: at(one.slot), to: at(one.slot + 4) }
              if ((await bookings.waiting.join({ ...wish, ...times })).ok) promised.add(name)
            }
            if (one.type === 'answer') {
              const line = bookings.board.get().waiting
              const guest = line[one.nth % Math.max(1, line.length)]
              if (guest !== undefined) {
                const { id, offer } = guest
                if (one.how === 'take' && offer !== null) await bookings.step(offer, 'confirm')
                if (one.how === 'decline' && offer !== null) await bookings.step(offer, 'cancel')
                if (one.how === 'again') await bookings.waiting.again(id)
                if (one.how === 'seat')
                  await bookings.seat({ service: meal.code, party: 2, resources: [one.table], waiting: id })
                // Off the list before anybody heard of it: there is nothing to find.
                if (one.how === 'leave' && (await bookings.waiting.leave(id)).ok)
                  promised.delete(guest.customer?.name ?? '')
              }
            }
            if (one.type === 'undo') await bookings.undo()
          }
        }
        hub.goOnline()
        hub.cuts = []
        const settled = () => timers.until(() => machines.every((machine) => isSettled(machine.terminal)))
        await settled()
        await timers.pass(15_000)
        // Nobody's guest is lost: whoever was promised something is at the hub, or a person is asked about them.
        const inInbox = machines.flatMap(({ terminal: { activity } }) =>
          activity.inbox.get().map(({ booking, guest }) => (booking ?? guest)?.customer?.name),
        )
        const atHub = [...hub.bookings(), ...hub.guests()].map(({ customer }) => customer?.name)
        for (const name of promised) expect([...atHub, ...inInbox]).toContain(name)
        for (let round = 0; round < 6; round++) {
          const seen = await Promise.all(machines.map((machine) => clearInbox(machine.terminal)))
          await settled()
          await timers.pass(15_000)
          if (seen.every((count) => count === 0)) break
        }
        for (const machine of machines) {
          expect(machine.reports).toEqual([])
          expect(machine.terminal.activity.inbox.get()).toEqual([])
          expect(machine.terminal.status.get().waiting).toBe(0)
          const shown = machine.terminal.bookings.board.get().bookings
          expect(shown.every(({ sent }) => sent)).toBe(true)
          // When a lapse was written down is nobody's business; what lapsed is.
          const bare = shown.map(({ sent: _sent, late: _late, overTime: _over, endedAt: _ended, ...rest }) => rest)
          expect(bare).toMatchObject(
            hub.bookings().map(({ endedAt: _ended, ...booking }) => ({
              ...booking,
              state: bookingStateAt(booking, timers.wall()),
            })),
          )
        }
        // Who waits, whose offer stands and who missed one is the same everywhere.
        hub.tick()
        await timers.pass(15_000)
        const line = hub.guests().map((guest) => waitingGuestAt(guest, timers.wall()))
        const onList = line.filter(({ state }) => state === 'waiting' || state === 'offered' || state === 'missed')
        for (const machine of machines) {
          const shown = machine.terminal.bookings.board.get().waiting
          expect(shown.map(({ sent: _sent, ...guest }) => guest)).toEqual(onList)
        }
        // T1 and T2: only guests who simply sat down share a table.
        const standing = hub.bookings().filter(({ state }) => isStanding(state))
        for (const [place, one] of standing.entries())
          for (const other of standing.slice(place + 1)) {
            if (one.state === 'seated' || other.state === 'seated' || one.resources[0] !== other.resources[0]) continue
            expect(other.start).toBeGreaterThanOrEqual(one.end + 15 * minute)
          }
      } finally {
        for (const machine of machines) await machine.stop()
      }
    }),
    { numRuns: 25 },
  )
}, 120_000)
