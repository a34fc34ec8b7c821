import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import type { Giver } from '../../../shared/holds/settle.ts'
import type { ArbiterCommand } from '../../../shared/protocol/commands.ts'
import type { Arbiter } from '../../arbiter/types.ts'
import { announce, changed } from '../../feed/announce.ts'
import { sweep } from '../../expiry/sweep.ts'
import { selfCheck } from '../../selfCheck/selfCheck.ts'
import { dropLimit, type LimitInput, listLimits, saveLimit } from '../../stock/channelLimits.ts'
import { listLevels } from '../../stock/levels.ts'
import { passTime } from '../../testing/passTime.ts'
import { admin, holdOf, location, testShop } from '../../testing/shop.ts'
import { testDatabase } from '../../testing/testDatabase.ts'

const database = testDatabase()
const { sql } = database
const shop = testShop(database)

afterEach(async () => {
  expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })
})

const channel = async (code: string): Promise<Partial<Giver>> => {
  await sql`insert into channels (code, name, kind) values (${code}, ${code}, 'web') on conflict do nothing`
  return { channel: code }
}
const say = (code: string, sku: string | null, input: LimitInput) =>
  announce({ sql, feed: { committed: () => {} } }, async (tx) => {
    const saved = await saveLimit(tx, { channel: code, location, sku }, input)
    if ('trouble' in saved) throw new Error(saved.trouble)
    return changed(null, ...saved.changes)
  })
const placeOf = (sku: string, quantity = 1) => ({
  ...{ type: 'hold.place' as const, hold: randomUUID(), location },
  lines: [{ kind: 'stock' as const, sku, quantity }],
})
const taken = async (code: string) =>
  (await listLimits(sql, { channel: code, location, limit: 10 })).data.map(({ sku, taken: count }) => [sku, count])

describe('caps', () => {
  it('K2, K3: three channels race for the last 100 with caps 50, 50 and 20: none goes beyond, all are sold', async () => {
    await shop.item('race', 100)
    const caps = { 'race-a': 50, 'race-b': 50, 'race-c': 20 }
    for (const code of Object.keys(caps)) await channel(code)
    await Promise.all(Object.entries(caps).map(([code, cap]) => say(code, 'race', { cap })))
    const hubs: Arbiter[] = [shop.arbiter, shop.secondArbiter()]
    const buy = async (code: string, n: number) => {
      const placed = placeOf('race')
      const by = hubs[n % 2]
      const answer = holdOf(await shop.give(placed, { channel: code }, randomUUID(), by))
      if (!('state' in answer)) return answer
      return holdOf(await shop.give({ type: 'hold.confirm', hold: placed.hold }, { channel: code }, randomUUID(), by))
    }
    const answers = await Promise.all(
      Object.keys(caps).map((code) => Promise.all(Array.from({ length: 120 }, (_, n) => buy(code, n)))),
    )
    const sold = answers.map((of) => of.filter((one) => 'state' in one && one.state === 'confirmed').length)
    expect(sold.reduce((sum, one) => sum + one)).toBe(100)
    for (const [index, cap] of Object.values(caps).entries()) expect(sold[index]).toBeLessThanOrEqual(cap)
    const refused = answers.flat().flatMap((one) => ('code' in one && one.code === 'conflict' ? one.conflicts : []))
    expect(refused).toHaveLength(260)
    for (const { code } of refused) expect(['sold_out', 'limit_reached']).toContain(code)
    const [level] = await sql`select on_hand, held, shortfall from stock_levels where sku = 'race'`
    expect(level).toEqual({ on_hand: 0, held: 0, shortfall: 0 })
  })

  it('control: counted by looking first, without a lock, a cap is broken', async () => {
    await sql`create table control (channel text, cap integer, taken integer)`
    await sql`insert into control values ('a', 50, 49)`
    let looked = 0
    const all = new EventTarget()
    const everybody = new Promise((resolve) => all.addEventListener('done', resolve, { once: true }))
    const buy = () =>
      sql.begin(async (tx) => {
        const [row] = await tx<{ left: number }[]>`select cap - taken as left from control`
        looked += 1
        if (looked === 5) all.dispatchEvent(new Event('done'))
        await everybody
        if (row === undefined || row.left < 1) return
        await tx`update control set taken = taken + 1`
      })
    await Promise.all(Array.from({ length: 5 }, buy))
    const [row] = await sql<{ taken: number; cap: number }[]>`select taken, cap from control`
    expect(row?.taken).toBeGreaterThan(row?.cap ?? 0)
  })

  it('K2: what is released, expires or is replaced may be had again, what is sold not, until the counting begins anew', async () => {
    await shop.item('k2', 100)
    const web = await channel('web')
    await shop.give(placeOf('k2', 2), web)
    await say('web', 'k2', { cap: 6 })
    expect(await taken('web')).toEqual([['k2', 2]])
    const [released, sold] = [placeOf('k2', 3), placeOf('k2', 3)]
    await shop.give(released, web)
    expect(holdOf(await shop.give(placeOf('k2', 2), web))).toEqual({
      code: 'conflict',
      conflicts: [{ line: 0, code: 'limit_reached', available: 1 }],
    })
    await shop.give({ type: 'hold.release', hold: released.hold }, web)
    await shop.give(sold, web)
    await shop.give({ type: 'hold.confirm', hold: sold.hold }, web)
    const short = { ...placeOf('k2', 1), ttlSeconds: 9 }
    expect(holdOf(await shop.give(short, web))).toMatchObject({ state: 'held' })
    expect(await taken('web')).toEqual([['k2', 6]])
    await passTime(sql, 10)
    // H3, H9: overdue, it stands in nobody's way, whether the sweep or the arbiter comes by.
    expect(await taken('web')).toEqual([['k2', 5]])
    expect(holdOf(await shop.give({ ...placeOf('k2', 1), ttlSeconds: 9 }, web))).toMatchObject({ state: 'held' })
    await passTime(sql, 10)
    await sweep(sql, 100)
    expect(await taken('web')).toEqual([['k2', 5]])
    await say('web', 'k2', { cap: 3, startAgain: true })
    expect(await taken('web')).toEqual([['k2', 2]])
    expect(holdOf(await shop.give(placeOf('k2', 1), web))).toMatchObject({ state: 'held' })
  })

  it('K2, O7: an order that is cancelled gives its part of the cap back, if it was counted', async () => {
    await shop.item('k7', 100)
    const giver = { ...admin, ...(await channel('k7')) }
    const give = (command: ArbiterCommand) =>
      shop.arbiter.submit({ caller: 'admin', key: randomUUID(), bodyHash: '', command, giver })
    await say('k7', 'k7', { cap: 4 })
    const order = async () => {
      const id = randomUUID()
      await give({
        ...{ type: 'order.place', order: id, hold: randomUUID(), adopts: false, number: id.slice(0, 8), location },
        lines: [{ line: { kind: 'stock', sku: 'k7', quantity: 2 }, name: 'k7', price: 0 }],
        ...{ currency: 'VND', method: 'cash', plan: [] },
      })
      return id
    }
    const [before, after] = [await order(), await order()]
    expect(await taken('k7')).toEqual([['k7', 4]])
    await give({ type: 'order.cancel', order: before })
    expect(await taken('k7')).toEqual([['k7', 2]])
    await say('k7', 'k7', { cap: 4, startAgain: true })
    await give({ type: 'order.cancel', order: after })
    expect(await taken('k7')).toEqual([['k7', 0]])
  })

  it('K4: a lower cap takes nothing away; without it the channel may have what there is', async () => {
    await shop.item('k4', 10)
    const web = await channel('k4')
    await shop.give(placeOf('k4', 5), web)
    await say('k4', 'k4', { cap: 3 })
    expect(holdOf(await shop.give(placeOf('k4'), web))).toMatchObject({
      conflicts: [{ code: 'limit_reached', available: 0 }],
    })
    await sql.begin((tx) => dropLimit(tx, { channel: 'k4', location, sku: 'k4' }))
    expect(holdOf(await shop.give(placeOf('k4', 5), web))).toMatchObject({ state: 'held' })
  })
})

describe('safety stock', () => {
  it('K1, K5: a channel has what the others leave; what is said for one SKU counts instead; also on the short way', async () => {
    await shop.item('k1', 10)
    const web = await channel('k1-web')
    const phone = await channel('k1-phone')
    const second = shop.secondArbiter()
    // Both hubs know the level from now on.
    for (const by of [shop.arbiter, second]) await shop.give(placeOf('k1', 1), phone, randomUUID(), by)
    await say('k1-web', null, { safetyStock: 5 })
    for (const by of [shop.arbiter, second])
      expect(holdOf(await shop.give(placeOf('k1', 4), web, randomUUID(), by))).toMatchObject({
        conflicts: [{ code: 'sold_out', available: 3 }],
      })
    const available = async (of: string) =>
      (await listLevels(sql, { sku: 'k1', limit: 9, channel: of })).data[0]?.available
    expect([await available('k1-web'), await available('k1-phone')]).toEqual([3, 8])
    expect(holdOf(await shop.give(placeOf('k1', 3), web))).toMatchObject({ state: 'held' })
    await say('k1-web', 'k1', { safetyStock: 4, cap: 9 })
    expect(await available('k1-web')).toBe(1)
    expect(holdOf(await shop.give(placeOf('k1', 2), web))).toMatchObject({ conflicts: [{ available: 1 }] })
    expect(holdOf(await shop.give(placeOf('k1', 5), phone))).toMatchObject({ state: 'held' })
    await sql.begin((tx) => dropLimit(tx, { channel: 'k1-web', location, sku: null }))
  })
})
