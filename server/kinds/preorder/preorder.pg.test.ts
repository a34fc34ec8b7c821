import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import type { ArbiterCommand } from '../../../shared/protocol/commands.ts'
import { sweep } from '../../expiry/sweep.ts'
import { readHold } from '../../holds/holds.ts'
import { putPreorder, readPreorder, TooFew } from '../../preorders/preorders.ts'
import { levelOf, poolOf } from '../../testing/preorderShop.ts'
import { admin, location, testShop } from '../../testing/shop.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { whoPreorders } from '../../testing/whoPreorders.ts'

const database = testDatabase()
const { sql } = database
const shop = testShop(database)
const { give, hold, placed, arrive, linesOf, isClean, item } = whoPreorders(shop, database)

beforeAll(async () => {
  await shop.item('unannounced', 5)
})

describe('goods to come', () => {
  test('G1, G3: are promised apart from stock; confirmed they stay promised, otherwise they are there again at once', async () => {
    const sku = await item(5, 2)
    const [one, two] = [await placed(sku, 2, { also: 1 }), await placed(sku, 3)]
    expect(await poolOf(sql, sku)).toEqual({ quantity: 5, promised: 5, arrived: 0 })
    expect(await levelOf(sql, sku)).toEqual({ onHand: 2, held: 1 })
    const full = { code: 'conflict', conflicts: [{ line: 0, code: 'sold_out', available: 0 }] }
    expect(await hold(sku, 1)).toEqual(full)
    await give({ type: 'hold.confirm', hold: one })
    expect(await poolOf(sql, sku)).toMatchObject({ promised: 5 })
    await give({ type: 'hold.release', hold: two })
    expect(await poolOf(sql, sku)).toMatchObject({ promised: 2 })
    expect(await hold('unannounced', 1)).toMatchObject({ code: 'not_found', what: 'preorder' })
    await isClean()
  })

  test('H3, H9: an overdue promise counts for nothing, swept or not', async () => {
    const sku = await item(2)
    await placed(sku, 2, { ttlSeconds: 1 })
    await sleep(1_020)
    expect(await readPreorder(sql, sku, location)).toMatchObject({ promised: 0, available: 2 })
    await placed(sku, 2)
    const last = await item(1)
    await placed(last, 1, { ttlSeconds: 1 })
    await sleep(1_020)
    await sweep(sql, 10)
    expect(await poolOf(sql, last)).toMatchObject({ promised: 0 })
    await isClean()
  })

  test('G1, G2: what is announced is a movement, never less than is promised; nothing is to be had once it is released', async () => {
    const sku = await item(5)
    await placed(sku, 3)
    const put = (quantity: number, releaseAt = '2099-01-01T00:00:00Z') =>
      sql.begin((tx) => putPreorder(tx, { sku, location }, { quantity, releaseAt }))
    await put(3)
    await put(8)
    await expect(put(2)).rejects.toBeInstanceOf(TooFew)
    await put(8, '2020-01-01T00:00:00Z')
    expect(await hold(sku, 1)).toMatchObject({ code: 'conflict', conflicts: [{ available: 0 }] })
    expect(await readPreorder(sql, sku, location)).toMatchObject({ quantity: 8, promised: 3, available: 0 })
    await isClean()
  })

  test('H1, S4: 60 customers race for 25 pieces through two hubs; as many are promised as there are', async () => {
    const sku = await item(25)
    const answers = await Promise.all(Array.from({ length: 60 }, (_, at) => hold(sku, 1 + (at % 2), { at })))
    const got = answers.reduce((sum, one, at) => ('id' in one ? sum + 1 + (at % 2) : sum), 0)
    expect(await poolOf(sql, sku)).toMatchObject({ promised: got })
    expect(got).toBeGreaterThanOrEqual(24)
    expect(got).toBeLessThanOrEqual(25)
    await isClean()
  })

  test('C2: asked again, a hold is told as it was placed, though goods have come for it', async () => {
    const sku = await item(2)
    const lines = [{ kind: 'preorder' as const, sku, quantity: 2 }]
    const command: ArbiterCommand = { type: 'hold.place', hold: randomUUID(), location, lines }
    const submission = { caller: 'test', key: randomUUID(), bodyHash: '', giver: admin, command }
    const first = await shop.arbiter.submit(submission)
    await arrive(sku, 1)
    const again = await shop.arbiter.submit(submission)
    expect(again).toEqual({ ...first, replayed: true })
  })
})

describe('G4: goods that come', () => {
  test('go to those who wait in the order in which they ordered, paid or not, the last one in part; H6: as claims on stock', async () => {
    const sku = await item(10)
    const [first, second, third] = [await placed(sku, 3), await placed(sku, 4), await placed(sku, 2)]
    await give({ type: 'hold.confirm', hold: second })
    expect(await arrive(sku, 5)).toEqual({ type: 'arrived', sku, location, promised: 5, forSale: 0 })
    expect(await linesOf(first)).toEqual([['stock', 3]])
    expect(await linesOf(second)).toEqual([
      ['stock', 2],
      ['preorder', 2],
    ])
    expect(await linesOf(third)).toEqual([['preorder', 2]])
    // The goods of the second are paid for: they have left the stock.
    expect(await levelOf(sql, sku)).toEqual({ onHand: 3, held: 3 })
    expect(await poolOf(sql, sku)).toEqual({ quantity: 10, promised: 4, arrived: 5 })
    await isClean()
    expect(await arrive(sku, 3)).toMatchObject({ promised: 3, forSale: 0 })
    expect(await linesOf(second)).toEqual([['stock', 4]])
    expect(await linesOf(third)).toEqual([
      ['stock', 1],
      ['preorder', 1],
    ])
    await isClean()
  })

  test('and are left over are for sale, and as much less can be pre-ordered; more than was announced is for sale too', async () => {
    const sku = await item(10)
    await placed(sku, 2)
    expect(await arrive(sku, 5)).toMatchObject({ promised: 2, forSale: 3 })
    expect(await poolOf(sql, sku)).toEqual({ quantity: 10, promised: 0, arrived: 5 })
    expect(await levelOf(sql, sku)).toEqual({ onHand: 5, held: 2 })
    expect(await arrive(sku, 9)).toMatchObject({ promised: 0, forSale: 9 })
    expect(await poolOf(sql, sku)).toEqual({ quantity: 10, promised: 0, arrived: 10 })
    await isClean()
  })

  test('pass by whose promise is over by then', async () => {
    const sku = await item(4)
    const [late, next] = [await placed(sku, 2, { ttlSeconds: 1 }), await placed(sku, 2)]
    await sleep(1_020)
    expect(await arrive(sku, 3)).toMatchObject({ promised: 2, forSale: 1 })
    expect((await readHold(sql, late))?.state).toBe('expired')
    expect(await linesOf(next)).toEqual([['stock', 2]])
    await isClean()
  })

  test('G5: what has come ends as what is held from stock does, and what has not as goods to come do', async () => {
    const sku = await item(9)
    const [kept, given, late] = [await placed(sku, 3), await placed(sku, 3), await placed(sku, 3, { ttlSeconds: 1 })]
    await arrive(sku, 7)
    await give({ type: 'hold.confirm', hold: kept })
    await give({ type: 'hold.release', hold: given })
    await sleep(1_020)
    await sweep(sql, 10)
    expect((await readHold(sql, late))?.state).toBe('expired')
    expect(await levelOf(sql, sku)).toEqual({ onHand: 4, held: 0 })
    expect(await poolOf(sql, sku)).toEqual({ quantity: 9, promised: 0, arrived: 7 })
    await isClean()
  })

  test('are nobody else’s for a moment: buyers who race with their arrival through two hubs get only what is left over', async () => {
    const sku = await item(40)
    const waiting = await Promise.all(Array.from({ length: 20 }, (_, at) => placed(sku, 2, { at })))
    const buy = (at: number) =>
      give({ type: 'hold.place', hold: randomUUID(), location, lines: [{ kind: 'stock', sku, quantity: 1 }] }, at)
    const [arrived, bought] = await Promise.all([
      Promise.all([arrive(sku, 15, 0), arrive(sku, 15, 1), arrive(sku, 15, 0)]),
      Promise.all(Array.from({ length: 60 }, (_, at) => sleep(at % 7).then(() => buy(at)))),
    ])
    const sum = (of: 'promised' | 'forSale') =>
      arrived.reduce((all, one) => (one.type === 'arrived' ? all + one[of] : all), 0)
    expect([sum('promised'), sum('forSale')]).toEqual([40, 5])
    const got = bought.filter((one) => one.type === 'verdict' && one.verdict.accepted).length
    expect(got).toBeLessThanOrEqual(5)
    for (const id of waiting) expect(await linesOf(id)).toEqual([['stock', 2]])
    expect(await levelOf(sql, sku)).toEqual({ onHand: 45, held: 40 + got })
    await isClean()
  })

  test('H8: in one batch with the promises that they are for: made, given up and confirmed in it', async () => {
    const sku = await item(20)
    const before = await placed(sku, 2)
    // Whatever comes while this one is settled is settled together.
    const first = give({ type: 'stock.count', sku, location, onHand: 3 })
    const ids = [randomUUID(), randomUUID()] as const
    const [cup, many] = ['unannounced', sku].map((one) => ({ kind: 'stock' as const, sku: one, quantity: 1 }))
    if (cup === undefined || many === undefined) throw new Error('two lines')
    const lines = [cup, many, { kind: 'preorder' as const, sku, quantity: 3 }]
    const [arrived] = await Promise.all([
      Promise.all([
        give({ type: 'hold.release', hold: before }),
        ...ids.map((id) => give({ type: 'hold.place', hold: id, location, lines })),
        arrive(sku, 4),
        give({ type: 'hold.confirm', hold: ids[0] }),
        give({ type: 'hold.confirm', hold: ids[1] }),
        arrive(sku, 3),
      ]),
      first,
    ])
    expect([arrived[3], arrived[6]]).toMatchObject([{ promised: 4 }, { promised: 2, forSale: 1 }])
    const had = [
      ['stock', 1],
      ['stock', 1],
      ['stock', 3],
    ]
    for (const id of ids) expect(await linesOf(id)).toEqual(had)
    expect(await levelOf(sql, sku)).toEqual({ onHand: 2, held: 0 })
    await isClean()
  })

  test('H8: meet promises that are made, given up and confirmed at the same time, and all adds up', async () => {
    const sku = await item(200)
    const before = await Promise.all(Array.from({ length: 30 }, (_, at) => placed(sku, 1 + (at % 3), { at })))
    await Promise.all([
      ...before.slice(0, 10).map((id, at) => give({ type: 'hold.release', hold: id }, at)),
      ...before.slice(10, 20).map((id, at) => give({ type: 'hold.confirm', hold: id }, at + 1)),
      ...Array.from({ length: 6 }, (_, at) => arrive(sku, 9, at)),
      ...Array.from({ length: 20 }, (_, at) => hold(sku, 2, { at })),
    ])
    await isClean()
    const { promised } = (await poolOf(sql, sku)) ?? { promised: 0 }
    await arrive(sku, promised + 1)
    expect(await poolOf(sql, sku)).toMatchObject({ promised: 0 })
    await isClean()
  })
})

test('control: where goods are received first and given to those who wait afterwards, somebody else has them', async () => {
  const sku = await item(1)
  await placed(sku, 1)
  await give({ type: 'stock.receive', sku, location, quantity: 1 })
  const bought = await give({
    ...{ type: 'hold.place', hold: randomUUID(), location, lines: [{ kind: 'stock', sku, quantity: 1 }] },
  })
  expect(bought).toMatchObject({ verdict: { accepted: true } })
  expect(await levelOf(sql, sku)).toEqual({ onHand: 1, held: 1 })
})
