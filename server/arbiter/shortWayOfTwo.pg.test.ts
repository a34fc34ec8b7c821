import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { selfCheck } from '../selfCheck/selfCheck.ts'
import { dropLimit, type LimitInput, saveLimit } from '../stock/channelLimits.ts'
import { holdOf, location, testShop } from '../testing/shop.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { placeThrough, watchedArbiters, wish } from '../testing/watchedArbiters.ts'

const database = testDatabase()
const { sql } = database
const shop = testShop(database)
const watched = watchedArbiters(database)
const place = placeThrough(shop)

afterEach(async () => {
  expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })
})

describe('the short way beside another hub', () => {
  it('what another hub takes of the same goods stands in nobody’s way: all batches of both take the short one', async () => {
    await shop.item('company', 500)
    const hubs = [watched(), watched()]
    for (const { arbiter } of hubs) await place(arbiter, 'company')
    for (let round = 0; round < 15; round += 1)
      await Promise.all(
        hubs.flatMap(({ arbiter }) => [1, 2, 3].map(async (n) => holdOf(await place(arbiter, 'company', n)))),
      )
    for (const { ways } of hubs) expect(ways.filter((way) => way === 'long')).toHaveLength(1)
    const [level] = await sql`select held from stock_levels where sku = 'company'`
    expect(level).toEqual({ held: 2 + 15 * 2 * 6 })
  })

  it('control: where too little is left for all of a batch, the short way writes nothing, and the long one tells who has it', async () => {
    await shop.item('control', 10)
    const [one, other] = [watched(), watched()]
    for (const { arbiter } of [one, other]) await place(arbiter, 'control')
    expect(holdOf(await place(one.arbiter, 'control', 7))).toHaveProperty('id')
    // It remembers 8; there is 1.
    const answers = (await Promise.all([1, 1].map((n) => place(other.arbiter, 'control', n)))).map(holdOf)
    expect(answers).toEqual([
      expect.objectContaining({ state: 'held' }),
      { code: 'conflict', conflicts: [{ line: 0, code: 'sold_out', available: 0 }] },
    ])
    expect([one.ways, other.ways]).toEqual([
      ['long', 'short'],
      ['long', 'long'],
    ])
  })

  it('K1: what a channel leaves for the others is measured by what is left now, not by what is remembered', async () => {
    await shop.item('kept', 20)
    await sql`insert into channels (code, name, kind) values ('web', 'web', 'web') on conflict do nothing`
    const say = (input: LimitInput | null) =>
      sql.begin(async (tx) => {
        const key = { channel: 'web', location, sku: null }
        await (input === null ? dropLimit(tx, key) : saveLimit(tx, key, input))
      })
    await say({ safetyStock: 5 })
    const [one, other] = [watched(), watched()]
    for (const { arbiter } of [one, other]) await place(arbiter, 'kept')
    expect(holdOf(await place(one.arbiter, 'kept', 12))).toHaveProperty('id')
    // There are 6, of which 5 are for others: one more, and no other.
    expect(holdOf(await place(other.arbiter, 'kept'))).toHaveProperty('id')
    expect(holdOf(await place(one.arbiter, 'kept'))).toMatchObject({ code: 'conflict', conflicts: [{ available: 0 }] })
    expect([one.ways, other.ways]).toEqual([
      ['long', 'short', 'long'],
      ['long', 'short'],
    ])
    await say(null)
  })

  it('sees that another hub took the rest, and refuses', async () => {
    await shop.item('rest', 3)
    const { arbiter, ways } = watched()
    await place(arbiter, 'rest')
    await shop.place('rest', 2)
    expect(holdOf(await place(arbiter, 'rest'))).toMatchObject({ code: 'conflict', conflicts: [{ available: 0 }] })
    expect(ways).toEqual(['long', 'long'])
  })

  it('C1: the same command twice at once takes once, through two hubs and in one batch of the same', async () => {
    await shop.item('twice', 90)
    const [one, other] = [watched().arbiter, watched().arbiter]
    for (const hub of [one, other]) await place(hub, 'twice')
    for (let round = 0; round < 10; round += 1) {
      const key = randomUUID()
      const command = wish(['twice', 1])
      const hubs = [one, round % 2 === 0 ? other : one]
      const answers = await Promise.all(hubs.map((hub) => place(hub, 'twice', 1, key, command)))
      expect(holdOf(answers[0] ?? { type: 'pair_again' })).toEqual(holdOf(answers[1] ?? { type: 'pair_again' }))
    }
    const [level] = await sql`select held from stock_levels where sku = 'twice'`
    expect(level).toEqual({ held: 12 })
  })

  it('H1: two hubs with wishes for the same levels in opposite order never wait for each other, and sell no piece twice', async () => {
    await shop.item('left', 200)
    await shop.item('right', 150)
    const hubs = [watched().arbiter, watched().arbiter]
    const answers = await Promise.all(
      Array.from({ length: 400 }, async (_, index) => {
        await new Promise((resolve) => setTimeout(resolve, index / 2))
        const lines = [
          ['left', 1],
          ['right', 1],
        ] as const
        const command = wish(...(index % 2 === 0 ? lines : lines.toReversed()))
        return holdOf(await place(hubs[index % 2] ?? shop.arbiter, '', 1, randomUUID(), command))
      }),
    )
    expect(answers.filter((answer) => 'id' in answer)).toHaveLength(150)
    expect(answers.every((answer) => 'id' in answer || answer.code === 'conflict')).toBe(true)
  })
})
