import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { createArbiter } from '../../server/arbiter/arbiter.ts'
import type { Answer, Submission } from '../../server/arbiter/types.ts'
import { sweep } from '../../server/expiry/sweep.ts'
import { selfCheck } from '../../server/selfCheck/selfCheck.ts'
import { testDatabase } from '../../server/testing/testDatabase.ts'
import { admin, location } from '../../server/testing/shop.ts'
import type { Command } from '../../shared/protocol/commands.ts'
import { audit } from './auditor.ts'
import { Random } from './random.ts'

/** Seeds that once failed stay here for good. Another one: `HOLDFAST_SEED=123 npm test -- simulation`. */
const seeds = [
  1,
  2,
  3,
  20_261_122,
  ...(process.env['HOLDFAST_SEED'] === undefined ? [] : [Number(process.env['HOLDFAST_SEED'])]),
]
const skus = ['a', 'b', 'c', 'd']
const clients = 12
const stepsPerClient = 40

const newCommand = (random: Random, known: readonly string[]): Command => {
  const lines = Array.from({ length: random.between(1, 3) }, () => ({
    kind: 'stock' as const,
    sku: random.pick(skus),
    quantity: random.between(1, 3),
  }))
  const hold = known.length > 0 && random.chance(0.9) ? random.pick(known) : random.uuid()
  const roll = random.next()
  if (roll < 0.45) return { type: 'hold.place', hold: random.uuid(), location, lines, ttlSeconds: random.between(1, 3) }
  if (roll < 0.57) return { type: 'hold.release', hold }
  if (roll < 0.67) return { type: 'hold.confirm', hold }
  if (roll < 0.73) return { type: 'hold.extend', hold, ttlSeconds: random.between(1, 3) }
  if (roll < 0.81) return { type: 'hold.replace', hold: random.uuid(), replaces: hold, location, lines }
  if (roll < 0.89) return { type: 'stock.receive', sku: random.pick(skus), location, quantity: random.between(1, 4) }
  if (roll < 0.93) return { type: 'stock.count', sku: random.pick(skus), location, onHand: random.between(0, 12) }
  return {
    type: 'order.sell',
    ...{
      order: random.uuid(),
      number: random.uuid().slice(0, 12),
      location,
      currency: 'VND',
      total: 0,
      tendered: 0,
      soldAt: 0,
    },
    lines: [
      {
        sku: random.pick(skus),
        name: 'x',
        quantity: random.between(1, 2),
        price: 0,
        ...(random.chance(0.7) ? { hold } : {}),
      },
    ],
  }
}

describe.each(seeds)('seed %i', (seed) => {
  const database = testDatabase()
  const { sql } = database

  it('two hubs, sweeps, repeats and cut connections: the books are right and no answer changes', async () => {
    await sql`insert into locations values (${location}, 'Quận 1', 'Asia/Ho_Chi_Minh')`
    for (const sku of skus) {
      await sql`insert into items (sku, name, folded, price, currency) values (${sku}, ${sku}, ${sku}, 0, 'VND')`
      await sql`insert into stock_levels (location, sku, on_hand) values (${location}, ${sku}, 10)`
      await sql`
        insert into stock_movements (location, sku, at, from_bucket, to_bucket, quantity, reason)
        values (${location}, ${sku}, now(), 'outside', 'available', 10, 'count')`
    }
    const log = pino({ level: 'silent' })
    const ids = new Random(seed + 1)
    const arbiters = [1, 2].map((hub) =>
      createArbiter({
        connection: { ...database.connection, name: `sim hub ${hub}` },
        log,
        newId: () => ids.uuid(),
      }),
    )
    const known: string[] = []
    const answers = new Map<string, object>()

    /** Sends until it is answered, as every client must; keeps what it heard under the key. */
    const send = async (random: Random, submission: Submission): Promise<void> => {
      for (;;) {
        const answer = await random
          .pick(arbiters)
          .submit(submission)
          .catch(() => null)
        if (answer === null) continue
        const heard = withoutReplay(answer)
        const before = answers.get(submission.key)
        if (before !== undefined) expect(heard).toEqual(before)
        answers.set(submission.key, heard)
        return
      }
    }
    const client = async (index: number): Promise<void> => {
      const random = new Random(seed * 1_000 + index)
      for (let step = 0; step < stepsPerClient; step += 1) {
        const command = newCommand(random, known)
        const submission: Submission = {
          caller: 'admin',
          key: random.uuid(),
          bodyHash: JSON.stringify(command),
          command,
          giver: admin,
        }
        await send(random, submission)
        if (command.type === 'hold.place' || command.type === 'hold.replace') known.push(command.hold)
        if (random.chance(0.15)) await send(random, submission)
      }
    }
    let over = false
    const trouble = async (): Promise<void> => {
      const random = new Random(seed + 7)
      while (!over) {
        await new Promise((resolve) => setTimeout(resolve, random.between(5, 60)))
        await sweep(sql, random.between(1, 20))
        if (random.chance(0.3))
          await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name like 'sim hub%' and ${random.chance(0.7)}`
      }
    }
    const troubling = trouble()
    await Promise.all(Array.from({ length: clients }, (_, index) => client(index)))
    over = true
    await troubling
    await Promise.all(arbiters.map((arbiter) => arbiter.close()))

    expect(answers.size).toBe(clients * stepsPerClient)
    expect(await audit(sql)).toEqual([])
    expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })
  })
})

const withoutReplay = (answer: Answer): object => (answer.type === 'verdict' ? answer.verdict : answer)
