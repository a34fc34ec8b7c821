import { describe, expect, it } from 'vitest'
import { an, bookedAs, bookingHosts, shown } from '../testing/hostsForTests.ts'
import { webBooks } from '../testing/venueForTests.ts'

describe('a time that somebody else has', () => {
  const start = bookingHosts()

  it('must-show 5: of two hosts, one offline, who book the same table one is confirmed; the other finds both bookings and what is free instead', async () => {
    const { hub, timers, at, one, two } = await start(2)
    // The network of the whole venue goes; both hosts go on.
    hub.goOffline()
    await timers.pass(1_000)
    const lan = bookedAs(await one.bookings.book({ ...an, start: at(0), resources: ['T1'], guest: { name: 'Lan' } }))
    const minh = bookedAs(await two.bookings.book({ ...an, start: at(0), resources: ['T1'], guest: { name: 'Minh' } }))
    expect(shown(one.bookings)).toEqual([['Lan', 'T1', 'confirmed', false]])
    expect(shown(two.bookings)).toEqual([['Minh', 'T1', 'confirmed', false]])
    hub.goOnline()
    await timers.until(() => one.status.get().waiting === 0 && two.status.get().waiting === 0)
    await timers.pass(2_000)
    const [standing] = hub.bookings()
    expect(hub.bookings()).toHaveLength(1)
    const [winner, loser] = standing?.id === lan.id ? [one, two] : [two, one]
    expect(winner.activity.inbox.get()).toEqual([])
    const [entry] = loser.activity.inbox.get()
    expect(entry).toMatchObject({
      type: 'booking.book',
      rejection: { code: 'conflict', conflicts: [{ code: 'slot_taken' }] },
      booking: { id: standing?.id === lan.id ? minh.id : lan.id, names: ['Bàn T1'], others: [{ id: standing?.id }] },
    })
    expect(entry?.actions[0]).toBe('take_alternative')
    const alternatives = entry?.booking?.alternatives ?? []
    expect(alternatives.slice(0, 2)).toMatchObject([
      { start: at(0), resources: ['T2'] },
      { start: at(0), resources: ['T3'] },
    ])
    expect(alternatives[2]?.start).not.toBe(at(0))
    await loser.activity.act(entry?.id ?? '', 'take_alternative')
    await timers.pass(1_000)
    expect(loser.activity.inbox.get()).toEqual([])
    const standsAt = (code: string) => hub.bookings().find(({ resources }) => resources[0] === code)?.customer?.name
    expect(standsAt('T1')).toBe(standing?.customer?.name)
    expect([standsAt('T1'), standsAt('T2')]).toEqual(expect.arrayContaining(['Lan', 'Minh']))
    expect(shown(one.bookings)).toEqual(shown(two.bookings))
  })

  it('shows a guest all the time from booking to the inbox, also while only the replica says that the table is gone', async () => {
    const { hub, timers, at, one } = await start()
    hub.goOffline()
    bookedAs(await one.bookings.book({ ...an, start: at(0), resources: ['T1'], guest: { name: 'Lan' } }))
    hub.other(webBooks(1, at(0), [['T1']]))
    let vanished = 0
    const look = (): void => {
      const isShown = shown(one.bookings).some(([name]) => name === 'Lan')
      if (!isShown && one.activity.inbox.get().length === 0) vanished++
    }
    one.bookings.board.subscribe(look)
    one.activity.inbox.subscribe(look)
    hub.goOnline()
    await timers.until(() => one.activity.inbox.get().length === 1)
    await timers.pass(1_000)
    look()
    expect(vanished).toBe(0)
    expect(shown(one.bookings)).toEqual([['Khách web', 'T1', 'confirmed', true]])
  })

  it('asks nobody about a refused booking that was cancelled meanwhile', async () => {
    const { hub, timers, at, one } = await start()
    hub.goOffline()
    const { id } = bookedAs(await one.bookings.book({ ...an, start: at(0), resources: ['T1'] }))
    hub.other(webBooks(1, at(0), [['T1']]))
    bookedAs(await one.bookings.step(id, 'cancel'))
    hub.goOnline()
    await timers.until(() => one.status.get().waiting === 0)
    await timers.pass(1_000)
    expect(one.activity.inbox.get()).toEqual([])
    expect(shown(one.bookings)).toEqual([['Khách web', 'T1', 'confirmed', true]])
  })
})
