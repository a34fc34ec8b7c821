import { afterEach, describe, expect, it } from 'vitest'
import { maxShelfLines } from '../../app/terminal/shelf.ts'
import { openShop, someHold, webTakes } from '../testing/shopForTests.ts'
import type { TestTerminal } from '../testing/testTerminal.ts'
import { brought, countedOn, noDelivery } from './shelfLists.ts'

describe('what is written down at the shelf', () => {
  it('keeps its places as it changes, new lines first, and takes no more than can be said at once', () => {
    const both = brought(brought(noDelivery, 'ao', 2), 'cafe', 1)
    expect(brought(both, 'ao', 3).lines).toEqual([
      { sku: 'cafe', quantity: 1 },
      { sku: 'ao', quantity: 3 },
    ])
    expect(brought(both, 'cafe', 0).lines).toEqual([{ sku: 'ao', quantity: 2 }])
    const full = Array.from({ length: maxShelfLines + 5 }, (_, index) => `s${index}`).reduce(
      (delivery, sku) => brought(delivery, sku, 1),
      noDelivery,
    )
    expect(full.lines).toHaveLength(maxShelfLines)
    expect(brought(full, 's0', 9).lines).toContainEqual({ sku: 's0', quantity: 9 })
  })

  it('tells what the books said when a thing was counted first, and last', () => {
    const begun = countedOn([], 'ao', 3, 10)
    expect(countedOn(begun, 'ao', 9, 9)).toEqual([{ sku: 'ao', counted: 9, seenFirst: 10, seen: 9 }])
    expect(countedOn(begun, 'ao', null, 9)).toEqual([])
    // Somebody who counts anew begins anew.
    expect(countedOn(countedOn(begun, 'ao', null, 9), 'ao', 9, 9)).toEqual([
      { sku: 'ao', counted: 9, seenFirst: 9, seen: 9 },
    ])
  })
})

describe('a delivery and a stocktake, at a terminal', () => {
  const open: TestTerminal[] = []
  afterEach(async () => {
    for (const one of open.splice(0)) await one.stop()
  })
  const start = async () => {
    const { terminal, hub, timers } = openShop()
    const till = await terminal('t1')
    open.push(till)
    await till.terminal.signIn('mai', '1234')
    const settled = () => timers.until(() => till.terminal.status.get().waiting === 0)
    return { hub, timers, till, settled }
  }

  it('a delivery outlives a reload, is said all at once and without a network, and once', async () => {
    const { hub, till, settled } = await start()
    await till.terminal.shelf.bring('ao', 7)
    await till.terminal.shelf.bring('cafe', 2)
    await till.terminal.shelf.refer(' PN-12 ')
    await till.reload()
    expect(till.terminal.shelf.delivery.get().lines).toHaveLength(2)
    hub.goOffline()
    const [once] = [till.terminal.shelf.bookDelivery(), till.terminal.shelf.bookDelivery()]
    await once
    expect(till.terminal.shelf.delivery.get()).toEqual(noDelivery)
    expect(till.terminal.stock.level('ao').get()).toMatchObject({ onHand: 12 })
    await till.reload()
    expect(till.terminal.shelf.delivery.get()).toEqual(noDelivery)
    hub.goOnline()
    await settled()
    expect([hub.pool('ao')?.onHand, hub.pool('cafe')?.onHand]).toEqual([12, 12])
  })

  it('S5: what was sold elsewhere after a shelf was counted stays sold, also where the hub hears of the count late', async () => {
    const { hub, timers, till, settled } = await start()
    hub.goOffline()
    // More was sold than the books have: they say less than nothing.
    await till.terminal.counter.addInHand('ao', 7)
    await till.terminal.counter.pay(10_000_000)
    await till.terminal.shelf.count('ao', 4)
    expect(till.terminal.shelf.stocktake.get()).toMatchObject([{ seen: -2 }])
    await till.terminal.shelf.count('cafe', 10)
    // One of the cafés that were counted goes out of the door meanwhile.
    hub.other(webTakes(1, 'cafe', 1))
    hub.other({ type: 'hold.confirm', hold: someHold(1) })
    await till.terminal.shelf.bookStocktake()
    expect(till.terminal.shelf.stocktake.get()).toEqual([])
    hub.goOnline()
    await settled()
    await timers.until(() => till.terminal.stock.level('cafe').get()?.onHand === 9)
    expect([hub.pool('ao')?.onHand, hub.pool('cafe')?.onHand]).toEqual([4, 9])
  })
})
