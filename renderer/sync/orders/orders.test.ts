import { afterEach, describe, expect, it } from 'vitest'
import type { ArbiterCommand } from '../../../shared/protocol/commands.ts'
import { location } from '../testing/scriptedHouse.ts'
import { openShop, someHold } from '../testing/shopForTests.ts'
import type { TestTerminal } from '../testing/testTerminal.ts'

/** The website orders so many shirts at 199,000 each. */
const webOrders = (number: number, quantity: number, ttlSeconds = 900): ArbiterCommand => ({
  ...{ type: 'order.place', order: someHold(100 + number), hold: someHold(200 + number), adopts: false, location },
  ...{ number: `HF00000${number}`, currency: 'VND', method: 'bank_transfer', plan: [], ttlSeconds },
  lines: [{ line: { kind: 'stock', sku: 'ao', quantity }, name: 'Áo thun trắng M', price: 199_000 }],
  customer: { name: 'Hạnh', phone: '0903118224' },
})

describe('orders at a terminal', () => {
  const open: TestTerminal[] = []
  afterEach(async () => {
    for (const one of open.splice(0)) await one.stop()
  })
  const start = async () => {
    const { terminal, ...shop } = openShop()
    const one = await terminal('t1')
    open.push(one)
    const { orders, stock } = one.terminal
    const order = (number = 1) => orders.list.get().find(({ id }) => id === someHold(100 + number))
    const available = () => stock.level('ao').get()?.available
    return { ...shop, one, orders, order, available }
  }

  it('shows an order of the website with what is due, and that it runs out at its very moment', async () => {
    const { hub, timers, order, available } = await start()
    hub.other(webOrders(1, 2, 60))
    await timers.pass(200)
    expect(order()).toMatchObject({ state: 'awaiting_payment', due: 398_000, money: 0, number: 'HF000001' })
    expect(available()).toBe(3)
    hub.goOffline()
    await timers.pass(60_000)
    expect(order()).toMatchObject({ state: 'expired', due: 0 })
    expect(available()).toBe(5)
  })

  it('C5, O4: cash that was taken without a network is a fact: paid here at once, and at the hub once it hears', async () => {
    const { hub, timers, orders, order, available } = await start()
    hub.other(webOrders(1, 2))
    await timers.pass(200)
    hub.goOffline()
    await orders.pay(someHold(101), { method: 'cash', amount: 398_000 })
    expect(order()).toMatchObject({
      state: 'paid',
      due: 0,
      doneHere: [{ step: 'money', amount: 398_000, staff: 'lan' }],
    })
    expect(available()).toBe(3)
    hub.goOnline()
    await timers.until(() => order()?.doneHere.length === 0)
    expect(hub.order(someHold(101))).toMatchObject({ state: 'paid', payments: [{ amount: 398_000, method: 'cash' }] })
    expect(order()).toMatchObject({ state: 'paid', money: 398_000, refunds: [] })
  })

  it('never counts money twice while the copies come one after the other', async () => {
    const { hub, timers, orders, order } = await start()
    hub.other(webOrders(1, 2))
    await timers.pass(200)
    const seen = new Set<string>()
    const look = () => seen.add(JSON.stringify([order()?.money, order()?.refunds.length]))
    const leave = orders.list.subscribe(look)
    await orders.pay(someHold(101), { method: 'cash', amount: 398_000 })
    seen.clear()
    for (let moment = 0; moment < 200; moment++) {
      await timers.pass(5)
      look()
    }
    leave()
    expect([...seen]).toEqual(['[398000,0]'])
  })

  it('O6: cash for an order that ran out meanwhile gets its things again; if they are gone it has to go back', async () => {
    const { hub, timers, orders, order } = await start()
    hub.other(webOrders(1, 5, 60))
    await timers.pass(200)
    hub.goOffline()
    await timers.pass(61_000)
    await orders.pay(someHold(101), { method: 'cash', amount: 995_000 })
    // As far as can be told from here they are still to be had.
    expect(order()).toMatchObject({ state: 'paid' })
    hub.other(webOrders(2, 1))
    hub.goOnline()
    await timers.until(() => order()?.doneHere.length === 0)
    expect(order()).toMatchObject({ state: 'expired', refunds: [{ amount: 995_000, reason: 'late', state: 'due' }] })
  })

  it('C5, O6: cash that was taken in time without a network stands, also when the deadline passes before the hub hears', async () => {
    const { hub, timers, orders, order, available } = await start()
    hub.other(webOrders(1, 2, 60))
    await timers.pass(200)
    hub.goOffline()
    await timers.pass(30_000)
    await orders.pay(someHold(101), { method: 'cash', amount: 398_000 })
    await timers.pass(60_000)
    expect(order()).toMatchObject({ state: 'paid', money: 398_000, due: 0 })
    expect(available()).toBe(3)
    hub.goOnline()
    await timers.until(() => order()?.doneHere.length === 0)
    expect(order()).toMatchObject({ state: 'paid', money: 398_000, refunds: [] })
    expect(available()).toBe(3)
  })

  it('asks the hub for nothing that the local rules refuse, and keeps what a hub refuses in the inbox', async () => {
    const { hub, timers, one, orders, order } = await start()
    hub.other(webOrders(1, 1))
    await timers.pass(200)
    expect(await orders.act(someHold(101), { type: 'ship' })).toEqual({
      ok: false,
      rejection: { code: 'order_state', state: 'awaiting_payment' },
    })
    expect(await orders.act(someHold(101), { type: 'fail', reason: 'vỡ' })).toMatchObject({
      rejection: { code: 'forbidden' },
    })
    hub.goOffline()
    expect(await orders.act(someHold(101), { type: 'cancel', reason: 'khách đổi ý' })).toMatchObject({ ok: true })
    expect(order()).toMatchObject({ state: 'cancelled', doneHere: [{ step: 'cancelled', detail: 'khách đổi ý' }] })
    hub.other({ type: 'order.pay', order: someHold(101), payment: someHold(9), method: 'momo', amount: 199_000 })
    hub.other({ type: 'order.ship', order: someHold(101) })
    hub.goOnline()
    await timers.until(() => one.terminal.activity.inbox.get().length > 0)
    expect(one.terminal.activity.inbox.get()).toMatchObject([
      { type: 'order.cancel', order: { number: 'HF000001' }, rejection: { code: 'order_state', state: 'shipped' } },
    ])
    await timers.until(() => order()?.state === 'shipped')
    expect(order()).toMatchObject({ doneHere: [] })
  })

  it('O7: what a cancelled order took comes back, also what was gone for good', async () => {
    const { hub, timers, orders, order, available } = await start()
    hub.other(webOrders(1, 2))
    await timers.pass(200)
    await orders.pay(someHold(101), { method: 'cash', amount: 398_000 })
    await timers.until(() => order()?.doneHere.length === 0)
    hub.goOffline()
    expect(available()).toBe(3)
    await orders.act(someHold(101), { type: 'cancel' })
    expect(available()).toBe(5)
    expect(order()?.refunds).toMatchObject([{ amount: 398_000, state: 'due', reason: 'cancelled' }])
    hub.goOnline()
    await timers.until(() => order()?.doneHere.length === 0)
    expect(available()).toBe(5)
    expect(hub.pool('ao')).toMatchObject({ onHand: 5, held: 0 })
  })

  it('hands an order over at the counter: shipped and delivered in one breath', async () => {
    const { hub, timers, orders, order } = await start()
    hub.other(webOrders(1, 1))
    await timers.pass(200)
    await orders.pay(someHold(101), { method: 'cash', amount: 199_000 })
    expect(await orders.act(someHold(101), { type: 'hand_over' })).toMatchObject({ ok: true })
    expect(order()).toMatchObject({ state: 'delivered' })
    await timers.until(() => order()?.doneHere.length === 0)
    expect(hub.order(someHold(101))).toMatchObject({ state: 'delivered' })
  })

  it('O13: what is packed without a network stands in the story at once, and the hub has it once it hears', async () => {
    const { hub, timers, orders, order } = await start()
    hub.other(webOrders(1, 1))
    hub.other({ type: 'order.pay', order: someHold(101), payment: someHold(9), method: 'momo', amount: 199_000 })
    await timers.until(() => order()?.state === 'paid')
    hub.goOffline()
    expect(await orders.act(someHold(101), { type: 'pack', parcel: 'GHN1' })).toMatchObject({ ok: true })
    expect(order()).toMatchObject({ state: 'paid', parcel: 'GHN1', doneHere: [{ step: 'packed', detail: 'GHN1' }] })
    expect(order()?.packedAt).not.toBeNull()
    hub.goOnline()
    await timers.until(() => order()?.doneHere.length === 0)
    expect(hub.order(someHold(101))).toMatchObject({ state: 'paid', parcel: 'GHN1' })
    expect(hub.order(someHold(101))?.packedAt).not.toBeNull()
  })
})

describe('O20: a sale that is kept for a customer', () => {
  const open: TestTerminal[] = []
  afterEach(async () => {
    for (const one of open.splice(0)) await one.stop()
  })
  const start = async () => {
    const { terminal, ...shop } = openShop()
    const one = await terminal('t1')
    open.push(one)
    const { counter, orders, activity } = one.terminal
    await counter.add('ao', 3)
    await shop.timers.pass(200)
    const until = shop.timers.wall() + 86_400_000
    const keep = () => counter.keep({ customer: { name: 'Hà', phone: '0903118224' }, until, deposit: 100_000 })
    const parked = () => counter.parked.get()[0]
    return { ...shop, one, counter, orders, activity, keep, parked }
  }

  it('is an order with a number of its own once the hub has said yes, and leaves the counter', async () => {
    const { hub, timers, one, counter, orders, keep, parked } = await start()
    const answer = await keep()
    expect(parked()).toMatchObject({ label: 'Hà', keeping: { rejection: null } })
    expect([counter.cart.get().lines, orders.list.get()]).toEqual([[], []])
    await timers.until(() => orders.list.get().length === 1)
    expect(orders.list.get()).toMatchObject([
      {
        id: answer.ok ? answer.order : '',
        number: answer.ok ? answer.number : '',
        state: 'awaiting_payment',
        due: 597_000,
      },
    ])
    expect(orders.list.get()[0]).toMatchObject({ number: expect.stringMatching(/^HF1\d{10}$/), total: 597_000 })
    expect(parked()).toBeUndefined()
    expect(hub.holdsOf(one.name).map(({ expiresAt }) => expiresAt)).toEqual([orders.list.get()[0]?.expiresAt])
    await orders.pay(answer.ok ? answer.order : '', { method: 'cash', amount: 100_000 })
    expect(orders.list.get()).toMatchObject([{ state: 'deposit_paid', due: 497_000 }])
    await timers.until(() => orders.list.get()[0]?.doneHere.length === 0)
    expect(hub.order(answer.ok ? answer.order : '')).toMatchObject({ state: 'deposit_paid' })
  })

  it('is refused at once without a network; with the answer lost it stands parked, untouched, and one order comes of it', async () => {
    const { hub, timers, counter, orders, keep, parked } = await start()
    hub.goOffline()
    await timers.pass(100)
    expect([counter.obstacleToKeep(), await keep()]).toEqual(['offline', { ok: false, why: 'offline' }])
    expect(counter.cart.get().lines).toHaveLength(1)
    hub.goOnline()
    await timers.until(() => counter.obstacleToKeep() === null)
    hub.cuts = ['after', 'before']
    expect(await keep()).toMatchObject({ ok: true })
    hub.goOffline()
    await counter.recall(parked()?.id ?? '')
    expect([counter.cart.get().lines, parked()?.keeping?.rejection]).toEqual([[], null])
    hub.goOnline()
    await timers.until(() => parked() === undefined && orders.list.get().length === 1)
    expect(hub.pool('ao')).toMatchObject({ held: 3, onHand: 5 })
  })

  it('is as it was where the hub says no, says why, and can be recalled and changed', async () => {
    const { hub, timers, one, counter, orders, activity, keep, parked } = await start()
    hub.other({ type: 'hold.release', hold: hub.holdsOf(one.name)[0]?.id ?? '' })
    hub.other(webOrders(1, 3))
    await timers.until(() => counter.cart.get().lines[0]?.state === 'expired')
    await keep()
    await timers.until(() => (parked()?.keeping?.rejection ?? null) !== null)
    expect(parked()?.keeping?.rejection).toMatchObject({ code: 'conflict', conflicts: [{ line: 0, available: 2 }] })
    await timers.until(() => activity.inbox.get().length > 0)
    expect(activity.inbox.get()).toMatchObject([{ type: 'order.keep', actions: ['drop'], available: 2 }])
    await counter.recall(parked()?.id ?? '')
    await timers.until(() => activity.inbox.get().length === 0)
    const [line] = counter.cart.get().lines
    expect(await counter.setQuantity(line?.id ?? '', 2)).toMatchObject({ ok: true })
    await timers.until(() => counter.obstacleToKeep() === null)
    await keep()
    await timers.until(() => orders.list.get().length === 2)
    expect(hub.pool('ao')).toMatchObject({ held: 5, onHand: 5 })
    expect(parked()).toBeUndefined()
  })

  it('is parked like any other sale once somebody has seen to the hub’s no, which is forgotten one day', async () => {
    const { hub, timers, one, counter, activity, keep, parked } = await start()
    hub.other({ type: 'hold.release', hold: hub.holdsOf(one.name)[0]?.id ?? '' })
    hub.other(webOrders(1, 3))
    await timers.until(() => counter.cart.get().lines[0]?.state === 'expired')
    await keep()
    await timers.until(() => activity.inbox.get().length > 0)
    await activity.act(activity.inbox.get()[0]?.id ?? '', 'drop')
    await timers.until(() => parked()?.keeping === null)
    await counter.recall(parked()?.id ?? '')
    expect(counter.cart.get()).toMatchObject({ keeping: null, lines: [{ quantity: 3 }] })
  })

  it('O18: is asked for by all that is in the cart, also by what was scanned just now and nobody has held yet', async () => {
    const { counter, keep } = await start()
    const [, kept] = await Promise.all([counter.scan('ao'), keep()])
    expect(kept).toEqual({ ok: false, why: 'asked' })
  })
})
