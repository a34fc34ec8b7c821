import { afterEach, describe, expect, it } from 'vitest'
import { stockLinesOf } from '../../shared/kinds/registry.ts'
import { openShop, someHold, webTakes } from './testing/shopForTests.ts'
import type { TestTerminal } from './testing/testTerminal.ts'

describe('activity', () => {
  const open: TestTerminal[] = []
  afterEach(async () => {
    for (const one of open.splice(0)) await one.stop()
  })
  /** A terminal that asked for 4 of 5 while the network was gone and the website took 3. */
  const refused = async () => {
    const { terminal, hub, timers } = openShop()
    const one = await terminal('t1')
    open.push(one)
    const { counter, activity } = one.terminal
    hub.goOffline()
    await counter.add('ao', 4)
    hub.other(webTakes(1, 'ao', 3))
    hub.goOnline()
    await timers.pass(5_000)
    const entry = () => activity.inbox.get()[0]
    return { hub, timers, one, counter, activity, entry }
  }

  it('says what was refused, why, who has it, and what can be done', async () => {
    const { entry, counter, one } = await refused()
    expect(entry()).toMatchObject({
      type: 'hold.place',
      state: 'refused',
      lines: [{ sku: 'ao', name: 'Áo thun trắng M', quantity: 4 }],
      rejection: { code: 'conflict', conflicts: [{ available: 2 }] },
      holders: [{ channel: 'web', quantity: 3 }],
      available: 2,
      sold: false,
      actions: ['take_fewer', 'drop', 'retry'],
    })
    expect(counter.cart.get().lines).toMatchObject([{ state: 'refused', quantity: 4 }])
    expect(one.terminal.status.get()).toMatchObject({ waiting: 0, needsLook: 1 })
  })

  it('takes fewer', async () => {
    const { timers, hub, one, entry, counter, activity } = await refused()
    await activity.act(entry()?.id ?? '', 'take_fewer')
    await timers.pass(500)
    expect(counter.cart.get().lines).toMatchObject([{ state: 'held', quantity: 2 }])
    expect(hub.holdsOf(one.name).map(({ lines }) => stockLinesOf(lines)[0]?.quantity)).toEqual([2])
    expect(activity.inbox.get()).toEqual([])
  })

  it('tries again once it can be had', async () => {
    const { timers, hub, entry, counter, activity } = await refused()
    hub.other({ type: 'hold.release', hold: someHold(1) })
    await timers.pass(500)
    expect(entry()?.actions).toEqual(['retry', 'drop'])
    await activity.act(entry()?.id ?? '', 'retry')
    await timers.pass(500)
    expect(counter.cart.get().lines).toMatchObject([{ state: 'held', quantity: 4 }])
    expect(activity.inbox.get()).toEqual([])
  })

  it('drops', async () => {
    const { timers, entry, counter, activity } = await refused()
    await activity.act(entry()?.id ?? '', 'drop')
    await timers.pass(500)
    expect(counter.cart.get().lines).toEqual([])
    expect(activity.inbox.get()).toEqual([])
    expect(activity.outbox.get()).toMatchObject([{ state: 'refused', actions: [] }])
  })

  it('never loses a refusal over a reload, until a person has seen to it', async () => {
    const { timers, one } = await refused()
    await one.reload()
    await timers.pass(500)
    expect(one.terminal.activity.inbox.get()).toMatchObject([{ state: 'refused' }])
  })

  it('C5: a sale that went on although its hold was refused says so, and the rest is a discrepancy', async () => {
    const { timers, hub, one, entry, counter, activity } = await refused()
    await counter.pay(1_000_000)
    await timers.pass(500)
    expect(entry()).toMatchObject({ sold: true, actions: ['settle'] })
    expect(hub.pool('ao')).toMatchObject({ onHand: 1, held: 3, shortfall: 2 })
    const [discrepancy] = activity.discrepancies.get()
    expect(discrepancy).toMatchObject({ sku: 'ao', quantity: 2 })
    expect(one.terminal.status.get().needsLook).toBe(2)
    await activity.act(entry()?.id ?? '', 'settle')
    await timers.pass(500)
    expect(activity.inbox.get()).toEqual([])
    // Settling a discrepancy takes a manager: the hub refuses Lan, and the discrepancy stays.
    await activity.settle(discrepancy?.id ?? '', 'counted')
    await timers.pass(500)
    expect(entry()).toMatchObject({ type: 'discrepancy.settle', rejection: { code: 'forbidden' } })
    expect(activity.discrepancies.get()).toHaveLength(1)
  })

  it('C3: what the hub cannot read goes to the inbox and holds up nobody', async () => {
    const { terminal, hub, timers } = openShop()
    const one = await terminal('t1')
    open.push(one)
    hub.cannotRead = (command) => command.type === 'hold.place' && stockLinesOf(command.lines)[0]?.sku === 'ao'
    hub.goOffline()
    await one.terminal.counter.scan('893ao')
    await one.terminal.counter.scan('893cafe')
    hub.goOnline()
    await timers.pass(5_000)
    expect(one.terminal.counter.cart.get().lines).toMatchObject([{ state: 'refused' }, { state: 'held' }])
    expect(one.terminal.activity.inbox.get()).toMatchObject([{ rejection: { code: 'internal' } }])
    expect(one.terminal.status.get().waiting).toBe(0)
  })

  it('must-show 4: of 20 things asked for offline 15 are granted and 5 come back with reasons; replicas equal the hub', async () => {
    const { terminal, hub, timers } = openShop()
    for (let item = 0; item < 20; item++) hub.addItem(`x${item}`, `Món ${item}`, 1)
    const [one, two] = [await terminal('t1'), await terminal('t2')]
    open.push(one, two)
    hub.goOffline()
    for (let item = 0; item < 20; item++) {
      await one.terminal.counter.scan(`893x${item}`)
      if (item % 2 === 1) await one.terminal.counter.pay(1_000_000)
    }
    for (const item of [2, 3, 4, 9, 15]) hub.other(webTakes(item, `x${item}`, 1))
    hub.goOnline()
    await timers.until(
      () => one.terminal.status.get().waiting === 0 && one.terminal.status.get().connection === 'online',
    )
    await timers.pass(30_000)
    expect(one.terminal.activity.inbox.get()).toHaveLength(5)
    expect(
      one.terminal.activity.inbox.get().every(({ sold, rejection }) => sold && rejection?.code === 'conflict'),
    ).toBe(true)
    expect(one.terminal.activity.discrepancies.get()).toHaveLength(5)
    expect(one.terminal.counter.receipts.get()).toHaveLength(10)
    for (const machine of [one, two])
      for (const collection of ['items', 'levels', 'holds', 'cases'] as const)
        expect(keysAndSums(machine.documents(collection))).toEqual(keysAndSums(hub.documents(collection)))
  })
})

const keysAndSums = (documents: readonly object[]): string[] =>
  documents
    .map((document) =>
      JSON.stringify(
        Object.entries(document)
          .filter(([key]) => !key.startsWith('_'))
          .toSorted(([a], [b]) => (a < b ? -1 : 1)),
      ),
    )
    .toSorted()
