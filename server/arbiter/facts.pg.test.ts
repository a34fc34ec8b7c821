import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { CommandOf } from '../../shared/protocol/commands.ts'
import { sweep } from '../expiry/sweep.ts'
import { selfCheck } from '../selfCheck/selfCheck.ts'
import { location, placeOf, testShop } from '../testing/shop.ts'
import { testDatabase } from '../testing/testDatabase.ts'

const database = testDatabase()
const { sql } = database
const shop = testShop(database)

const sale = (sku: string, quantity: number, hold?: string): CommandOf<'order.sell'> => ({
  type: 'order.sell',
  order: randomUUID(),
  number: `1-${randomUUID().slice(0, 8)}`,
  location,
  currency: 'VND',
  total: 1000 * quantity,
  tendered: 1000 * quantity,
  soldAt: 0,
  lines: [{ line: { kind: 'stock', sku, quantity }, name: sku, price: 1000, ...(hold === undefined ? {} : { hold }) }],
})

afterEach(async () => {
  expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })
})

describe('facts', () => {
  it('S6: a sale confirms the hold of its line', async () => {
    await shop.item('s6', 3)
    const placed = placeOf('s6', 2)
    await shop.give(placed)
    expect(await shop.give(sale('s6', 2, placed.hold))).toMatchObject({
      verdict: { accepted: true, outcome: { discrepancies: [] } },
    })
    expect(await shop.level('s6')).toMatchObject({ onHand: 1, held: 0, shortfall: 0 })
  })

  it('C5: a sale of what another holds is booked, and is a discrepancy', async () => {
    await shop.item('c5', 1)
    const others = placeOf('c5')
    await shop.give(others)
    expect(await shop.give(sale('c5', 1))).toMatchObject({
      verdict: { outcome: { discrepancies: [{ sku: 'c5', quantity: 1 }] } },
    })
    expect(await shop.level('c5')).toMatchObject({ onHand: 0, held: 1, shortfall: 1 })
    // S4: the shortfall goes as stock or promises come back.
    await shop.give({ type: 'hold.release', hold: others.hold })
    expect(await shop.level('c5')).toMatchObject({ onHand: 0, held: 0, shortfall: 0 })
  })

  it('S5: a count below what is promised is booked, and is a discrepancy that a manager settles once', async () => {
    await shop.item('s5', 4)
    await shop.place('s5', 3)
    await shop.give({ type: 'stock.count', sku: 's5', location, onHand: 1 })
    expect(await shop.level('s5')).toMatchObject({ onHand: 1, held: 3, shortfall: 2 })
    expect(await shop.place('s5')).toMatchObject({ code: 'conflict' })
    const [open] = await sql<
      { id: string; quantity: number }[]
    >`select id, quantity from discrepancies where sku = 's5'`
    expect(open).toMatchObject({ quantity: 2 })
    const settle = { type: 'discrepancy.settle', discrepancy: open?.id ?? '', note: 'found behind the shelf' } as const
    expect(await shop.give(settle, { role: 'staff' })).toMatchObject({ verdict: { rejection: { code: 'forbidden' } } })
    expect(await shop.give(settle, { role: 'manager' })).toMatchObject({ verdict: { accepted: true } })
    expect(await shop.give(settle, { role: 'manager' })).toMatchObject({ verdict: { accepted: true } })
  })
})

describe('the sweep', () => {
  it('gives back what is due, tells the feed, and leaves what is not due', async () => {
    await sweep(sql, 10_000)
    await shop.item('due', 10)
    await Promise.all(Array.from({ length: 4 }, () => shop.place('due', 2, 1)))
    await shop.place('due', 1, 900)
    await sleep(1_050)
    const [before] = await sql<{ position: number }[]>`select position from feed_head`
    expect(await sweep(sql, 3)).toMatchObject({ expired: 3 })
    expect(await sweep(sql, 100)).toMatchObject({ expired: 1 })
    expect(await sweep(sql, 100)).toEqual({ expired: 0, position: null })
    expect(await shop.level('due')).toMatchObject({ onHand: 10, held: 1 })
    const told = await sql`select type from feed where position > ${before?.position ?? 0} order by position`
    expect(told.map(({ type }) => type)).toEqual([
      ...['hold.expired', 'hold.expired', 'hold.expired', 'stock.changed', 'hold.expired', 'stock.changed'],
    ])
  })
})
