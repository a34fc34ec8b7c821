import { describe, expect, it } from 'vitest'
import { an, bookedAs, bookingHosts, shown } from '../testing/hostsForTests.ts'
import { meal, minute, webBooks } from '../testing/venueForTests.ts'

describe('guests who sit, booked or not (SPEC B6)', () => {
  const start = bookingHosts()

  it('B6: seats a guest offline where another has booked meanwhile: both stay, and a person hears of it', async () => {
    const { hub, timers, one } = await start()
    hub.goOffline()
    const seated = await one.bookings.seat({ service: meal.code, party: 2, resources: ['T1'], guest: { name: 'Lan' } })
    expect(bookedAs(seated)).toMatchObject({ state: 'seated', sent: false })
    expect(seated).toMatchObject({ clashes: [] })
    hub.other(webBooks(1, timers.wall() + 30 * minute, [['T1']]))
    hub.goOnline()
    await timers.until(() => one.status.get().waiting === 0)
    await timers.pass(1_000)
    expect(shown(one.bookings)).toEqual([
      ['Lan', 'T1', 'seated', true],
      ['Khách web', 'T1', 'confirmed', true],
    ])
    expect(one.bookings.board.get().doubleBooked).toMatchObject([{ sku: 'T1', name: 'Bàn T1' }])
    expect(one.activity.discrepancies.get()).toMatchObject([{ kind: 'double_booked', name: 'Bàn T1' }])
    expect(one.activity.inbox.get()).toEqual([])
  })

  it('B6: a walk-in on a table that is booked soon is seated, and its screen says whom it drives out', async () => {
    const { timers, one, hub } = await start()
    hub.other(webBooks(1, timers.wall() + 30 * minute, [['T1']]))
    await timers.pass(1_000)
    const seated = await one.bookings.seat({ service: meal.code, party: 2, resources: ['T1'] })
    expect(seated).toMatchObject({
      ok: true,
      clashes: [{ why: 'booked', booking: { customer: { name: 'Khách web' } } }],
    })
  })

  it.each([
    ['never heard of', true],
    ['may have heard of', false],
  ])('B6: who sits on a booking that the hub %s is seated as a fact', async (_, isUnheard) => {
    const { hub, timers, at, one } = await start()
    hub.goOffline()
    if (isUnheard) await one.counter.scan('893cafe')
    const { id } = bookedAs(await one.bookings.book({ ...an, start: at(0), resources: ['T1'], guest: { name: 'Lan' } }))
    hub.other(webBooks(1, at(0), [['T1']]))
    bookedAs(await one.bookings.step(id, 'check_in'))
    hub.goOnline()
    await timers.until(() => one.status.get().waiting === 0)
    await timers.pass(1_000)
    expect(one.activity.inbox.get()).toEqual([])
    expect(
      hub
        .bookings()
        .map(({ state }) => state)
        .toSorted(),
    ).toEqual(['confirmed', 'seated'])
    expect(one.bookings.board.get().doubleBooked).toHaveLength(1)
  })
})
