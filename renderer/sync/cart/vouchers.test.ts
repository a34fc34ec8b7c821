import { afterEach, describe, expect, it } from 'vitest'
import { location } from '../testing/scriptedHouse.ts'
import { campaignFor } from '../testing/scriptedVouchers.ts'
import { openShop, someHold } from '../testing/shopForTests.ts'
import type { TestTerminal } from '../testing/testTerminal.ts'

const open: TestTerminal[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.stop()
})

const start = async (terminals = 1) => {
  const { terminal, hub, timers } = openShop()
  hub.addCampaign(campaignFor('TET'), ['LOC-01', 'LOC-02', 'LOC-03', 'CAFE'])
  hub.addCampaign(campaignFor('GIAM', { discount: { kind: 'percent', value: 50 }, minimum: 100_000 }), ['NUA'])
  hub.addCampaign(campaignFor('AO', { items: ['ao'] }), ['AO-1'])
  hub.addCampaign(campaignFor('RIENG', { perCustomer: 1 }), ['RIENG-1'])
  hub.addCampaign(campaignFor('CU', { validUntil: 1 }), ['CU-1'])
  for (let number = 1; number <= terminals; number++) open.push(await terminal(`t${number}`))
  await timers.pass(500)
  const [machine, second] = open
  if (machine === undefined) throw new Error('no terminal')
  const { counter, activity, vouchers } = machine.terminal
  const voucher = (at = 0) => counter.cart.get().vouchers[at]
  return { hub, timers, machine, second, counter, activity, vouchers, voucher }
}

/** The website takes a code. */
const webCode = (number: number, code: string) => ({
  ...{ type: 'hold.place' as const, hold: someHold(number), location },
  lines: [{ kind: 'voucher' as const, code }],
})

describe('vouchers at the counter', () => {
  it('V2, S6: a code is held as it is scanned, takes something off at once, and is used with the sale', async () => {
    const { counter, hub, timers, voucher } = await start()
    await counter.scan('893cafe')
    expect(await counter.scan('loc-01')).toMatchObject({ ok: true })
    expect(voucher()).toMatchObject({ code: 'LOC-01', name: 'Đợt TET', state: 'asked', off: 10_000, trouble: null })
    expect(counter.cart.get().total).toBe(25_000)
    await timers.pass(200)
    expect(voucher()?.state).toBe('held')
    expect(hub.usesOf('LOC-01')).toEqual({ used: 0, held: 1 })
    expect(await counter.pay(24_999)).toBeNull()
    const receipt = await counter.pay(30_000)
    expect(receipt).toMatchObject({ total: 25_000, change: 5_000, discounts: [{ code: 'LOC-01', amount: 10_000 }] })
    expect(receipt?.lines).toEqual([{ name: 'Cà phê sữa', price: 35_000, quantity: 1 }])
    await timers.pass(500)
    expect(hub.usesOf('LOC-01')).toEqual({ used: 1, held: 0 })
    expect(counter.receipts.get()[0]?.settled).toBe(true)
  })

  it('a code is not an item: an item of the same name comes first, and nothing is added for a code that nobody knows', async () => {
    const { counter } = await start()
    await counter.scan('cafe')
    expect([counter.cart.get().lines.length, counter.cart.get().vouchers.length]).toEqual([1, 0])
    expect(await counter.addVoucher('cafe')).toMatchObject({ ok: true })
    expect(counter.cart.get().vouchers).toMatchObject([{ code: 'CAFE', off: 10_000 }])
    expect(await counter.scan('nothing')).toEqual({ ok: false, why: 'unknown', code: 'nothing' })
  })

  it('V1, V3, V4: says at once why a code cannot be had, and changes nothing', async () => {
    const { counter, hub, timers } = await start()
    hub.other(webCode(1, 'LOC-02'))
    hub.other(webCode(2, 'LOC-03'))
    hub.other({ type: 'hold.confirm', hold: someHold(2) })
    await timers.pass(500)
    await counter.scan('893cafe')
    await counter.scan('LOC-01')
    const obstacles: unknown[] = []
    for (const code of ['LOC-01', 'LOC-02', 'LOC-03', 'RIENG-1', 'CU-1']) obstacles.push(await counter.scan(code))
    expect(obstacles).toEqual(
      ['twice', 'held', 'used', 'named', 'over'].map((obstacle) =>
        expect.objectContaining({ ok: false, why: 'voucher', obstacle }),
      ),
    )
    expect(counter.cart.get().vouchers).toHaveLength(1)
  })

  it('V6: one that does not fit the cart takes nothing off, says why, and is not used with the sale', async () => {
    const { counter, hub, timers, voucher } = await start()
    await counter.scan('893cafe')
    await counter.scan('NUA')
    await counter.scan('AO-1')
    await timers.pass(200)
    expect([voucher(0), voucher(1)]).toMatchObject([
      { off: 0, trouble: 'below_minimum', minimum: 100_000 },
      { off: 0, trouble: 'no_item' },
    ])
    await counter.scan('893ao')
    expect([voucher(0), voucher(1)]).toMatchObject([
      { off: 117_000, trouble: null },
      { off: 10_000, trouble: null },
    ])
    expect(counter.cart.get().total).toBe(234_000 - 127_000)
    const [, shirt] = counter.cart.get().lines
    await counter.remove(shirt?.id ?? '')
    await timers.pass(200)
    expect(await counter.pay(35_000)).toMatchObject({ total: 35_000, discounts: [] })
    await timers.pass(500)
    expect([hub.usesOf('NUA'), hub.usesOf('AO-1')]).toEqual([
      { used: 0, held: 0 },
      { used: 0, held: 0 },
    ])
  })

  it('V2: taken out, voided or over, it is free again; over, it takes nothing off until it is held again', async () => {
    const { counter, hub, timers, voucher, vouchers } = await start()
    await counter.scan('893cafe')
    await counter.scan('LOC-01')
    await timers.pass(200)
    expect(vouchers.check('LOC-01').state).toBe('held')
    await counter.remove(voucher()?.id ?? '')
    await timers.pass(200)
    expect([counter.cart.get().vouchers, hub.usesOf('LOC-01'), vouchers.check('LOC-01').state]).toEqual([
      [],
      { used: 0, held: 0 },
      'free',
    ])
    await counter.scan('LOC-01')
    await timers.pass(901_000)
    expect(voucher()).toMatchObject({ state: 'expired', off: 0 })
    expect(counter.cart.get().total).toBe(35_000)
    expect(await counter.holdAgain(voucher()?.id ?? '')).toMatchObject({ ok: true })
    expect(counter.cart.get().total).toBe(25_000)
    await timers.pass(200)
    await counter.voidAll()
    await timers.pass(200)
    expect([hub.usesOf('LOC-01'), vouchers.check('LOC-01').state]).toEqual([{ used: 0, held: 0 }, 'free'])
  })

  it('a cart without goods is not paid, and a parked one keeps its voucher', async () => {
    const { counter, voucher } = await start()
    await counter.scan('LOC-01')
    expect(await counter.pay(0)).toBeNull()
    await counter.park('Anh Ba')
    expect(await counter.scan('LOC-01')).toMatchObject({ why: 'voucher', obstacle: 'held' })
    await counter.recall(counter.parked.get()[0]?.id ?? '')
    expect(voucher()?.code).toBe('LOC-01')
  })

  it('S6, S7: without a network it is used as a fact, not twice here; one that another used meanwhile is told, and counts once', async () => {
    const { hub, timers, machine, second, counter, activity } = await start(2)
    if (second === undefined) throw new Error('no second terminal')
    hub.goOffline()
    await counter.scan('893cafe')
    await counter.scan('LOC-01')
    expect(await counter.pay(25_000)).toMatchObject({ total: 25_000, settled: false })
    await counter.scan('893cafe')
    expect(await counter.scan('LOC-01')).toMatchObject({ why: 'voucher', obstacle: 'used' })
    const other = second.terminal.counter
    await other.scan('893cafe')
    await other.scan('LOC-01')
    expect(await other.pay(25_000)).toMatchObject({ total: 25_000 })
    hub.goOnline()
    await timers.until(() => [machine, second].every(({ terminal }) => terminal.status.get().waiting === 0))
    await timers.pass(1_000)
    expect(hub.usesOf('LOC-01')).toEqual({ used: 1, held: 0 })
    expect(hub.pool('cafe')?.onHand).toBe(8)
    expect(activity.discrepancies.get()).toMatchObject([{ kind: 'double_used', sku: 'LOC-01', quantity: 1 }])
    const refused = [machine, second].flatMap(({ terminal }) => terminal.activity.inbox.get())
    expect(refused).toMatchObject([{ type: 'hold.place', sold: true, actions: ['settle'] }])
  })

  it('refused before the sale, it says so in its line, takes nothing off, and can be held again once it is free', async () => {
    const { hub, timers, counter, voucher } = await start()
    hub.goOffline()
    await counter.scan('893cafe')
    await counter.scan('LOC-02')
    hub.other(webCode(1, 'LOC-02'))
    hub.goOnline()
    await timers.pass(3_000)
    expect(voucher()).toMatchObject({ state: 'refused', trouble: 'held', off: 0 })
    expect(counter.cart.get().total).toBe(35_000)
    expect(await counter.holdAgain(voucher()?.id ?? '')).toMatchObject({ why: 'voucher', obstacle: 'held' })
    hub.other({ type: 'hold.release', hold: someHold(1) })
    await timers.pass(500)
    await counter.holdAgain(voucher()?.id ?? '')
    await timers.pass(500)
    expect(voucher()).toMatchObject({ state: 'held', off: 10_000 })
  })
})
