import { describe, expect, it } from 'vitest'
import { location } from '../testing/scriptedHouse.ts'
import { heldSeats, start } from '../testing/boxOfficeForTests.ts'
import { film, setAside, webSeats } from '../testing/showForTests.ts'
import { someHold } from '../testing/shopForTests.ts'

describe('the box office', () => {
  it('shows events with how full they are, and what each seat is called and costs', async () => {
    const { boxOffice, hub, timers } = await start()
    hub.other(webSeats(1, 'A1', 'B2'))
    await timers.pass(500)
    expect(boxOffice.events.get()).toMatchObject([
      { name: 'Mùa hoa sữa', hall: 'Phòng 1', seats: 18, counts: { held: 2, free: 16, sold: 0 } },
    ])
    expect(boxOffice.events.get()[0]?.categories).toEqual([
      { name: 'VIP', color: '#e8590c', price: 110_000 },
      { name: 'Thường', color: null, price: 85_000 },
    ])
    expect(boxOffice.seat(film, 'A1')).toMatchObject({ label: 'A1', price: 110_000, holder: { channel: 'web' } })
  })

  it('a seat that is tapped is held at once, more are one hold with one fuse, and a second tap gives one back', async () => {
    const { boxOffice, hub, machine, timers, mine, mySeats, states } = await start()
    await boxOffice.toggle(film, 'B1')
    expect(mine()).toMatchObject({ state: 'asked', unsure: 'asked' })
    expect(states.get('B1')).toBe('held')
    await timers.pass(100)
    expect(mine()).toMatchObject({ state: 'held', unsure: null })
    await boxOffice.toggle(film, 'A2')
    await timers.pass(100)
    expect(heldSeats(hub, machine.name)).toEqual([['B1', 'A2']])
    await boxOffice.toggle(film, 'B1')
    await timers.pass(100)
    expect(heldSeats(hub, machine.name)).toEqual([['A2']])
    await boxOffice.toggle(film, 'A2')
    await timers.pass(500)
    expect([hub.holdsOf(machine.name), mySeats(), states.get('A2')]).toEqual([[], [], 'free'])
  })

  it('quick taps are one hold after the other, and none is left behind', async () => {
    const { boxOffice, hub, machine, timers, mine } = await start()
    for (const seat of ['A1', 'A2', 'B3', 'B4', 'C5']) await boxOffice.toggle(film, seat)
    await timers.pass(500)
    expect(mine()?.state).toBe('held')
    expect(heldSeats(hub, machine.name)).toEqual([['A1', 'A2', 'B3', 'B4', 'C5']])
  })

  it('others’ holds, sales and releases show within a second, each with who has it', async () => {
    const { boxOffice, hub, timers, states } = await start()
    hub.other(webSeats(1, 'C1', 'C2'))
    await timers.pass(200)
    expect([states.get('C1'), states.get('C2')]).toEqual(['held', 'held'])
    expect(boxOffice.seat(film, 'C1')?.holder).toMatchObject({ hold: someHold(1), channel: 'web', quantity: 2 })
    expect(await boxOffice.toggle(film, 'C1')).toEqual({ ok: false, why: 'taken', seat: 'C1' })
    hub.other({ type: 'hold.confirm', hold: someHold(1) })
    await timers.pass(200)
    expect(states.get('C1')).toBe('sold')
    hub.other(webSeats(2, 'C3'))
    hub.other({ type: 'hold.release', hold: someHold(2) })
    await timers.pass(200)
    expect(states.get('C3') ?? 'free').toBe('free')
  })

  it('E3: another’s hold ends on the screen at its deadline, without a word from the hub', async () => {
    const { hub, timers, states } = await start()
    hub.other({ ...webSeats(1, 'C1'), ttlSeconds: 30 })
    await timers.pass(200)
    hub.goOffline()
    await timers.pass(30_000)
    expect(states.get('C1')).toBe('free')
  })

  it('who was quicker keeps the seat: it leaves the cart, the others stay held, and it is told in place', async () => {
    const { boxOffice, hub, machine, timers, mySeats, activity } = await start()
    await boxOffice.toggle(film, 'B1')
    await timers.pass(100)
    await boxOffice.toggle(film, 'B2')
    hub.other(webSeats(1, 'B2'))
    await timers.pass(500)
    expect([mySeats(), heldSeats(hub, machine.name)]).toEqual([['B1'], [['B1']]])
    expect(boxOffice.lost.get()).toEqual({ event: film, labels: ['B2'], others: [] })
    expect(activity.inbox.get()).toEqual([])
    await boxOffice.toggle(film, 'B3')
    expect(boxOffice.lost.get()).toBeNull()
    await timers.pass(500)
    expect(heldSeats(hub, machine.name)).toEqual([['B1', 'B3']])
  })

  it('H1: a party is taken whole or not at all, and leaves what was there before', async () => {
    const { boxOffice, hub, machine, timers, mySeats } = await start()
    await boxOffice.toggle(film, 'C1')
    await timers.pass(100)
    const taken = await boxOffice.takeBest(film, { size: 3 })
    expect(taken).toEqual({ ok: true, seats: ['A1', 'A2', 'A3'] })
    hub.other(webSeats(1, 'A3'))
    await timers.pass(500)
    expect([mySeats(), heldSeats(hub, machine.name)]).toEqual([['C1'], [['C1']]])
    expect(boxOffice.lost.get()).toEqual({ event: film, labels: ['A3'], others: ['A1', 'A2'] })
  })

  it('E6: it says whom the choice would leave alone', async () => {
    const { boxOffice } = await start()
    await boxOffice.toggle(film, 'A1')
    await boxOffice.toggle(film, 'A2')
    expect(boxOffice.leftAlone(film)).toEqual([])
    await boxOffice.giveUp(film, ['A1'])
    expect(boxOffice.leftAlone(film)).toEqual(['A1'])
  })

  it('S6: seats and goods are one sale, and the seats are sold for good', async () => {
    const { boxOffice, counter, hub, timers, states } = await start()
    await counter.scan('893cafe')
    await boxOffice.toggle(film, 'A1')
    expect(await counter.pay(1_000_000)).toBeNull()
    await timers.pass(200)
    const receipt = await counter.pay(200_000)
    expect(receipt).toMatchObject({ total: 145_000, change: 55_000 })
    expect(receipt?.lines.map(({ name }) => name)).toEqual(['Cà phê sữa', 'Mùa hoa sữa · A1'])
    await timers.pass(500)
    expect(counter.receipts.get()[0]?.settled).toBe(true)
    expect(states.get('A1')).toBe('sold')
    expect(hub.other(webSeats(1, 'A1')).accepted).toBe(false)
    expect(counter.cart.get().seats).toEqual([])
  })

  it('what expired is held again as far as it can be had', async () => {
    const { boxOffice, hub, machine, timers, mine } = await start()
    await boxOffice.toggle(film, 'A1')
    await timers.pass(901_000)
    expect(mine()).toMatchObject({ state: 'expired', unsure: 'expired' })
    await boxOffice.holdAgain(film)
    await timers.pass(200)
    expect(heldSeats(hub, machine.name)).toEqual([['A1']])
    await timers.pass(901_000)
    hub.other(webSeats(1, 'A1'))
    await timers.pass(200)
    expect(await boxOffice.holdAgain(film)).toEqual({ ok: false, why: 'taken', seat: 'A1' })
  })

  it('parks and voids seats with the cart, and goes on after a restart', async () => {
    const { boxOffice, counter, hub, machine, timers } = await start()
    await boxOffice.toggle(film, 'A1')
    await timers.pass(100)
    await counter.park('Lan')
    expect(counter.cart.get().seats).toEqual([])
    await machine.reload()
    await timers.pass(500)
    const again = machine.terminal.counter
    await again.recall(again.parked.get()[0]?.id ?? '')
    expect(again.cart.get().seats).toMatchObject([{ event: film, state: 'held' }])
    await again.voidAll()
    await timers.pass(200)
    expect(hub.holdsOf(machine.name)).toEqual([])
  })
})

describe('a manager’s work', () => {
  it('E4, E8: what the local rules refuse is told at once and not asked', async () => {
    const { boxOffice, hub, machine, timers, states } = await start()
    hub.other(webSeats(1, 'A1'))
    await timers.pass(200)
    // Lan is no manager.
    expect(await boxOffice.block(film, ['A2'], true)).toMatchObject({ ok: false, rejection: { code: 'forbidden' } })
    hub.other({ type: 'seat.block', location, event: film, seats: ['A2'], blocked: true })
    hub.other(setAside(machine.name, 'A3'))
    await timers.pass(200)
    expect([states.get('A2'), states.get('A3')]).toEqual(['blocked', 'ours'])
    expect(await boxOffice.setAside(film, ['A3'], null)).toEqual({ ok: true })
    expect(states.get('A3')).toBe('free')
    await timers.pass(500)
    expect(machine.terminal.activity.inbox.get()).toEqual([])
  })
})
