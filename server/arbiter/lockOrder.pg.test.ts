import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, expect, test } from 'vitest'
import type { Line } from '../../shared/kinds/registry.ts'
import { location, testShop } from '../testing/shop.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { createArbiter, type Way } from './arbiter.ts'

const database = testDatabase()
const { sql } = database
const shop = testShop(database)
const ways: Way[] = []
const open = () =>
  createArbiter({
    connection: { ...database.connection, name: 'ordered arbiter' },
    log: pino({ level: 'silent' }),
    newId: randomUUID,
    onBatch: (_size, _milliseconds, way) => ways.push(way),
  })
let arbiter: ReturnType<typeof open> | null = null
afterAll(() => arbiter?.close())

const place = (...skus: readonly string[]) => {
  const lines = skus.map((sku): Line => ({ kind: 'stock', sku, quantity: 1 }))
  arbiter ??= open()
  return shop.give({ type: 'hold.place', hold: randomUUID(), location, lines }, {}, randomUUID(), arbiter)
}

const isWaiting = async (): Promise<boolean> =>
  (await sql`select from pg_stat_activity where application_name = 'ordered arbiter' and wait_event_type = 'Lock'`)
    .length > 0

test('the short way takes levels in the order of their keys, however the planner joins: it never waits for the sweep while that waits for it', async () => {
  // In the table they lie the other way round, and so they are found where nothing is looked up one by one.
  for (const sku of ['order-b', 'order-a']) await shop.item(sku, 9)
  const [row] = await sql<{ name: string }[]>`select current_database() as name`
  await sql`alter database ${sql(row?.name ?? '')} set enable_nestloop = off`
  await place('order-b', 'order-a')

  const placed: ReturnType<typeof place>[] = []
  await sql.begin(async (sweep) => {
    await sweep`select from stock_levels where location = ${location} and sku = 'order-a' for update`
    placed.push(place('order-b', 'order-a'))
    await expect.poll(isWaiting, { timeout: 20_000 }).toBe(true)
    await sweep`select from stock_levels where location = ${location} and sku = 'order-b' for update nowait`
  })
  expect(await Promise.all(placed)).toMatchObject([{ verdict: { accepted: true } }])
  expect(ways).toEqual(['long', 'short'])
})
