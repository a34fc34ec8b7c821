import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, expect, it } from 'vitest'
import type { Answer, Arbiter } from '../../arbiter/types.ts'
import { selfCheck } from '../../selfCheck/selfCheck.ts'
import { holdOf, location, testShop } from '../../testing/shop.ts'
import { lookThenTake } from '../../testing/lookThenTake.ts'
import { testDatabase } from '../../testing/testDatabase.ts'

const database = testDatabase()
const { sql } = database
const shop = testShop(database)

beforeAll(async () => {
  await sql`insert into locations values (${location}, 'Quận 1', 'Asia/Ho_Chi_Minh')`
})

/** An event with seats `1`, `2`, …; those blocked are not for sale. */
const event = async (count: number, blocked: readonly string[] = []): Promise<string> => {
  const code = randomUUID()
  const seats = Array.from({ length: count }, (_, index) => String(index + 1))
  await sql`insert into events (code, name, location, starts_at, plan, hall, prices, leaves_no_single, seat_count)
    values (${code}, ${code}, ${location}, now(), '{}', 'none', '{}', true, ${count})`
  await sql`insert into seats select ${code}, s, s = any(${[...blocked]}::text[]) from unnest(${seats}::text[]) as s`
  return code
}

const place = async (code: string, seats: readonly string[], ttlSeconds = 900, by?: Arbiter) => {
  const lines = seats.map((seat) => ({ kind: 'seat' as const, event: code, seat }))
  return holdOf(
    await shop.give({ type: 'hold.place', hold: randomUUID(), location, lines, ttlSeconds }, {}, undefined, by),
  )
}

const idOf = (held: Awaited<ReturnType<typeof place>>): string => {
  if (!('id' in held) || !('lines' in held)) throw new Error(JSON.stringify(held))
  return held.id
}
const end = (hold: string, type: 'hold.release' | 'hold.confirm'): Promise<Answer> => shop.give({ type, hold })
const taken = { code: 'conflict', conflicts: [{ line: 0, code: 'seat_taken' }] }
const isClean = async () => expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })

it('E1, E2: a seat is free, held, free again when released, and sold for good when confirmed', async () => {
  const code = await event(3)
  const first = idOf(await place(code, ['1', '2']))
  expect(await place(code, ['2'])).toEqual(taken)
  await end(first, 'hold.release')
  const second = idOf(await place(code, ['2']))
  await end(second, 'hold.confirm')
  expect(await place(code, ['2'])).toEqual(taken)
  expect(await place(code, ['1'])).toMatchObject({ state: 'held', lines: [{ kind: 'seat', event: code, seat: '1' }] })
  await isClean()
})

it('H1, E4: one taken or blocked seat, and nothing of the group is held', async () => {
  const code = await event(4, ['3'])
  idOf(await place(code, ['4']))
  expect(await place(code, ['1', '3', '4'])).toEqual({
    code: 'conflict',
    conflicts: [
      { line: 1, code: 'seat_taken' },
      { line: 2, code: 'seat_taken' },
    ],
  })
  idOf(await place(code, ['1']))
  await isClean()
})

it('E3, H9: at its deadline a seat is another’s, with nobody who sweeps', async () => {
  const code = await event(2)
  const first = idOf(await place(code, ['1', '2'], 2))
  expect(await place(code, ['1'])).toEqual(taken)
  await sleep(2_020)
  idOf(await place(code, ['1']))
  const [row] = await sql`select state from holds where id = ${first}`
  expect(row).toEqual({ state: 'expired' })
  // The other seat of the expired hold went free with it.
  idOf(await place(code, ['2']))
  await isClean()
})

it('H8: a seat released and held anew in one batch is the second one’s', async () => {
  const code = await event(1)
  const first = idOf(await place(code, ['1']))
  const answers = await Promise.all([
    end(first, 'hold.release').then(() => null),
    place(code, ['1']),
    place(code, ['1']),
  ])
  expect(answers[1]).toMatchObject({ state: 'held' })
  expect(answers[2]).toEqual(taken)
  await isClean()
})

it('the feed tells of a seat whenever it is taken, given back or sold', async () => {
  const code = await event(2)
  const told = async () =>
    (
      await sql<{ subject: string }[]>`
        select subject from feed where type = 'seat.changed' and subject like ${`${code}/%`} order by position`
    ).map(({ subject }) => subject.slice(code.length + 1))
  const first = idOf(await place(code, ['1', '2']))
  expect(await told()).toEqual(['1', '2'])
  await end(first, 'hold.release')
  expect(await told()).toEqual(['1', '2', '1', '2'])
  await end(idOf(await place(code, ['2'])), 'hold.confirm')
  expect((await told()).slice(4)).toEqual(['2', '2'])
})

it('E1: two hubs, 200 clients for one seat and 500 for 40 pairs: each seat once, each pair whole or not at all', async () => {
  const code = await event(81)
  const hubs = [shop.arbiter, shop.secondArbiter()]
  const hubOf = (index: number): Arbiter => hubs[index % 2] ?? shop.arbiter
  const singles = Array.from({ length: 200 }, (_, index) => place(code, ['81'], 900, hubOf(index)))
  const pairs = Array.from({ length: 500 }, (_, index) => {
    // Pairs overlap: half of them begin at an even seat.
    const first = 1 + ((index * 7) % 79)
    return place(code, [String(first), String(first + 1)], 900, hubOf(index))
  })
  const held = (await Promise.all(singles)).filter((one) => 'lines' in one)
  expect(held).toHaveLength(1)
  const heldPairs = (await Promise.all(pairs)).filter((one) => 'lines' in one)
  const claims = await sql<{ hold: string; n: number }[]>`
    select hold, count(*)::int as n from seat_claims where event = ${code} and active and seat <> '81' group by hold`
  expect(claims).toHaveLength(heldPairs.length)
  expect(claims.every(({ n }) => n === 2)).toBe(true)
  expect(heldPairs.length).toBeGreaterThanOrEqual(27)
  await isClean()
})

const sale = (code: string, seats: readonly string[], hold?: string) =>
  shop.give(
    {
      ...{ type: 'order.sell', order: randomUUID(), number: '1-1', location, currency: 'VND', soldAt: 0 },
      ...{ total: 90 * seats.length, tendered: 90 * seats.length },
      lines: seats.map((seat) => ({
        line: { kind: 'seat' as const, event: code, seat },
        ...{ name: `Film ${seat}`, price: 90, ...(hold === undefined ? {} : { hold }) },
      })),
    },
    { channel: 'pos', staff: 'lan' },
  )
const holdersOf = async (code: string) =>
  sql`
    select l.claim ->> 'seat' as seat, c.seat is not null as has from order_lines l
    left join seat_claims c on c.hold = l.hold and c.seat = l.claim ->> 'seat' and c.active and c.ends_at is null
    where l.claim ->> 'event' = ${code} order by l.order_id, l.line`

it('S6: the counter sells seats that are held, and those that nobody has; each line names the hold that has its seat', async () => {
  const code = await event(3)
  const held = idOf(await place(code, ['1']))
  expect(await sale(code, ['1', '2'], held)).toMatchObject({ verdict: { outcome: { discrepancies: [] } } })
  expect(await holdersOf(code)).toEqual([
    { seat: '1', has: true },
    { seat: '2', has: true },
  ])
  expect(await place(code, ['2'])).toEqual(taken)
  await isClean()
})

it('C5, H9: a seat that another has is sold twice for a person to settle, one whose hold is overdue is not', async () => {
  const code = await event(2)
  idOf(await place(code, ['1']))
  idOf(await place(code, ['2'], 1))
  await sleep(1_020)
  expect(await sale(code, ['1', '2'])).toMatchObject({
    verdict: { outcome: { discrepancies: [{ sku: `${code}/1`, quantity: 1 }] } },
  })
  expect(await holdersOf(code)).toEqual([
    { seat: '1', has: false },
    { seat: '2', has: true },
  ])
  const [raised] = await sql`select kind, settled_at from discrepancies where sku = ${`${code}/1`}`
  expect(raised).toEqual({ kind: 'double_sold', settled_at: null })
  await isClean()
})

it('control: where each looks first and takes then, without lock and index, all sit on one seat', async () => {
  expect(await lookThenTake(sql, 5)).toBe(5)
})
