import { describe, expect, it } from 'vitest'
import { an, bookedAs, bookingHosts, shown } from '../testing/hostsForTests.ts'
import { minute } from '../testing/venueForTests.ts'

describe('bookings at a terminal', () => {
  const start = bookingHosts()

  it('books the best fit, and says who has what is taken', async () => {
    const { hub, timers, at, one } = await start()
    const first = bookedAs(await one.bookings.book({ ...an, start: at(0), guest: { name: 'Lan' } }))
    expect(first).toMatchObject({ resources: ['T1'], state: 'confirmed', sent: false })
    await timers.pass(500)
    expect(hub.bookings()).toMatchObject([{ id: first.id, resources: ['T1'], state: 'confirmed' }])
    expect(shown(one.bookings)).toEqual([['Lan', 'T1', 'confirmed', true]])
    const choices = one.bookings.choices({ ...an, start: at(30) })
    expect(choices.map(({ resources, obstacles }) => [resources.join('+'), obstacles.length])).toEqual([
      ['T2', 0],
      ['T3', 0],
      ['T1', 1],
    ])
    expect(choices[2]?.obstacles).toMatchObject([{ why: 'booked', booking: { id: first.id } }])
    // T2: the buffer of 15 minutes is part of what is taken.
    expect(one.bookings.choices({ ...an, start: at(100), resources: ['T1'] })[0]?.obstacles).toHaveLength(1)
    expect(one.bookings.choices({ ...an, start: at(105), resources: ['T1'] })[0]?.obstacles).toEqual([])
    const starts = one.bookings.free({ ...an, from: at(0), to: at(120) })
    expect(starts.find((free) => free.start === at(0))?.resources[0]).toEqual(['T2'])
    expect(starts.find((free) => free.start === at(105))?.resources[0]).toEqual(['T1'])
  })

  it('does not ask the hub for what the local rules refuse', async () => {
    const { timers, at, one } = await start()
    bookedAs(await one.bookings.book({ ...an, start: at(0), resources: ['T1'] }))
    await timers.pass(500)
    expect(await one.bookings.book({ ...an, start: at(30), resources: ['T1'] })).toMatchObject({
      ok: false,
      rejection: { code: 'conflict', conflicts: [{ code: 'slot_taken' }] },
      obstacles: [{ why: 'booked', resource: 'T1' }],
    })
    expect(one.status.get().waiting).toBe(0)
    expect(one.activity.inbox.get()).toEqual([])
  })

  it('C1: an answer that got lost books once', async () => {
    const { hub, timers, at, one } = await start()
    hub.cuts = ['after', 'before', 'after']
    bookedAs(await one.bookings.book({ ...an, start: at(0) }))
    await timers.until(() => one.status.get().waiting === 0)
    await timers.pass(1_000)
    expect(hub.bookings()).toHaveLength(1)
    expect(shown(one.bookings)).toEqual([['', 'T1', 'confirmed', true]])
  })

  it('keeps over a reload what was booked offline', async () => {
    const { hub, timers, at, one, machine } = await start()
    hub.goOffline()
    bookedAs(await one.bookings.book({ ...an, start: at(0), guest: { name: 'Lan' } }))
    await machine.reload()
    expect(shown(machine.terminal.bookings)).toEqual([['Lan', 'T1', 'confirmed', false]])
    hub.goOnline()
    await timers.until(() => machine.terminal.status.get().waiting === 0)
    expect(hub.bookings()).toMatchObject([{ customer: { name: 'Lan' }, state: 'confirmed' }])
  })

  it('B2: lapses to the second without a hub, and frees the time', async () => {
    const { hub, timers, at, one } = await start()
    const asked = bookedAs(await one.bookings.book({ ...an, start: at(60), resources: ['T1'], confirmed: false }))
    bookedAs(await one.bookings.book({ ...an, start: at(0), resources: ['T2'] }))
    await timers.pass(1_000)
    const states: string[] = []
    one.bookings.board.subscribe(() =>
      states.push(
        shown(one.bookings)
          .map(([, , state]) => state)
          .join(' '),
      ),
    )
    const known = one.bookings.board.get().bookings.find(({ id }) => id === asked.id)
    expect(known).toMatchObject({ state: 'pending', sent: true })
    hub.goOffline()
    const left = (known?.confirmBy ?? 0) - timers.wall()
    await timers.pass(left - 1)
    expect(one.bookings.choices({ ...an, start: at(60), resources: ['T1'] })[0]?.obstacles).toHaveLength(1)
    await timers.pass(1)
    expect(one.bookings.choices({ ...an, start: at(60), resources: ['T1'] })[0]?.obstacles).toEqual([])
    expect(states.at(-1)).toBe('confirmed expired')
    await timers.pass(at(0) - timers.wall())
    expect(one.bookings.board.get().bookings[0]).toMatchObject({ state: 'confirmed', late: true })
    await timers.pass(20 * minute)
    expect(states.at(-1)).toBe('no_show expired')
    // The time that is free can be booked, though the hub has not heard of any of it.
    expect(bookedAs(await one.bookings.book({ ...an, start: at(30), resources: ['T2'] })).sent).toBe(false)
  })

  it('finds guests by a part of the number, or of the name without accents', async () => {
    const { timers, at, one } = await start()
    const guest = { name: 'Nguyễn Thị Đào', phone: '0903 112 233' }
    bookedAs(await one.bookings.book({ ...an, start: at(0), guest }))
    bookedAs(await one.bookings.book({ ...an, start: at(180), guest: { ...guest, phone: '0903112233' } }))
    await timers.pass(500)
    const found = { bookings: 2, noShows: 0, last: at(180), guest: { name: 'Nguyễn Thị Đào' } }
    expect(one.bookings.findGuests('3112')).toMatchObject([found])
    expect(one.bookings.findGuests('dao nguyen')).toMatchObject([found])
    expect(one.bookings.findGuests('0988')).toEqual([])
  })
})
