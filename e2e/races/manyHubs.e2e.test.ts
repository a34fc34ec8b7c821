import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { hasRedis } from '../../server/testing/redisServer.ts'
import { Random } from '../simulation/random.ts'
import { runSale, within } from '../support/hotSale.ts'
import { type HubFleet, startFleet } from '../support/hubFleet.ts'
import { ask, holdIdOf, holdWish, selfCheckOf, setUpItem, stockOf } from '../support/rest.ts'
import { SimulatedTerminal } from '../support/simulatedTerminal.ts'

const units = 24
const clients = 48

let fleet: HubFleet
beforeAll(async () => {
  fleet = await startFleet({ hubs: 2, withRedis: true })
})
afterAll(() => fleet.close())

const [first, second] = [(): string => fleet.urls[0] ?? '', (): string => fleet.urls[1] ?? '']

/** A sale in which something happens. What is sold is right all the while, and afterwards nothing is stuck. */
const sellWhile = async (sku: string, seed: number, happens: () => Promise<void>): Promise<void> => {
  await setUpItem(first(), sku, units, { flashSale: true })
  let isOver = false
  const numbers = new Random(seed)
  const selling = runSale({ fleet, sku, clients, isOver: () => isOver, random: () => numbers.next() })
  await happens()
  isOver = true
  const { kept, refused, confirmed, held, most, unexpected } = await selling

  expect([...unexpected]).toEqual([])
  expect(most).toBeLessThanOrEqual(units)
  expect(held).toBeGreaterThan(units)
  expect(refused.length).toBeGreaterThan(units)
  // Every hold there is was acknowledged, and each took its unit once.
  const [onHand, stillHeld] = [units - confirmed.size, kept.size - confirmed.size]
  expect(await stockOf(second(), sku)).toMatchObject({ onHand, held: stillHeld, available: onHand - stillHeld })
  expect(await selfCheckOf(first())).toEqual({ clean: true, differences: [] })

  // C2, F4: what one hub has answered, the other repeats.
  for (const url of fleet.urls) {
    const [key = '', id] = [...kept].at(-1) ?? []
    const wish = holdWish(sku)
    if (id !== undefined)
      expect(await ask(url, 'POST', '/v1/holds', wish, { idempotencyKey: key })).toMatchObject({
        ...{ status: 201, replayed: true, body: { id } },
      })
    const again = await ask(url, 'POST', '/v1/holds', wish, { idempotencyKey: refused.at(-1) ?? '' })
    expect(again).toMatchObject({ status: 409, replayed: true, body: { code: 'conflict' } })
  }

  // Nothing is stuck: all that was not paid for can be had, at either hub.
  for (const hold of kept.values())
    if (!confirmed.has(hold)) await ask(second(), 'POST', `/v1/holds/${hold}/release`, {})
  let had = 0
  await within(30_000, `all ${onHand} that are left can be had`, async () => {
    const answers = await Promise.all(
      Array.from({ length: onHand - had }, (_, n) => ask(fleet.urls[n % 2] ?? '', 'POST', '/v1/holds', holdWish(sku))),
    )
    had += answers.filter(({ status }) => status === 201).length
    return had === onHand
  })
  expect((await ask(first(), 'POST', '/v1/holds', holdWish(sku))).status).toBe(409)
}

const gateOf = async (url: string): Promise<string> => (await fetch(`${url}/metrics`)).text()

it.skipIf(!hasRedis())(
  'F1 to F7, C1: two hubs that count in Redis (skipped where there is none); one of them and Redis are killed in mid-sale',
  {
    timeout: 120_000,
  },
  async () => {
    await sellWhile('shared', 1, async () => {
      await sleep(500)
      await fleet.redis?.kill()
      await sleep(500)
      await fleet.kill(1)
      await sleep(200)
      await fleet.redis?.restart()
      await fleet.restart(1)
      await sleep(500)
    })
    for (const url of fleet.urls) {
      await within(30_000, 'the hub counts in Redis again', async () =>
        /^holdfast_gate_redis_up 1$/m.test(await gateOf(url)),
      )
      expect(await gateOf(url)).toMatch(/^holdfast_gate_answers_total\{answer="refused"\} [1-9]/m)
    }
  },
)

it('F3, C1: two hubs that count for themselves; one of them is killed in mid-sale', { timeout: 120_000 }, async () => {
  await fleet.redis?.kill()
  await sellWhile('apart', 2, async () => {
    await sleep(500)
    await fleet.kill(0)
    await sleep(200)
    await fleet.restart(0)
    await sleep(500)
  })
})

it('a poke reaches the terminals of all hubs', { timeout: 60_000 }, async () => {
  await SimulatedTerminal.setUp(first())
  // A try counts as a wrong one until it proves right, so that two at the same moment from one address may have to wait.
  const terminals: SimulatedTerminal[] = []
  for (const [n, url] of fleet.urls.entries()) terminals.push(await SimulatedTerminal.pair(url, 'q1', `Quầy ${n}`))
  try {
    await Promise.all(terminals.map((terminal) => terminal.follow()))
    await setUpItem(second(), 'seen', 5)
    for (const url of fleet.urls) {
      const id = holdIdOf(await ask(url, 'POST', '/v1/holds', holdWish('seen'), { idempotencyKey: randomUUID() }))
      for (const terminal of terminals)
        await within(30_000, 'the hold is seen at every hub', async () => terminal.documents.has(id))
    }
  } finally {
    for (const terminal of terminals) terminal.close()
  }
})
