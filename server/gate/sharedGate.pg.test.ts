import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasRedis, startRedis, type TestRedis } from '../testing/redisServer.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { noGateMetrics, testHub } from '../testing/testHub.ts'
import { gateContract, Reached } from './gate.contract.ts'

describe.skipIf(!hasRedis())('a gate that counts in Redis (skipped where there is no redis-server)', () => {
  let redis: TestRedis | null = null
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis?.close())
  const reached = new Reached()
  let isUp = false
  const gateMetrics = {
    ...noGateMetrics,
    gateShared: (up: boolean) => {
      isUp = up
    },
  }
  const hub = testHub(testDatabase(), { wrap: reached.wrap, redisUrl: () => redis?.url ?? '', gateMetrics })
  gateContract(hub, reached)

  const place = async (sku: string): Promise<number> => {
    const body = { location: 'q1', lines: [{ kind: 'stock', sku, quantity: 1 }] }
    return (await hub.ask('POST', '/v1/holds', { body })).status
  }

  const crowd = async (sku: string, buyers: number): Promise<number> => {
    const answers = await Promise.all(Array.from({ length: buyers }, () => place(sku)))
    expect(answers.filter((status) => status !== 201 && status !== 409)).toEqual([])
    return answers.filter((status) => status === 201).length
  }

  /** Asks until the gate itself refuses. */
  const untilRefused = async (sku: string): Promise<void> => {
    for (let before = -1; before !== reached.commands; ) {
      before = reached.commands
      expect(await place(sku)).toBe(409)
    }
  }

  test('F6: Redis loses its memory in the middle of a sale: all is sold, once', async () => {
    await expect.poll(() => isUp, { timeout: 20_000 }).toBe(true)
    await hub.item('flushed', 100, { flashSale: true })
    const [first] = await Promise.all([crowd('flushed', 60), redis?.client('tcp').flushall()])
    const second = await crowd('flushed', 100)
    expect(first + second).toBe(100)
    await untilRefused('flushed')
  })

  test('F3: Redis is killed in the middle of a sale: the hub goes on, and counts in it again once it is back', async () => {
    await expect.poll(() => isUp, { timeout: 20_000 }).toBe(true)
    await hub.item('killed', 50, { flashSale: true })
    const [first] = await Promise.all([crowd('killed', 30), redis?.kill()])
    const second = await crowd('killed', 60)
    expect(first + second).toBe(50)
    expect(isUp).toBe(false)
    await untilRefused('killed')
    await redis?.restart()
    await expect.poll(() => isUp, { timeout: 20_000 }).toBe(true)
    await untilRefused('killed')
  })
})
