import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { sweep } from '../expiry/sweep.ts'
import { passTime } from '../testing/passTime.ts'
import { location, testShop } from '../testing/shop.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { type OverviewQuery, readOverview } from './readOverview.ts'
import { rollUp } from './rollUp.ts'

const database = testDatabase()
const { sql } = database
const shop = testShop(database)
const zone = 'Asia/Ho_Chi_Minh'
const read = (query: Partial<OverviewQuery> = {}) => readOverview(sql, { days: 7, zone, ...query })

const catchUp = async (): Promise<void> => {
  while (!(await rollUp(sql)).isUpToDate) {
    // Until all is counted.
  }
}
const channels = ['web', 'phone', 'market']
const place = async (sku: string, quantity: number, channel = 'web', ttlSeconds = 900) => {
  const hold = randomUUID()
  const lines = [{ kind: 'stock' as const, sku, quantity }]
  await shop.give({ type: 'hold.place', hold, location, lines, ttlSeconds }, { channel })
  return hold
}
const release = (hold: string) => shop.give({ type: 'hold.release', hold })
const confirm = (hold: string) => shop.give({ type: 'hold.confirm', hold })

/** The same figures from the holds themselves. */
const counted = () => sql`
  select channel, count(*)::int as placed, (count(*) filter (where state = 'confirmed'))::int as confirmed,
    (count(*) filter (where state = 'released'))::int as released, (count(*) filter (where state = 'expired'))::int as expired,
    (count(*) filter (where state = 'held'))::int as live, sum(c.quantity) filter (where state = 'held')::int as units
  from holds h join stock_claims c on c.hold = h.id group by channel order by channel`
const rolled = () => sql`
  select channel, sum(placed)::int as placed, sum(confirmed)::int as confirmed, sum(released)::int as released, sum(expired)::int as expired,
    sum(live)::int as live, sum(units_placed - units_confirmed - units_released - units_expired)::int as units
  from hold_counts group by channel order by channel`

test('after any day, counted in between by two hubs at once, the counts are those of the holds', async () => {
  for (const code of channels) await sql`insert into channels (code, name, kind) values (${code}, ${code}, 'web')`
  await shop.item('any', 100_000)
  const held: string[] = []
  for (let step = 0; step < 40; step += 1) {
    const placed = await Promise.all(
      Array.from({ length: 6 }, (_, n) => place('any', (n % 3) + 1, channels[(step + n) % 3], n === 0 ? 1 : 900)),
    )
    held.push(...placed.slice(1))
    await Promise.all(held.splice(0, step % 7).map((hold, n) => (n % 2 === 0 ? release(hold) : confirm(hold))))
    if (step % 5 === 0) await Promise.all([rollUp(sql), rollUp(sql)])
  }
  await passTime(sql, 5)
  await sweep(sql, 1_000)
  await catchUp()
  // Time has gone by for the holds and for what was counted of them alike.
  expect([...(await rolled())]).toEqual([...(await counted())])
  const { channels: shown, uncounted } = await read()
  const live = new Map((await counted()).map((row) => [row['channel'], row['live']]))
  expect(uncounted).toBe(0)
  for (const { channel, holds, ages } of shown) {
    expect(holds).toBe(live.get(channel) ?? 0)
    expect(ages.quarter + ages.hour + ages.day + ages.older).toBe(holds)
  }
})

test('what was given back and then sold is sold again, once, for the channel that sold it', async () => {
  await shop.item('again', 5)
  await release(await place('again', 3))
  await confirm(await place('again', 2, 'phone'))
  await confirm(await place('again', 2, 'market'))
  await catchUp()
  const again =
    await sql`select channel, sum(units_again)::int as units from hold_counts group by channel order by channel`
  const [before] = await sql<{ units: number }[]>`select units from units_given_back where sku = 'again'`
  expect(before?.units).toBe(0)
  const of = (channel: string) => again.find((row) => row['channel'] === channel)?.['units']
  await confirm(await place('again', 1, 'phone'))
  await catchUp()
  const after =
    await sql`select channel, sum(units_again)::int as units from hold_counts group by channel order by channel`
  // Nothing that was given back was left: the last piece was sold for the first time.
  expect([...after]).toEqual([...again])
  expect(of('market')).toBeGreaterThanOrEqual(1)
  expect(of('phone')).toBeGreaterThanOrEqual(2)
})

test('H3: what is overdue is not live, swept or not; what ends within the hour is listed, the next first', async () => {
  await shop.item('soon', 10)
  const [later, sooner] = [await place('soon', 1, 'web', 500), await place('soon', 2, 'web', 300)]
  await place('soon', 1, 'web', 7_200)
  await place('soon', 1, 'web', 1)
  await catchUp()
  const before = await read()
  await passTime(sql, 2)
  const after = await read()
  const webOf = ({ channels: all }: typeof after) => all.find(({ channel }) => channel === 'web')
  expect(webOf(after)?.holds).toBe((webOf(before)?.holds ?? 0) - 1)
  const soon = after.expiring.holds.filter(({ sku }) => sku === 'soon')
  expect(soon.map(({ id }) => id)).toEqual([sooner, later])
  expect(soon[0]).toMatchObject({ channel: 'web', units: 2 })
  expect(after.expiring.isMore).toBe(false)
})

test('what ends soon is named though it is no stock: seats by their event, a table by its name', async () => {
  const [seats, table] = [randomUUID(), randomUUID()]
  await sql`
    insert into holds (id, state, channel, location, placed_at, expires_at)
    select id, 'held', 'web', ${location}, now(), now() + interval '100 s' from unnest(${[seats, table]}::uuid[]) as id`
  await sql`
    insert into events (code, name, location, starts_at, plan, hall, prices, leaves_no_single, public_seats, seat_count)
    values ('named', 'Mùa hoa sữa', ${location}, now(), '{}', 'none', '{}', true, 0, 2)`
  await sql`insert into seat_claims (hold, line, event, seat) values (${seats}, 0, 'named', 'A1'), (${seats}, 1, 'named', 'A2')`
  await sql`insert into resources (code, kind, name, location) values ('named', 'table', 'Bàn A1', ${location})`
  await sql`
    insert into slot_claims (hold, line, resource, during, blocked)
    values (${table}, 0, 'named', tstzrange(now(), now() + interval '1 hour'), tstzrange(now(), now() + interval '1 hour'))`
  const { holds } = (await read()).expiring
  expect(holds.find(({ id }) => id === seats)).toMatchObject({ sku: null, name: 'Mùa hoa sữa', units: 2 })
  expect(holds.find(({ id }) => id === table)).toMatchObject({ sku: null, name: 'Bàn A1', units: 0 })
})

test('a hold counts on the day of its placing in the zone that asks; another location is another’s', async () => {
  await sql`truncate hold_counts`
  // 16:30 and 17:30 UTC yesterday are both sides of midnight in Vietnam.
  const [row] = await sql<{ day: string }[]>`
    with moment as (
      insert into hold_counts (at, channel, location, placed, confirmed)
      select (date_trunc('day', now() at time zone ${zone}) at time zone ${zone}) + make_interval(mins => n), 'web', ${location}, 4, 1
      from unnest(array[-30, 30]) as n returning at
    )
    select to_char(now() at time zone ${zone}, 'YYYY-MM-DD') as day`
  const { days } = await read({ days: 2 })
  expect(days.map(({ placed, confirmed }) => ({ placed, confirmed }))).toEqual([
    { placed: 4, confirmed: 1 },
    { placed: 4, confirmed: 1 },
  ])
  expect(days[1]?.day).toBe(row?.day)
  expect((await read({ days: 1 })).days).toHaveLength(1)
  expect((await read({ location: 'elsewhere' })).days).toEqual([])
})
