import { afterEach, describe, expect, it } from 'vitest'
import { location } from '../testing/scriptedHouse.ts'
import { openShop, someHold } from '../testing/shopForTests.ts'
import type { TestTerminal } from '../testing/testTerminal.ts'

const order = someHold(101)
const list = (one: TestTerminal) => one.terminal.returns.list.get()
const level = (one: TestTerminal) => one.terminal.stock.level('ao').get()

describe('goods that come back, at a terminal', () => {
  const open: TestTerminal[] = []
  afterEach(async () => {
    for (const one of open.splice(0)) await one.stop()
  })

  /** An order of three shirts of which nobody knows yet that it comes back. */
  const start = async () => {
    const { terminal, hub, timers } = openShop()
    const [till, second] = [await terminal('t1'), await terminal('t2')]
    open.push(till, second)
    hub.other({
      ...{ type: 'order.place', order, hold: someHold(201), adopts: false, location, number: 'HF000001' },
      ...{ currency: 'VND', method: 'bank_transfer', plan: [], ttlSeconds: 900 },
      lines: [{ line: { kind: 'stock', sku: 'ao', quantity: 3 }, name: 'Áo thun trắng M', price: 199_000 }],
      customer: { name: 'Hạnh', phone: '0903118224' },
    })
    hub.other({ type: 'order.pay', order, payment: someHold(9), method: 'momo', amount: 597_000 })
    hub.other({ type: 'order.ship', order, parcel: 'GHN1' })
    await timers.until(() => till.terminal.orders.list.get()[0]?.state === 'shipped')
    const settled = () => timers.until(() => open.every((one) => one.terminal.status.get().waiting === 0))
    const openAt = async (one: TestTerminal) => {
      const answer = await one.terminal.returns.open(order, 'refused')
      return answer.ok ? answer.return.id : expect.unreachable(answer.rejection?.code)
    }
    return { hub, timers, till, second, settled, openAt }
  }

  it('R1 to R9: opened, received and looked at without a network, and the hub has the same once it hears', async () => {
    const { hub, timers, till, settled, openAt } = await start()
    hub.goOffline()
    const id = await openAt(till)
    expect(till.terminal.orders.list.get()[0]).toMatchObject({ state: 'returning' })
    await till.terminal.returns.receive(id, [{ sku: 'ao', quantity: 3 }])
    expect(level(till)).toMatchObject({ available: 2, returning: 0, quarantined: 3 })
    await till.terminal.returns.inspect(id, { sku: 'ao', quantity: 2, grade: 'sellable' })
    await till.terminal.returns.inspect(id, { sku: 'ao', quantity: 1, grade: 'scrap', note: 'rách' })
    expect(level(till)).toMatchObject({ available: 4, quarantined: 0 })
    const seen = [
      { sku: 'ao', quantity: 2, grade: 'sellable', staff: 'lan' },
      { quantity: 1, grade: 'scrap', note: 'rách' },
    ]
    expect(list(till)).toMatchObject([{ state: 'inspected', isWaiting: true, gradings: seen }])
    expect(till.terminal.orders.list.get()[0]).toMatchObject({ state: 'returned', refunds: [{ amount: 597_000 }] })
    hub.goOnline()
    await settled()
    await timers.until(() => list(till)[0]?.isWaiting === false)
    expect(list(till)).toMatchObject([{ id, state: 'inspected', gradings: [{ isSent: true }, { isSent: true }] }])
    expect(hub.pool('ao')).toMatchObject({ onHand: 4, held: 0 })
    expect(hub.order(order)).toMatchObject({ state: 'returned', refunds: [{ amount: 597_000 }] })
    expect(till.terminal.activity.inbox.get()).toEqual([])
  })

  it('R9, R10: two terminals without a network have the same parcel: it counts once, and a person is told', async () => {
    const { hub, timers, till, second, settled, openAt } = await start()
    hub.goOffline()
    for (const one of [till, second]) {
      const id = await openAt(one)
      await one.terminal.returns.receive(id, [{ sku: 'ao', quantity: 3 }])
      await one.terminal.returns.inspect(id, { sku: 'ao', quantity: 3, grade: 'sellable' })
      expect(level(one)).toMatchObject({ available: 5 })
    }
    hub.goOnline()
    await settled()
    await timers.until(() => list(second)[0]?.isWaiting === false)
    expect(hub.pool('ao')).toMatchObject({ onHand: 5 })
    for (const one of [till, second]) {
      await timers.until(() => one.terminal.activity.discrepancies.get().length === 2)
      expect(level(one)).toMatchObject({ available: 5, returning: 0, quarantined: 0 })
      expect(list(one)).toMatchObject([{ lines: [{ received: 3, sellable: 3 }] }])
      expect(one.terminal.activity.discrepancies.get()).toMatchObject([
        { kind: 'return_twice', quantity: 3 },
        { kind: 'return_twice', quantity: 3 },
      ])
    }
    // One of the two was too late to open it: that is in its inbox, and what it received is not.
    const refused = open.flatMap((one) => one.terminal.activity.inbox.get())
    expect(refused.map(({ type }) => type).toSorted()).toEqual(['order.delivery_failed', 'return.open'])
  })

  it('asks the hub for nothing that the local rules refuse', async () => {
    const { till, openAt, settled } = await start()
    const id = await openAt(till)
    await settled()
    expect(await till.terminal.returns.open(order, 'refused')).toMatchObject({ rejection: { code: 'order_state' } })
    expect(await till.terminal.returns.close(id)).toMatchObject({ rejection: { code: 'forbidden' } })
    expect(till.terminal.activity.inbox.get()).toEqual([])
  })

  it('R12: a photo that was taken without a network is kept over a restart, and sent once the hub knows what it is of', async () => {
    const { hub, timers, till, settled, openAt } = await start()
    hub.goOffline()
    const id = await openAt(till)
    await till.terminal.returns.receive(id, [{ sku: 'ao', quantity: 3 }])
    const photo = { type: 'image/jpeg', data: btoa('a photo') } as const
    await till.terminal.returns.inspect(id, { sku: 'ao', quantity: 3, grade: 'damaged' }, photo)
    const [seen] = list(till)[0]?.gradings ?? []
    const hash = seen?.photo ?? expect.unreachable('it has no photo')
    await till.reload()
    expect(till.terminal.returns.photo(hash)).toEqual(photo)
    await till.terminal.signIn('lan', '1234')
    expect(await till.terminal.unpair()).toBe('unsent')
    hub.goOnline()
    await settled()
    await timers.until(() => hub.photos.length > 0)
    expect(hub.photos).toEqual([hash])
    expect(list(till)[0]?.gradings).toMatchObject([{ photo: hash, grade: 'damaged' }])
    // It is not sent again by the next life.
    await till.reload()
    await timers.pass(60_000)
    expect(hub.photos).toEqual([hash])
    expect(till.terminal.returns.photo(hash)).toBeNull()
  })
})
