import { afterEach, describe, expect, it } from 'vitest'
import { location } from '../testing/scriptedHouse.ts'
import { openShop, someHold } from '../testing/shopForTests.ts'
import type { TestTerminal } from '../testing/testTerminal.ts'

const list = (one: TestTerminal) => one.terminal.transfers.list.get()
const level = (one: TestTerminal) => one.terminal.stock.level('ao').get()

describe('goods that go from one location to another, at a terminal', () => {
  const open: TestTerminal[] = []
  afterEach(async () => {
    for (const one of open.splice(0)) await one.stop()
  })
  const start = async () => {
    const { terminal, hub, timers } = openShop()
    const till = await terminal('t1')
    open.push(till)
    hub.addElsewhere('td', 'ao', 9)
    const settled = () => timers.until(() => till.terminal.status.get().waiting === 0)
    return { hub, timers, till, settled }
  }

  it('X4, X6: received without a network it is for sale here at once, and the hub has the same once it hears', async () => {
    const { hub, timers, till, settled } = await start()
    const transfer = someHold(301)
    hub.other({ type: 'transfer.send', transfer, from: 'td', to: location, lines: [{ sku: 'ao', quantity: 3 }] })
    await timers.until(() => list(till).length === 1)
    const before = level(till)?.available ?? 0
    hub.goOffline()
    expect(await till.terminal.transfers.receive(transfer, [{ sku: 'ao', quantity: 2 }])).toMatchObject({
      transfer: { state: 'received', isWaiting: true, lines: [{ sent: 3, received: 2 }] },
    })
    expect(level(till)?.available).toBe(before + 2)
    hub.goOnline()
    await settled()
    await timers.until(() => list(till)[0]?.isWaiting === false)
    expect(hub.pool('ao')).toMatchObject({ onHand: before + 2 })
    expect(list(till)).toMatchObject([{ state: 'received', receivedBy: 'lan', lines: [{ received: 2 }] }])
    expect(level(till)?.available).toBe(before + 2)
    await timers.until(() => till.terminal.activity.discrepancies.get().length > 0)
    expect(till.terminal.activity.discrepancies.get()).toMatchObject([{ kind: 'transfer_short', quantity: 1 }])
  })

  it('X3: what was sent without a network and is sold meanwhile is refused, and comes to the inbox with what is there', async () => {
    const { hub, timers, till, settled } = await start()
    const onHand = level(till)?.available ?? 0
    expect(await till.terminal.transfers.send('td', [{ sku: 'ao', quantity: 1 }])).toMatchObject({
      rejection: { code: 'forbidden' },
    })
    await till.terminal.signIn('mai', '1234')
    expect(await till.terminal.transfers.send('td', [{ sku: 'ao', quantity: onHand + 1 }])).toMatchObject({
      ok: false,
      rejection: { code: 'conflict', conflicts: [{ available: onHand }] },
    })
    hub.goOffline()
    expect(await till.terminal.transfers.send('td', [{ sku: 'ao', quantity: onHand }])).toMatchObject({ ok: true })
    expect(level(till)).toMatchObject({ available: 0 })
    hub.other({
      ...{ type: 'hold.place', hold: someHold(302), location },
      lines: [{ kind: 'stock', sku: 'ao', quantity: 1 }],
    })
    hub.goOnline()
    await settled()
    await timers.until(() => till.terminal.activity.inbox.get()[0]?.available === onHand - 1)
    expect(list(till)).toEqual([])
    expect(till.terminal.activity.inbox.get()).toMatchObject([
      { type: 'transfer.send', available: onHand - 1, actions: ['drop', 'retry'], lines: [{ sku: 'ao' }] },
    ])
  })
})
