import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll } from 'vitest'
import type { Giver } from '../../shared/holds/settle.ts'
import type { Hold } from '../../shared/holds/states.ts'
import type { Command, CommandOf } from '../../shared/protocol/commands.ts'
import type { Rejection } from '../../shared/protocol/verdicts.ts'
import { createArbiter } from '../arbiter/arbiter.ts'
import type { Answer, Arbiter } from '../arbiter/types.ts'
import type { TestDatabase } from './testDatabase.ts'

/** A key that may do all, of channel `web`. */
export const admin: Giver = {
  channel: 'web',
  ttlSeconds: 900,
  terminal: null,
  staff: null,
  role: 'admin',
  ownOnly: false,
}

/** A small shop for tests of the engine: a location, items as needed, and an arbiter of its own. */
export interface TestShop {
  readonly arbiter: Arbiter
  /** A second arbiter on the same database, as a second hub would have. */
  secondArbiter(): Arbiter
  item(sku: string, onHand: number, safetyStock?: number): Promise<void>
  give(command: Command, as?: Partial<Giver>, key?: string, arbiter?: Arbiter): Promise<Answer>
  place(sku: string, quantity?: number, ttlSeconds?: number): Promise<Hold | Rejection>
  level(sku: string): Promise<{ onHand: number; held: number; shortfall: number } | undefined>
}

export const location = 'q1'

/** A wish for pieces of one item. */
export const placeOf = (sku: string, quantity = 1): CommandOf<'hold.place'> => ({
  ...{ type: 'hold.place', hold: randomUUID(), location },
  lines: [{ kind: 'stock', sku, quantity }],
})

export const testShop = (database: TestDatabase): TestShop => {
  const arbiters: Arbiter[] = []
  afterAll(async () => {
    await Promise.all(arbiters.map((one) => one.close()))
  })
  const newArbiter = (): Arbiter => {
    const arbiter = createArbiter({
      connection: { ...database.connection, name: 'test arbiter' },
      log: pino({ level: 'silent' }),
      newId: randomUUID,
    })
    arbiters.push(arbiter)
    return arbiter
  }
  const arbiter = newArbiter()
  const give: TestShop['give'] = (command, as = {}, key = randomUUID(), by = arbiter) =>
    by.submit({ caller: 'admin', key, bodyHash: JSON.stringify(command), command, giver: { ...admin, ...as } })
  return {
    arbiter,
    secondArbiter: newArbiter,
    give,
    item: async (sku, onHand, safetyStock = 0) => {
      const { sql } = database
      await sql`insert into locations values (${location}, 'Quận 1', 'Asia/Ho_Chi_Minh') on conflict do nothing`
      await sql`insert into items (sku, name, folded, price, currency, safety_stock) values (${sku}, ${sku}, ${sku}, 1000, 'VND', ${safetyStock})`
      await give({ type: 'stock.count', sku, location, onHand })
    },
    place: async (sku, quantity = 1, ttlSeconds = 900) => {
      return holdOf(await give({ ...placeOf(sku, quantity), ttlSeconds }))
    },
    level: async (sku) => {
      const [row] = await database.sql<{ onHand: number; held: number; shortfall: number }[]>`
        select on_hand as "onHand", held, shortfall from stock_levels where sku = ${sku}`
      return row
    },
  }
}

/** The hold of an accepted answer, or why it was refused. */
export const holdOf = (answer: Answer): Hold | Rejection => {
  if (answer.type !== 'verdict') throw new Error(answer.type)
  const { verdict } = answer
  if (!verdict.accepted) return verdict.rejection
  if (verdict.outcome.type !== 'hold') throw new Error(`not a hold: ${verdict.outcome.type}`)
  return verdict.outcome.hold
}
