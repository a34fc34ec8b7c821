import fc from 'fast-check'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasRedis, startRedis, type TestRedis } from '../testing/redisServer.ts'
import { type Look, MemoryCounter, type Passage, type Ticket, type Wish } from './counter.ts'
import { connectRedis, type RedisClient } from './redisClient.ts'
import { RedisCounter } from './redisCounter.ts'

/** Nothing here is about time: a slow machine may take as long as it likes. */
const patienceMs = 60_000

const pools = ['q1/a', 'q1/b', 'q2/a'] as const
const anyPool = fc.constantFrom(...pools)

const wishes: fc.Arbitrary<Wish> = fc.record({
  wants: fc.uniqueArray(fc.record({ pool: anyPool, quantity: fc.integer({ min: 1, max: 4 }) }), {
    ...{ minLength: 1, maxLength: 3 },
    selector: ({ pool }) => pool,
  }),
  isWhole: fc.boolean(),
})

const steps = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        type: fc.constant('take' as const),
        wishes: fc.array(wishes, { minLength: 1, maxLength: 4 }),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({ type: fc.constant('settle' as const), which: fc.nat(), position: fc.option(fc.nat(20)) }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        type: fc.constant('look' as const),
        pool: anyPool,
        available: fc.integer({ min: -2, max: 12 }),
        position: fc.nat(20),
      }),
    },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('doubt' as const), pool: anyPool, position: fc.nat(20) }) },
  ),
  { maxLength: 25 },
)

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** What can be told of a passage from outside: generations have other names in each count. */
const told = (passage: Passage): unknown =>
  passage.type === 'refused'
    ? passage
    : { isSeen: passage.isSeen, counted: passage.ticket.generations.map((generation) => generation !== null) }

const wishOf = (quantity = 1): Wish => ({ wants: [{ pool: 'q1/a', quantity }], isWhole: true })

const take = async (counter: RedisCounter, quantity = 1): Promise<Ticket> => {
  const passage = await counter.take(wishOf(quantity))
  if (passage.type !== 'through') throw new Error('was refused')
  return passage.ticket
}

describe.skipIf(!hasRedis())('the count in Redis (skipped where there is no redis-server)', () => {
  let server: TestRedis | null = null
  let redis: RedisClient | null = null
  beforeAll(async () => {
    server = await startRedis()
    redis = await connectRedis(server?.url ?? '', patienceMs)
  })
  afterAll(async () => {
    redis?.close()
    await server?.close()
  })

  const begin = (epoch: string, name: string, ages = 1_000_000): RedisCounter => {
    if (redis === null) throw new Error('the test runs without its Redis')
    const options = { redis, epoch, name, freshForMs: ages, countsForMs: ages, now: () => 0, newGeneration: randomUUID }
    return new RedisCounter({ ...options, onFault: (error) => expect.unreachable(String(error)) })
  }

  const leftOf = async (epoch: string, pool: string): Promise<number | null> => {
    const left = await redis?.run(`return redis.call('HGET', KEYS[1], 'n') or ''`, [`{holdfast:${epoch}}:${pool}`], [])
    return left === '' ? null : Number(left)
  }

  test.each([1_000_000, -1])(
    'F2, F5, F6: does step by step what the count in memory does (remembering for %i ms)',
    async (ages) => {
      await fc.assert(
        fc.asyncProperty(steps, async (script) => {
          const epoch = randomUUID()
          const shared = begin(epoch, 'one', ages)
          const memory = new MemoryCounter({
            ...{ name: 'one', freshForMs: ages, countsForMs: ages },
            ...{ now: () => 0, newGeneration: randomUUID },
          })
          const open: { readonly shared: Ticket; readonly memory: Ticket }[] = []
          for (const step of script) {
            switch (step.type) {
              case 'take': {
                const passages = await Promise.all(step.wishes.map(async (wish) => shared.take(wish)))
                const expected = step.wishes.map((wish) => memory.take(wish))
                expect(passages.map(told)).toEqual(expected.map(told))
                passages.forEach((passage, n) => {
                  const other = expected[n]
                  if (passage.type === 'through' && other?.type === 'through')
                    open.push({ shared: passage.ticket, memory: other.ticket })
                })
                break
              }
              case 'settle': {
                const [one] = open.splice(step.which % Math.max(1, open.length), 1)
                if (one === undefined) break
                shared.settle(one.shared, step.position)
                memory.settle(one.memory, step.position)
                break
              }
              case 'doubt':
                await shared.doubt([step.pool], step.position)
                memory.doubt([step.pool], step.position)
                break
              case 'look': {
                const look: Look = { pool: step.pool, available: step.available, position: step.position }
                // What was settled in this turn is sent first.
                await nextTurn()
                expect(await shared.look([look])).toEqual(memory.look([look]))
                break
              }
            }
          }
          await nextTurn()
          for (const pool of pools) expect(await leftOf(epoch, pool)).toBe(memory.left(pool))
        }),
        { numRuns: 60 },
      )
    },
  )

  test('F7: what one hub gives back, another can have', async () => {
    const epoch = randomUUID()
    const [first, second] = [begin(epoch, 'first'), begin(epoch, 'second')]
    await first.look([{ pool: 'q1/a', available: 1, position: 1 }])
    const ticket = await take(first)
    expect(await second.take(wishOf())).toEqual({ type: 'refused', soldOut: ['q1/a'] })
    first.settle(ticket, null)
    await nextTurn()
    expect(await second.take(wishOf())).toMatchObject({ type: 'through' })
  })

  test('F6: who settles late, after Redis lost its memory, spoils nothing; without the fence it would', async () => {
    const epoch = randomUUID()
    const counter = begin(epoch, 'one')
    await counter.look([{ pool: 'q1/a', available: 3, position: 1 }])
    const [taken, refused] = [await take(counter), await take(counter)]
    await redis?.run(`return redis.call('DEL', KEYS[1])`, [`{holdfast:${epoch}}:q1/a`], [])
    await counter.look([{ pool: 'q1/a', available: 2, position: 7 }])
    const after = await take(counter, 2)
    // Of the two from before, one was taken and is in what was looked at; the other was not.
    counter.settle(taken, 6)
    counter.settle(refused, null)
    await nextTurn()
    expect(await leftOf(epoch, 'q1/a')).toBe(0)
    // The control: the same, said as if it were of now.
    counter.settle({ ...refused, generations: after.generations }, null)
    await nextTurn()
    expect(await leftOf(epoch, 'q1/a')).toBe(1)
  })

  test('of plenty nobody waits to be counted, and is', async () => {
    const epoch = randomUUID()
    const counter = begin(epoch, 'one')
    await counter.look([{ pool: 'q1/a', available: 5_000, position: 1 }])
    await take(counter)
    const passage = counter.take(wishOf())
    expect(passage).not.toBeInstanceOf(Promise)
    expect(passage).toMatchObject({ type: 'through', isSeen: true })
    await nextTurn()
    expect(await leftOf(epoch, 'q1/a')).toBe(4_998)
    if (passage instanceof Promise || passage.type !== 'through') throw new Error('was refused')
    counter.settle(passage.ticket, null)
    await expect.poll(() => leftOf(epoch, 'q1/a'), { timeout: 20_000 }).toBe(4_999)
  })
})
