import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { CommandOf } from '../../shared/protocol/commands.ts'
import { selfCheck } from '../selfCheck/selfCheck.ts'
import { location, testShop } from '../testing/shop.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { watchedArbiters, wish } from '../testing/watchedArbiters.ts'
import { listMovements, type Movement } from './movements.ts'

const database = testDatabase()
const { sql } = database
const shop = testShop(database)
const { arbiter, ways } = watchedArbiters(database)()

const give = (command: CommandOf<'hold.place'>) => shop.give(command, {}, randomUUID(), arbiter)

/** All of a ledger, so many at a time. */
const ledgerOf = async (sku: string, limit: number, before?: string): Promise<Movement[]> => {
  const page = await listMovements(sql, { sku, location, before, limit })
  if (page === null) throw new Error(`no ledger of ${sku}`)
  const last = page.data.at(-1)
  return page.nextCursor === null ? page.data : [...page.data, ...(await ledgerOf(sku, limit, last?.id))]
}
const takenIn = (ledger: readonly Movement[], hold: string) =>
  ledger.filter((one) => one.hold === hold).map(({ from, to, quantity, reason }) => ({ from, to, quantity, reason }))

test('S3: holds placed together are one entry of the ledger for each level, and each has its own movement, told once whatever the page', async () => {
  for (const sku of ['one', 'two']) {
    await shop.item(sku, 900)
    await give(wish([sku, 1]))
  }
  ways.length = 0
  const alone = Array.from({ length: 20 }, (_, n) => ({
    command: wish(['one', 1 + (n % 3)]),
    one: 1 + (n % 3),
    two: 0,
  }))
  await Promise.all(alone.map(({ command }) => give(command)))
  const both = Array.from({ length: 20 }, (_, n) => ({ command: wish(['two', 1 + n], ['one', 2]), one: 2, two: 1 + n }))
  await Promise.all(both.map(({ command }) => give(command)))
  expect(new Set(ways)).toEqual(new Set(['short']))

  const entries = await sql<{ holds: string[] | null; hold: string | null }[]>`
    select holds, hold from stock_movements where reason = 'held'`
  expect(entries.length).toBeLessThan(20)
  // One alone is said as everywhere.
  for (const { holds, hold } of entries)
    expect(holds === null ? hold : holds.length).toSatisfy((of) => of !== null && of !== 1)

  const [one, two] = [await ledgerOf('one', 1_000), await ledgerOf('two', 1_000)]
  for (const { command, ...wanted } of [...alone, ...both])
    for (const [ledger, quantity] of [
      [one, wanted.one],
      [two, wanted.two],
    ] as const)
      expect(takenIn(ledger, command.hold)).toEqual(
        quantity === 0 ? [] : [{ from: 'available', to: 'held', quantity, reason: 'held' }],
      )
  expect(new Set(one.map(({ id }) => id)).size).toBe(1 + 1 + 40)
  for (const limit of [1, 3, 7]) expect(await ledgerOf('one', limit)).toEqual(one)
  expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })
})
