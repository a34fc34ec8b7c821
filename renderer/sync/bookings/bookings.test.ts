import { afterEach, describe, expect, it } from 'vitest'
import type { BookingAnswer, Bookings } from '../../app/terminal.ts'
import type { TestTerminal } from '../testing/testTerminal.ts'
import { meal, minute, openVenue, webBooks } from '../testing/venueForTests.ts'

const hour = 60 * minute

const an = { service: meal.code, party: 2, confirmed: true }

const bookedAs = (answer: BookingAnswer | null) => {
  if (answer?.ok !== true) throw new Error(`not booked: ${JSON.stringify(answer)}`)
  return answer.booking
}

const shown = (bookings: Bookings) =>
  bookings.board
    .get()
    .bookings.map(({ customer, resources, state, sent }) => [customer?.name ?? '', resources.join('+'), state, sent])

describe('bookings at a terminal', () => {
  const open: TestTerminal[] = []
  afterEach(async () => {
    for (const one of open.splice(0)) await one.stop()
  })
  const start = async (hosts = 1) => {
    const { terminal, hub, timers } = openVenue()
    for (let number = 1; number <= hosts; number++) open.push(await terminal(`t${number}`))
    const [one, two] = open
    if (one === undefined) throw new Error('no terminal')
    const at = (minutes: number): number => Math.ceil(timers.wall() / hour) * hour + minutes * minute
    return { hub, timers, at, one: one.terminal, two: (two ?? one).terminal, machine: one }
  }

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

  it('C1: an answer that got lost books once', async () => {
    const { hub, timers, at, one } = await start()
    hub.cuts = ['after', 'before', 'after']
    bookedAs(await one.bookings.book({ ...an, start: at(0) }))
    await timers.until(() => one.status.get().waiting === 0)
    await timers.pass(1_000)
    expect(hub.bookings()).toHaveLength(1)
    expect(shown(one.bookings)).toEqual([['', 'T1', 'confirmed', true]])
  })

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
