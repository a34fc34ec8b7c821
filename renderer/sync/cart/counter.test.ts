import { afterEach, describe, expect, it } from 'vitest'
import { stockLinesOf } from '../../../shared/kinds/registry.ts'
import { openShop, someHold, webTakes } from '../testing/shopForTests.ts'
import type { TestTerminal } from '../testing/testTerminal.ts'

describe('the counter', () => {
  const open: TestTerminal[] = []
  afterEach(async () => {
    for (const one of open.splice(0)) await one.stop()
  })
  const start = async () => {
    const { terminal, ...shop } = openShop()
    const one = await terminal('t1')
    open.push(one)
    const { counter } = one.terminal
    const line = (at = 0) => counter.cart.get().lines[at]
    return { ...shop, one, counter, line }
  }

  it('H6: the same SKU scanned again replaces the hold of its line', async () => {
    const { timers, hub, one, counter, line } = await start()
    await counter.scan('893ao')
    await timers.pass(100)
    await counter.scan('893ao')
    expect(line()).toMatchObject({ quantity: 2, state: 'asked' })
    await timers.pass(100)
    expect(line()).toMatchObject({ quantity: 2, state: 'held' })
    expect(hub.holdsOf(one.name).map(({ lines }) => stockLinesOf(lines)[0]?.quantity)).toEqual([2])
  })

  it('N1: of what is not sold any more nothing is added, and what stands in the cart is sold', async () => {
    const { timers, hub, one, counter, line } = await start()
    await counter.scan('893ao')
    await timers.pass(100)
    hub.unlist('ao')
    await timers.pass(5_000)
    expect(await counter.scan('893ao')).toMatchObject({ ok: false, why: 'unlisted', item: { sku: 'ao' } })
    expect(await counter.addInHand('ao', 1)).toMatchObject({ ok: false, why: 'unlisted' })
    expect(line()).toMatchObject({ quantity: 1, state: 'held' })
    expect(one.terminal.stock.rows({ text: '', sort: 'sku', descending: false, only: 'unlisted' }).get()).toMatchObject(
      [{ sku: 'ao', listed: false }],
    )
    expect(await counter.pay(counter.cart.get().total)).not.toBeNull()
  })

  it('scans faster than the hub answers: one hold after the other, none left behind', async () => {
    const { timers, hub, one, counter, line } = await start()
    for (let scan = 0; scan < 4; scan++) await counter.scan('893ao')
    expect(line()).toMatchObject({ quantity: 4 })
    await timers.pass(300)
    expect(line()).toMatchObject({ quantity: 4, state: 'held' })
    expect(hub.holdsOf(one.name).map(({ lines }) => stockLinesOf(lines)[0]?.quantity)).toEqual([4])
  })

  it('shows of quick scans on a slow disk what would survive a crash, and no more', async () => {
    const { timers, one, counter, line } = await start()
    const disk = one.slowDisk()
    const first = counter.scan('893ao')
    await timers.pass(10)
    const second = counter.scan('893ao')
    const third = counter.scan('893cafe')
    await timers.pass(10)
    expect(line()).toBeUndefined()
    disk.letWrite()
    await first
    await timers.pass(10)
    expect(counter.cart.get().lines).toMatchObject([{ sku: 'ao', quantity: 1, state: 'asked' }])
    disk.fast()
    await Promise.all([second, third])
    expect(counter.cart.get().lines).toMatchObject([
      { sku: 'ao', quantity: 2, state: 'asked' },
      { sku: 'cafe', quantity: 1, state: 'asked' },
    ])
  })

  it('says at once who holds what is short, until when, and changes nothing', async () => {
    const { timers, hub, counter } = await start()
    hub.other(webTakes(1, 'ao', 3))
    await timers.pass(100)
    await counter.add('ao', 2)
    await timers.pass(100)
    const answer = await counter.scan('893ao')
    expect(answer).toMatchObject({
      ok: false,
      why: 'short',
      item: { sku: 'ao' },
      shortage: { available: 0, holders: [{ channel: 'web', quantity: 3, expiresAt: timers.wall() - 200 + 900_000 }] },
    })
    expect(counter.cart.get().lines).toMatchObject([{ quantity: 2, state: 'held' }])
    expect(await counter.scan('nothing')).toEqual({ ok: false, why: 'unknown', code: 'nothing' })
  })

  it('H6: refused by the hub, the line says so and why; the smaller hold still stands', async () => {
    const { timers, hub, one, counter, line } = await start()
    await counter.add('ao', 2)
    await timers.pass(100)
    hub.silent = true
    hub.other(webTakes(1, 'ao', 3))
    await counter.setQuantity(line()?.id ?? '', 3)
    await timers.pass(200)
    hub.silent = false
    await timers.pass(20_000)
    expect(line()).toMatchObject({
      quantity: 3,
      state: 'refused',
      shortage: { available: 0, holders: [{ channel: 'web' }] },
    })
    expect(hub.holdsOf(one.name).map(({ lines }) => stockLinesOf(lines)[0]?.quantity)).toEqual([2])
    expect(one.terminal.status.get().needsLook).toBe(1)
    // Back to what is held: nothing has to be asked, and nothing is left to be seen to.
    await counter.setQuantity(line()?.id ?? '', 2)
    await timers.pass(200)
    expect(line()).toMatchObject({ quantity: 2, state: 'held', shortage: null })
    expect(one.terminal.status.get()).toMatchObject({ waiting: 0, needsLook: 0 })
  })

  it('H3: a line expires on time, and can be held again', async () => {
    const { timers, hub, one, counter, line } = await start()
    await counter.scan('893ao')
    await timers.pass(1_000)
    const { expiresAt } = line() ?? {}
    await timers.pass((expiresAt ?? 0) - timers.wall() - 1)
    expect(line()?.state).toBe('held')
    await timers.pass(1)
    expect(line()?.state).toBe('expired')
    expect(one.terminal.stock.level('ao').get()?.available).toBe(5)
    expect(await counter.holdAgain(line()?.id ?? '')).toMatchObject({ ok: true })
    await timers.pass(200)
    expect(line()?.state).toBe('held')
    expect(hub.holdsOf(one.name)).toHaveLength(1)
  })

  it('a removed line is free at once for others', async () => {
    const { timers, hub, counter, line } = await start()
    await counter.add('ao', 5)
    await timers.pass(100)
    await counter.remove(line()?.id ?? '')
    await timers.pass(100)
    expect(hub.other(webTakes(1, 'ao', 5))).toMatchObject({ accepted: true })
  })

  it('offline, a wish that changed is exchanged before anybody hears of it', async () => {
    const { timers, hub, one, counter, line } = await start()
    hub.goOffline()
    await counter.scan('893ao')
    await counter.scan('893ao')
    await counter.setQuantity(line()?.id ?? '', 4)
    expect(line()).toMatchObject({ quantity: 4, state: 'asked' })
    await counter.scan('893cafe')
    await counter.remove(line(1)?.id ?? '')
    hub.goOnline()
    await timers.pass(5_000)
    expect(line()).toMatchObject({ quantity: 4, state: 'held' })
    // The first scan was numbered by the try that failed; all that came after it became one wish.
    expect(hub.settledBy.get(one.name)?.length).toBeLessThanOrEqual(4)
    expect(hub.holdsOf(one.name).map(({ lines }) => stockLinesOf(lines)[0]?.quantity)).toEqual([4])
  })

  it('parks and recalls; what is on the counter changes places', async () => {
    const { timers, counter } = await start()
    await counter.scan('893ao')
    await counter.park('chị Hoa')
    expect(counter.cart.get().lines).toEqual([])
    expect(counter.parked.get()).toMatchObject([{ label: 'chị Hoa', lines: [{ sku: 'ao' }] }])
    await counter.scan('893cafe')
    await counter.recall(counter.parked.get()[0]?.id ?? '')
    expect(counter.cart.get()).toMatchObject({ label: 'chị Hoa', lines: [{ sku: 'ao' }] })
    expect(counter.parked.get()).toMatchObject([{ lines: [{ sku: 'cafe' }] }])
    await timers.pass(100)
    expect(counter.cart.get().lines).toMatchObject([{ state: 'held' }])
  })

  it('gives change, and refuses too little or nothing', async () => {
    const { counter } = await start()
    expect(await counter.pay(1_000)).toBeNull()
    await counter.add('cafe', 2)
    expect(await counter.pay(69_999)).toBeNull()
    expect(counter.cart.get().lines).toHaveLength(1)
    expect(await counter.pay(70_000)).toMatchObject({
      total: 70_000,
      change: 0,
      number: expect.stringMatching(/^1-\d{6}-0001$/),
    })
    await counter.add('cafe', 1)
    expect(await counter.pay(50_000)).toMatchObject({ change: 15_000, number: expect.stringMatching(/-0002$/) })
    expect(counter.receipts.get()).toHaveLength(2)
  })

  it('S8: the number that a payer was shown is the cart’s own, also while it is parked; a transfer is just the total', async () => {
    const { timers, hub, counter } = await start()
    await counter.add('cafe', 2)
    const number = await counter.takeNumber()
    expect(number).toMatch(/^1-\d{6}-0001$/)
    await counter.park('chị Hoa')
    await counter.add('cafe', 1)
    expect(await counter.pay(50_000)).toMatchObject({ method: 'cash', number: expect.stringMatching(/-0002$/) })
    await counter.recall(counter.parked.get()[0]?.id ?? '')
    expect(await counter.takeNumber()).toBe(number)
    expect(await counter.pay(80_000, 'bank_transfer')).toBeNull()
    expect(await counter.pay(70_000, 'bank_transfer')).toMatchObject({ method: 'bank_transfer', number, change: 0 })
    await timers.pass(200)
    expect(hub.pool('cafe')).toMatchObject({ held: 0 })
    expect(counter.receipts.get()).toMatchObject([{ settled: true }, { settled: true }])
    await counter.add('cafe', 1)
    expect(await counter.takeNumber()).toMatch(/-0003$/)
  })

  it('C5, S6: what the customer has in hand is sold without a hold', async () => {
    const { timers, hub, one, counter } = await start()
    hub.other(webTakes(1, 'ao', 5))
    await timers.pass(100)
    expect(await counter.addInHand('ao', 1)).toMatchObject({ ok: true })
    expect(counter.cart.get().lines).toMatchObject([{ state: 'unheld', expiresAt: null }])
    await counter.pay(199_000)
    await timers.pass(200)
    expect(hub.pool('ao')).toMatchObject({ onHand: 4, shortfall: 1 })
    expect(one.terminal.activity.discrepancies.get()).toMatchObject([
      { sku: 'ao', quantity: 1, name: 'Áo thun trắng M' },
    ])
  })

  it('sold while a larger hold is on its way: nothing stays held that has left the shop', async () => {
    const { timers, hub, one, counter, line } = await start()
    await counter.add('ao', 2)
    await timers.pass(100)
    hub.silent = true
    hub.other(webTakes(1, 'ao', 3))
    hub.cuts = ['before']
    await counter.setQuantity(line()?.id ?? '', 3)
    await counter.pay(1_000_000)
    hub.silent = false
    await timers.pass(20_000)
    expect(hub.holdsOf(one.name)).toEqual([])
    expect(hub.pool('ao')).toMatchObject({ onHand: 2, held: 3, shortfall: 1 })
    expect(counter.receipts.get()).toMatchObject([{ lines: [{ quantity: 3 }], settled: true }])
    expect(one.terminal.activity.inbox.get()).toMatchObject([{ sold: true, actions: ['settle'] }])
  })

  it('tells when what somebody waits for is free, over a reload too', async () => {
    const { timers, hub, one, counter } = await start()
    hub.other(webTakes(1, 'ao', 5))
    await timers.pass(100)
    counter.tellWhenFree('ao')
    await timers.pass(100)
    expect(counter.nowFree.get()).toEqual([])
    await one.reload()
    await timers.pass(200)
    hub.other({ type: 'hold.release', hold: someHold(1) })
    await timers.pass(200)
    expect(one.terminal.counter.nowFree.get()).toMatchObject([{ sku: 'ao' }])
    one.terminal.counter.dismissFree('ao')
    expect(one.terminal.counter.nowFree.get()).toEqual([])
  })

  it('voids everything with one act', async () => {
    const { timers, hub, one, counter } = await start()
    await counter.scan('893ao')
    await timers.pass(100)
    await counter.scan('893cafe')
    await counter.voidAll()
    await timers.pass(200)
    expect(counter.cart.get().lines).toEqual([])
    expect(hub.holdsOf(one.name)).toEqual([])
    expect(one.terminal.activity.inbox.get()).toEqual([])
  })
})
