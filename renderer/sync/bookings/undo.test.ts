import { describe, expect, it } from 'vitest'
import { an, bookedAs, bookingHosts } from '../testing/hostsForTests.ts'

describe('what was done and is taken back', () => {
  const start = bookingHosts()

  it('moves, cancels, and takes both back', async () => {
    const { hub, timers, at, one } = await start()
    const { id } = bookedAs(await one.bookings.book({ ...an, start: at(0), resources: ['T1'], guest: { name: 'Lan' } }))
    await timers.pass(1_000)
    expect(one.bookings.undoable.get()).toBeNull()
    bookedAs(await one.bookings.move(id, { start: at(60), resources: ['T2'] }))
    await timers.pass(1_000)
    expect(hub.bookings()).toMatchObject([{ id, resources: ['T2'], start: at(60) }])
    expect(one.bookings.undoable.get()).toMatchObject({ what: 'move', before: { start: at(0) } })
    bookedAs(await one.bookings.undo())
    await timers.pass(1_000)
    expect(hub.bookings()).toMatchObject([{ id, resources: ['T1'], start: at(0), end: at(90) }])
    expect(one.bookings.undoable.get()).toBeNull()
    bookedAs(await one.bookings.step(id, 'cancel', 'khách bận'))
    await timers.pass(1_000)
    expect(hub.bookings()).toMatchObject([{ id, state: 'late_cancelled' }])
    const again = bookedAs(await one.bookings.undo())
    await timers.pass(1_000)
    expect(again.id).not.toBe(id)
    expect(hub.bookings().find((booking) => booking.id === again.id)).toMatchObject({
      ...{ state: 'confirmed', resources: ['T1'], start: at(0), customer: { name: 'Lan' } },
    })
  })

  it('takes back offline what nobody has heard of: it is as if it had never been', async () => {
    const { hub, timers, at, one } = await start()
    const { id } = bookedAs(await one.bookings.book({ ...an, start: at(0), resources: ['T1'] }))
    await timers.pass(1_000)
    hub.goOffline()
    // What is first done offline is on its way already, and the hub may hear of it.
    await one.counter.scan('893cafe')
    bookedAs(await one.bookings.move(id, { start: at(60) }))
    bookedAs(await one.bookings.undo())
    expect(one.bookings.board.get().bookings).toMatchObject([{ id, start: at(0), sent: true }])
    const other = bookedAs(await one.bookings.book({ ...an, start: at(0), resources: ['T2'] }))
    bookedAs(await one.bookings.step(other.id, 'cancel'))
    expect(one.bookings.board.get().bookings).toMatchObject([{ id }])
    expect(one.status.get().waiting).toBe(1)
    hub.goOnline()
    await timers.pass(5_000)
    expect(hub.bookings()).toHaveLength(1)
  })

  it.each([
    ['that nobody has confirmed, and of which the hub knows', false, true],
    ['that nobody has heard of, though its guest agreed', true, false],
  ])('a booking %s is taken back with its goods', async (_, confirmed, isKnown) => {
    const { hub, timers, at, one } = await start()
    if (!isKnown) {
      hub.goOffline()
      // What is first done offline is on its way already, and the hub may hear of it.
      await one.counter.scan('893cafe')
    }
    const goods = [{ kind: 'stock', sku: 'ao', quantity: 2 }] as const
    const { id } = bookedAs(await one.bookings.book({ ...an, start: at(180), resources: ['T1'], goods, confirmed }))
    if (isKnown) await timers.pass(1_000)
    const before = one.stock.level('ao').get()?.available ?? 0
    bookedAs(await one.bookings.step(id, 'cancel'))
    if (isKnown) await timers.pass(1_000)
    expect(one.stock.level('ao').get()?.available).toBe(before + 2)
    const again = bookedAs(await one.bookings.undo())
    expect(one.stock.level('ao').get()?.available).toBe(before)
    hub.goOnline()
    await timers.until(() => one.status.get().waiting === 0)
    const standing = hub.bookings().filter(({ state }) => state === 'pending' || state === 'confirmed')
    expect(standing.map((booking) => booking.id)).toEqual([again.id])
    await timers.pass(1_000)
    expect(one.stock.level('ao').get()?.available).toBe(before)
  })

  it('goods that left with a confirmation do not leave once more when the cancellation is taken back', async () => {
    const { hub, timers, at, one } = await start()
    const goods = [{ kind: 'stock', sku: 'ao', quantity: 2 }] as const
    const { id } = bookedAs(await one.bookings.book({ ...an, start: at(180), goods }))
    await timers.pass(1_000)
    const before = hub.pool('ao')?.onHand
    bookedAs(await one.bookings.step(id, 'cancel'))
    await timers.pass(1_000)
    bookedAs(await one.bookings.undo())
    await timers.pass(1_000)
    expect(hub.pool('ao')).toMatchObject({ onHand: before, held: 0 })
  })
})
