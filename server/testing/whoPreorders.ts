import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { ArbiterCommand } from '../../shared/protocol/commands.ts'
import { readHold } from '../holds/holds.ts'
import { selfCheck } from '../selfCheck/selfCheck.ts'
import { announcePreorder } from './preorderShop.ts'
import { admin, holdOf, location, type testShop } from './shop.ts'
import type { TestDatabase } from './testDatabase.ts'

/** Who pre-orders, and goods that come, at two hubs. */
export const whoPreorders = (shop: ReturnType<typeof testShop>, { sql }: TestDatabase) => {
  const hubs = [shop.arbiter, shop.secondArbiter()]

  const give = (command: ArbiterCommand, at = 0) =>
    (hubs[at % hubs.length] ?? shop.arbiter).submit({
      ...{ caller: 'test', key: randomUUID(), bodyHash: '', giver: admin, command },
    })
  const hold = async (sku: string, quantity: number, { ttlSeconds = 900, at = 0, also = 0 } = {}) => {
    const lines = [
      ...(also > 0 ? [{ kind: 'stock' as const, sku, quantity: also }] : []),
      { kind: 'preorder' as const, sku, quantity },
    ]
    return holdOf(await give({ type: 'hold.place', hold: randomUUID(), location, lines, ttlSeconds }, at))
  }
  const placed = async (...asked: Parameters<typeof hold>): Promise<string> => {
    const one = await hold(...asked)
    if ('code' in one) throw new Error(JSON.stringify(one))
    return one.id
  }
  const arrive = async (sku: string, quantity: number, at = 0) => {
    const answer = await give({ type: 'preorder.arrive', sku, location, quantity }, at)
    if (answer.type !== 'verdict' || !answer.verdict.accepted) throw new Error(JSON.stringify(answer))
    return answer.verdict.outcome
  }
  const linesOf = async (id: string) =>
    (await readHold(sql, id))?.lines.map((line) => [line.kind, 'quantity' in line ? line.quantity : 0])
  const isClean = async () => expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })

  let made = 0
  /** An item of which so many can be pre-ordered, and of which so many are there. */
  const item = async (quantity: number, onHand = 0): Promise<string> => {
    const sku = `p${(made += 1)}`
    await shop.item(sku, onHand)
    await announcePreorder(sql, sku, quantity)
    return sku
  }

  return { give, hold, placed, arrive, linesOf, isClean, item }
}
