import { describe, expect, it } from 'vitest'
import type { Bookings } from '../../app/terminal.ts'
import { an, bookedAs, bookingHosts } from '../testing/hostsForTests.ts'
import { meal, minute } from '../testing/venueForTests.ts'

const door = { service: meal.code, party: 2, atTheDoor: true }
const named = (name: string) => ({ ...door, guest: { name } })

/** Who is on the list and how that stands, as the screens have it. */
const list = ({ board }: Bookings) =>
  board.get().waiting.map(({ customer, state, sent }) => [customer?.name, state, sent])

const guestNamed = ({ board }: Bookings, name: string) => {
  const found = board.get().waiting.find(({ customer }) => customer?.name === name)
  if (found === undefined) throw new Error(`${name} is not on the list`)
  return found
}

describe('the waiting list at a terminal', () => {
  const start = bookingHosts()

  /** Everybody sits, for an hour and a half. */
  const fullHouse = async (hosts = 1) => {
    const venue = await start(hosts)
    const { bookings } = venue.one
    const seated = []
    for (const resources of [['T1'], ['T2'], ['T3']])
      seated.push(bookedAs(await bookings.seat({ service: meal.code, party: 2, resources })))
    await venue.timers.pass(500)
    return { ...venue, bookings, seated: seated.map(({ id }) => id) }
  }

  it('W3: whom a table fits that becomes free is offered it, and sits down at it', async () => {
    const { hub, timers, bookings, seated, one } = await fullHouse()
    expect(bookings.waiting.quote(meal.code, 2)).toBe(105)
    expect(await bookings.waiting.join(named('Hằng'))).toEqual({ ok: true })
    expect(list(bookings)).toEqual([['Hằng', 'waiting', false]])
    await timers.pass(500)
    expect(list(bookings)).toEqual([['Hằng', 'waiting', true]])
    expect(guestNamed(bookings, 'Hằng').quotedMinutes).toBe(105)
    await bookings.step(seated[1] ?? '', 'complete')
    await timers.pass(500)
    expect(list(bookings)).toEqual([['Hằng', 'offered', true]])
    const offer = guestNamed(bookings, 'Hằng').offer ?? ''
    expect(bookings.board.get().bookings.find(({ id }) => id === offer)).toMatchObject({
      ...{ state: 'pending', resources: ['T2'], late: false },
    })
    expect(bookedAs(await bookings.step(offer, 'check_in'))).toMatchObject({ state: 'seated' })
    expect(list(bookings)).toEqual([])
    await timers.pass(500)
    expect(hub.guests()).toMatchObject([{ state: 'served' }])
    expect(one.activity.inbox.get()).toEqual([])
  })

  it('W2: an offer is missed at its moment, the next has it, and who missed it comes back with their turn', async () => {
    const { hub, timers, bookings, seated } = await fullHouse()
    for (const name of ['first', 'second']) {
      await bookings.waiting.join(named(name))
      await timers.pass(1_000)
    }
    await bookings.step(seated[0] ?? '', 'complete')
    await timers.pass(500)
    expect(list(bookings)).toEqual([
      ['first', 'offered', true],
      ['second', 'waiting', true],
    ])
    await timers.pass(3 * minute)
    expect(list(bookings)[0]).toEqual(['first', 'missed', true])
    hub.tick()
    await timers.pass(500)
    expect(list(bookings)).toEqual([
      ['first', 'missed', true],
      ['second', 'offered', true],
    ])
    await bookings.waiting.again(guestNamed(bookings, 'first').id)
    await timers.pass(500)
    expect(list(bookings)).toEqual([
      ['first', 'waiting', true],
      ['second', 'offered', true],
    ])
  })

  it('without a network a host sees who is next, and seats them: nobody waits in vain', async () => {
    const { hub, timers, bookings, seated, one } = await fullHouse()
    await bookings.waiting.join({ ...named('four'), party: 4 })
    await timers.pass(1_000)
    await bookings.waiting.join(named('two'))
    await timers.pass(1_000)
    hub.goOffline()
    expect(bookings.waiting.next()).toEqual([])
    await bookings.step(seated[0] ?? '', 'complete')
    const two = guestNamed(bookings, 'two')
    // T1 has two seats: the first in turn is passed over.
    expect(bookings.waiting.next()).toMatchObject([{ guest: two.id, resources: ['T1'] }])
    expect(bookings.waiting.fitting('T1').map(({ guest }) => guest.id)).toEqual([two.id])
    expect(bookings.waiting.tables(guestNamed(bookings, 'four'))).toEqual({ fit: [], small: [['T1']] })
    bookedAs(await bookings.seat({ service: meal.code, party: 2, resources: ['T1'], waiting: two.id }))
    expect(list(bookings)).toEqual([['four', 'waiting', true]])
    hub.goOnline()
    await timers.until(() => one.status.get().waiting === 0)
    await timers.pass(1_000)
    expect(hub.guests()).toMatchObject([{ state: 'waiting' }, { state: 'served', customer: { name: 'two' } }])
    expect(hub.bookings().filter(({ state }) => state === 'seated')).toHaveLength(3)
    expect(one.activity.inbox.get()).toEqual([])
  })

  it('W1: the turn of a guest who came without a network is when they came', async () => {
    const { hub, timers, bookings, one, two } = await fullHouse(2)
    hub.goOffline()
    await bookings.waiting.join(named('early'))
    await timers.pass(2 * minute)
    hub.goOnline()
    hub.other({ type: 'waiting.join', guest: '00000000-0000-4000-8000-000000000001', location: 'q1', ...door })
    await timers.until(() => one.status.get().waiting === 0)
    await timers.pass(1_000)
    expect(list(two.bookings).map(([name]) => name)).toEqual(['early', undefined])
  })

  it('takes back what nobody has heard of: off the list and on it again without a word to the hub', async () => {
    const { hub, timers, bookings, seated, one } = await fullHouse()
    hub.goOffline()
    // What is tried first may have come through; what stands behind it has not.
    await bookings.step(seated[0] ?? '', 'complete')
    await timers.pass(20)
    await bookings.waiting.join(named('Hằng'))
    const { id, cameAt } = guestNamed(bookings, 'Hằng')
    await bookings.waiting.leave(id)
    expect(list(bookings)).toEqual([])
    expect(one.status.get().waiting).toBe(1)
    await timers.pass(20)
    await bookings.waiting.again(id)
    expect(guestNamed(bookings, 'Hằng')).toMatchObject({ id, cameAt })
    hub.goOnline()
    await timers.until(() => one.status.get().waiting === 0)
    // The table that became free is theirs.
    expect(hub.guests()).toMatchObject([{ id, cameAt, state: 'offered' }])
  })

  it('W6: who left comes back, though the copy does not know them any more', async () => {
    const { hub, timers, bookings } = await fullHouse()
    await bookings.waiting.join(named('Hằng'))
    await timers.pass(1_000)
    const { id, cameAt } = guestNamed(bookings, 'Hằng')
    await bookings.waiting.leave(id)
    expect(list(bookings)).toEqual([])
    await timers.pass(1_000)
    expect(hub.guests()).toMatchObject([{ state: 'left' }])
    expect(await bookings.waiting.again(id)).toEqual({ ok: true })
    await timers.pass(1_000)
    expect(guestNamed(bookings, 'Hằng')).toMatchObject({ state: 'waiting', cameAt, sent: true })
  })

  it('does not ask the hub for what the local rules refuse', async () => {
    const { bookings, one } = await fullHouse()
    expect(bookings.waiting.quote(meal.code, 9)).toBe('unfit')
    expect(await bookings.waiting.join({ ...door, party: 9 })).toMatchObject({ rejection: { code: 'conflict' } })
    expect(await bookings.waiting.leave('nobody')).toMatchObject({ rejection: { code: 'not_found' } })
    expect(one.status.get().waiting).toBe(0)
  })

  it('says in the inbox of whom a refusal speaks: two hosts had other answers for one guest', async () => {
    const { hub, timers, bookings, one, machine } = await fullHouse()
    await bookings.waiting.join(named('Hằng'))
    await timers.pass(1_000)
    const { id } = guestNamed(bookings, 'Hằng')
    hub.goOffline()
    await bookings.waiting.leave(id)
    const seat = { location: 'q1', service: meal.code, party: 2, start: timers.wall(), resources: ['T1'], waiting: id }
    const [booking, hold] = ['00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000003']
    hub.other({ type: 'booking.seat', booking, hold, ...seat })
    hub.goOnline()
    await timers.until(() => one.activity.inbox.get().length > 0)
    expect(one.activity.inbox.get()).toMatchObject([
      {
        ...{ type: 'waiting.leave', guest: { party: 2, customer: { name: 'Hằng' } }, actions: ['drop'] },
        rejection: { code: 'waiting_state', state: 'served' },
      },
    ])
    expect(machine.reports).toEqual([])
  })

  it('a declined offer goes to the next; a guest who sits at their own offered table clashes with nobody', async () => {
    const { timers, bookings, seated } = await fullHouse()
    for (const name of ['first', 'second']) {
      await bookings.waiting.join(named(name))
      await timers.pass(1_000)
    }
    await bookings.step(seated[2] ?? '', 'complete')
    await timers.pass(500)
    await bookings.step(guestNamed(bookings, 'first').offer ?? '', 'cancel')
    await timers.pass(500)
    expect(list(bookings)).toEqual([['second', 'offered', true]])
    const { id } = guestNamed(bookings, 'second')
    const answer = await bookings.seat({ service: meal.code, party: 2, resources: ['T3'], waiting: id })
    expect(answer).toMatchObject({ ok: true, clashes: [] })
    await timers.pass(500)
    expect(bookings.board.get().doubleBooked).toEqual([])
    expect(list(bookings)).toEqual([])
  })

  it('W5: books a time for somebody who waits, and they wait no more', async () => {
    const { hub, timers, bookings, at } = await fullHouse()
    await bookings.waiting.join(named('Hằng'))
    const { id } = guestNamed(bookings, 'Hằng')
    bookedAs(await bookings.book({ ...an, start: at(180), waiting: id }))
    expect(list(bookings)).toEqual([])
    await timers.pass(1_000)
    expect(hub.guests()).toMatchObject([{ state: 'served' }])
    expect(hub.bookings().find(({ waiting }) => waiting === id)).toMatchObject({ customer: { name: 'Hằng' } })
  })
})
