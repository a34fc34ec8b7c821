import { describe, expect, it } from 'vitest'
import type { ArbiterCommand } from '../../shared/protocol/commands.ts'
import { location } from './testing/scriptedHouse.ts'
import { ManualTimers } from './testing/manualTimers.ts'
import { type Cut, ScriptedHub } from './testing/scriptedHub.ts'
import { someHold } from './testing/shopForTests.ts'
import { TestTerminal } from './testing/testTerminal.ts'
import type { PowerCut } from './testing/tornMachine.ts'

type Act = (one: TestTerminal, hub: ScriptedHub) => Promise<unknown>

/** A stretch of a day at the counter, with the network gone for a part of it. What was interrupted is not done again by anybody. */
const day: readonly Act[] = [
  (one) => one.terminal.counter.scan('893ao'),
  (one) => one.terminal.counter.scan('893ao'),
  (one) => one.terminal.counter.scan('893cafe'),
  (one) => one.terminal.counter.setQuantity(lineOf(one, 'cafe'), 4),
  (one) => one.terminal.counter.pay(10_000_000),
  (one) => one.terminal.orders.pay(cake, { method: 'cash', amount: 30_000 }),
  (one) => one.terminal.counter.scan('893tra'),
  (one) => one.terminal.counter.park('chị Hoa'),
  async (_one, hub) => hub.goOffline(),
  (one) => one.terminal.orders.pay(cake, { method: 'bank_transfer', amount: 20_000 }),
  (one) => one.terminal.counter.scan('893ao'),
  (one) => one.terminal.counter.scan('893ao'),
  (one) => one.terminal.counter.scan('893cafe'),
  (one) => one.terminal.counter.remove(lineOf(one, 'cafe')),
  (one) => one.terminal.counter.pay(10_000_000),
  (one) => one.terminal.counter.recall(one.terminal.counter.parked.get()[0]?.id ?? ''),
  (one) => one.terminal.counter.scan('893cafe'),
  async (_one, hub) => hub.goOnline(),
  (one) => one.terminal.counter.scan('893tra'),
  (one) => one.terminal.counter.remove(lineOf(one, 'cafe')),
  (one) => one.terminal.counter.keep({ customer: { name: 'Hà' }, until: 1_800_000_000_000 + 86_400_000, deposit: 0 }),
]

/** Ordered for Saturday; its deposit comes in two parts. */
const cake = someHold(101)
const orderOfCake: ArbiterCommand = {
  ...{ type: 'order.place', order: cake, hold: someHold(102), adopts: false, location, number: 'HF000001' },
  ...{ currency: 'VND', method: 'cash', plan: [], ttlSeconds: 900_000 },
  lines: [{ line: { kind: 'stock', sku: 'banh', quantity: 1 }, name: 'Bánh kem', price: 100_000 }],
}

const lineOf = (one: TestTerminal, sku: string): string =>
  one.terminal.counter.cart.get().lines.find((line) => line.sku === sku)?.id ?? ''

interface Story {
  readonly power: PowerCut | null
  readonly cuts: readonly (Cut | null)[]
}

const live = async ({ power, cuts }: Story) => {
  const timers = new ManualTimers()
  const hub = new ScriptedHub(timers)
  hub.addPlaces(900)
  hub.addPerson('lan', 'Lan', 'staff')
  for (const sku of ['ao', 'cafe', 'tra']) hub.addItem(sku, sku, 20)
  hub.addItem('banh', 'banh', 5)
  hub.other(orderOfCake)
  const one = await TestTerminal.paired(hub, timers, 't1')
  await one.reload(power)
  await timers.pass(50)
  hub.cuts = [...cuts]
  const paid: string[] = []
  const taken: string[] = []
  const asked: string[] = []
  for (const act of day) {
    let done: unknown
    // Whoever waits for an answer when the power goes never gets one.
    act(one, hub).then(
      (value) => {
        done = value
      },
      (error: unknown) => {
        if (error instanceof Error && error.message !== torn) throw error
      },
    )
    await timers.pass(40)
    if (one.isDead) {
      await one.startAgain()
      await timers.pass(50)
    } else if (typeof done === 'object' && done !== null) {
      if ('tendered' in done && 'number' in done) paid.push(String(done.number))
      if ('ok' in done && 'number' in done) asked.push(String(done.number))
      if ('payment' in done) taken.push(String(done.payment))
    }
  }
  hub.goOnline()
  const isSettled = () => {
    const { connection, waiting, asOf } = one.terminal.status.get()
    return connection === 'online' && waiting === 0 && (asOf ?? 0) >= timers.wall() - 10_000
  }
  do {
    if (one.isDead) await one.startAgain()
    await timers.until(() => one.isDead || isSettled())
    // What is remembered every few seconds may be torn as well.
    await timers.pass(15_000)
  } while (one.isDead)
  return { timers, hub, one, paid, taken, asked }
}

const expectNothingLostOrDoubled = async (story: Story): Promise<number> => {
  const { hub, one, paid, taken, asked } = await live(story)
  try {
    // O14: all money of which somebody was given a receipt is the order's, and each part of it once.
    const { payments = [] } = hub.order(cake) ?? {}
    expect(payments.map(({ id }) => id)).toEqual(expect.arrayContaining(taken))
    expect(new Set(payments.map(({ amount }) => amount)).size).toBe(payments.length)
    return check(hub, one, paid, asked)
  } finally {
    await one.stop()
  }
}

const check = (hub: ScriptedHub, one: TestTerminal, paid: readonly string[], asked: readonly string[]): number => {
  const { counter, status } = one.terminal
  expect(one.reports).toEqual([])
  expect(status.get()).toMatchObject({ connection: 'online', waiting: 0, needsLook: 0 })

  // Every receipt that somebody was given is booked, and no command was settled twice.
  const receipts = counter.receipts.get()
  const numbers = receipts.map(({ number }) => number)
  expect(new Set(numbers).size).toBe(numbers.length)
  for (const number of paid) expect(numbers).toContain(number)
  expect(receipts.every(({ settled }) => settled)).toBe(true)
  const settled = hub.settledBy.get(one.name) ?? []
  expect(new Set(settled).size).toBe(settled.length)

  // What left the shop is what the receipts say.
  for (const sku of ['ao', 'cafe', 'tra']) {
    const sold = receipts
      .flatMap(({ lines }) => lines)
      .reduce((sum, line) => (line.name === sku ? sum + line.quantity : sum), 0)
    expect(hub.pool(sku)?.onHand, sku).toBe(20 - sold)
  }
  // O20: what was kept for somebody is one order, which has what its cart had.
  const kept = one.terminal.orders.list.get().filter(({ id }) => id !== cake)
  expect(kept.length).toBeLessThan(2)
  expect(kept.map(({ number }) => number)).toEqual(expect.arrayContaining(asked.slice()))
  // What the hub holds is what stands in the carts and is kept, and nothing else.
  const carts = [counter.cart.get(), ...counter.parked.get()]
  for (const sku of ['ao', 'cafe', 'tra']) {
    const inCarts = carts.flatMap(({ lines }) => lines).filter((line) => line.sku === sku)
    expect(inCarts.every(({ state }) => state === 'held')).toBe(true)
    const ordered = kept.flatMap(({ lines }) => lines.flatMap(({ line }) => (line.kind === 'stock' ? [line] : [])))
    const held = [...inCarts, ...ordered.filter((line) => line.sku === sku)]
    expect(hub.pool(sku)?.held, sku).toBe(held.reduce((sum, { quantity }) => sum + quantity, 0))
  }
  for (const collection of ['items', 'levels', 'holds', 'cases'] as const)
    expect(one.documents(collection).map(plain).toSorted(byText)).toEqual(
      hub.documents(collection).map(plain).toSorted(byText),
    )
  return one.writes
}

const torn = 'The hub: unreachable'

const plain = (document: object): object =>
  Object.fromEntries(
    Object.entries(document)
      .filter(([key]) => !key.startsWith('_'))
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  )
const byText = (a: object, b: object): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)

describe('exactly once', () => {
  it('C1, C4, O20: an undisturbed day', async () => {
    await expectNothingLostOrDoubled({ power: null, cuts: [] })
  })

  it.each(['before', 'after'] as const)(
    'C2, C3: the network fails %s the hub settled, at every request',
    async (cut) => {
      for (let at = 0; at < 14; at++)
        await expectNothingLostOrDoubled({ power: null, cuts: [...Array<null>(at).fill(null), cut] })
    },
  )

  it('C2: the first answer is lost five times over', async () => {
    await expectNothingLostOrDoubled({ power: null, cuts: ['after', 'after', 'before', 'after', 'after'] })
  })

  it.each(['before', 'after'] as const)('the power goes %s each write to the disk', async (when) => {
    const writes = await expectNothingLostOrDoubled({ power: null, cuts: [] })
    expect(writes).toBeGreaterThan(20)
    for (let atWrite = 1; atWrite <= writes; atWrite++)
      await expectNothingLostOrDoubled({ power: { atWrite, when }, cuts: [] })
  })

  it.each(['before', 'after'] as const)('the power goes %s a write, after answers were lost', async (when) => {
    for (let atWrite = 1; atWrite <= 24; atWrite += 2)
      await expectNothingLostOrDoubled({ power: { atWrite, when }, cuts: ['after', null, 'after', 'before'] })
  })
})
