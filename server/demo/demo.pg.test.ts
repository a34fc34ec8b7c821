import { expect, test } from 'vitest'
import { testDatabase } from '../testing/testDatabase.ts'
import { testHub } from '../testing/testHub.ts'
import { call } from '../testing/testTerminal.ts'
import { loadDemoShop } from './loadDemoShop.ts'
import { showings } from './cinema.ts'
import { holds } from './shop.ts'

const database = testDatabase()
const hub = testHub(database, { demo: true })
const { sql } = database

const count = async (): Promise<unknown> => {
  const [row] = await sql`
    select (select count(*) from items)::int as items, (select count(*) from locations)::int as locations,
      (select count(*) from staff)::int as staff, (select count(*) from holds)::int as holds,
      (select count(*) from stock_movements)::int as movements`
  return row
}

test('two hubs that start together set the shop up once; a later start changes nothing', async () => {
  await Promise.all([loadDemoShop(hub.hub), loadDemoShop(hub.hub)])
  const first = await count()
  expect(first).toMatchObject({ items: 204, locations: 2, staff: 5 })
  await loadDemoShop(hub.hub)
  expect(await count()).toEqual(first)
})

test('everything that is held at the start could be held, and is again once it has expired', async () => {
  const live = async (): Promise<number> => {
    const [row] = await sql<
      { n: number }[]
    >`select count(*)::int as n from holds where state = 'held' and expires_at > now()`
    return row?.n ?? 0
  }
  expect(await live()).toBeGreaterThanOrEqual(holds.length)
  await sql`update holds set expires_at = now()`
  await sql`update stock_claims set expires_at = now()`
  await sql`update seat_claims set ends_at = now() where ends_at is not null`
  await loadDemoShop(hub.hub)
  expect(await live()).toBe(holds.length + showings.flatMap(({ held }) => held).length)
})

test('levels equal their movements', async () => {
  const differing = await sql`
    select l.location, l.sku from stock_levels l left join stock_movements m using (location, sku)
    group by l.location, l.sku, l.on_hand
    having l.on_hand <> coalesce(sum(case when from_bucket = 'outside' then case when to_bucket = 'in_transit' then 0 else quantity end when to_bucket = 'outside' then -quantity else 0 end), 0)`
  expect([...differing]).toEqual([])
})

test('a terminal on this machine gets a code, the same until it is used, and pairs with it', async () => {
  const ask = () => call(hub, 'query', 'pairing.demo', undefined)
  const { data } = await ask()
  expect(data).toEqual({ code: expect.stringMatching(/^\d{8}$/) })
  expect((await ask()).data).toEqual(data)
  const paired = await call(hub, 'mutation', 'pairing.pair', { ...Object(data), name: 'Quầy 1' })
  expect(paired.data).toMatchObject({ terminal: { location: 'q1', channel: 'counter' } })
  expect((await ask()).data).not.toEqual(data)
  const elsewhere = await hub.app.inject({ url: '/trpc/pairing.demo', remoteAddress: '192.168.1.9' })
  expect(elsewhere.json()).toEqual({ result: { data: null } })
})

test('a shop that somebody set up is left alone', async () => {
  await sql`update hub set demo = false`
  await sql`delete from items where sku not like 'CF-%' and sku not in (select sku from preorders)`
  const before = await count()
  await loadDemoShop(hub.hub)
  expect(await count()).toEqual(before)
})

test('a day of bookings stands around now: guests who sit, who are late, who are expected, who have to confirm', async () => {
  const states = await sql<{ location: string; state: string; n: number }[]>`
    select location, state, count(*)::int as n from bookings group by 1, 2`
  const of = (location: string, state: string): number =>
    states.find((row) => row.location === location && row.state === state)?.n ?? 0
  expect(of('q1', 'seated')).toBe(5)
  expect(of('td', 'seated')).toBe(2)
  const [clashes] = await sql`select count(*)::int as n from discrepancies where kind = 'double_booked'`
  expect(clashes).toEqual({ n: 0 })
  const [tables] =
    await sql`select count(*)::int as n, count(distinct placement ->> 'area')::int as rooms from resources where kind = 'table'`
  expect(tables).toEqual({ n: 25, rooms: 2 })
  const [guests] = await sql`select count(*)::int as n from waiting_guests where location = 'q1' and state = 'waiting'`
  expect(guests).toEqual({ n: 3 })
})

test('two halls have their showings tonight, some seats of them sold and some held, all as their plans have them', async () => {
  const rows = await sql<{ name: string; seats: number; taken: number; sold: number }[]>`
    select e.name, e.seat_count as seats, count(c.hold)::int as taken, count(c.hold) filter (where c.ends_at is null)::int as sold
    from events e left join seat_claims c on c.event = e.code and c.active group by e.code order by e.code`
  const wanted = showings.map(({ name, held, sold }) => ({
    name,
    taken: [...held, ...sold].flat().length,
    sold: sold.flat().length,
  }))
  expect(rows).toHaveLength(4)
  for (const one of wanted) expect(rows).toContainEqual(expect.objectContaining(one))
})

test('orders and pre-orders stand in several ways: waiting for money, to be sent, on their way back, with goods that came', async () => {
  const rows = await sql<{ state: string; n: number }[]>`
    select state, count(*)::int as n from orders where hold is not null group by 1`
  expect(Object.fromEntries(rows.map(({ state, n }) => [state, n]))).toEqual({
    ...{ awaiting_payment: 2, deposit_paid: 3, paid: 3, cancelled: 1, shipped: 1, delivery_failed: 1 },
  })
  const pools = await sql`select sku, promised, arrived from preorders order by sku`
  expect([...pools]).toEqual([
    { sku: 'AM-TRA-SEN', promised: 4, arrived: 0 },
    { sku: 'NHANG-TRAM-50', promised: 2, arrived: 2 },
    { sku: 'SOCOLA-DEN-70', promised: 4, arrived: 0 },
  ])
  const [codes] = await sql`select count(*)::int as n from vouchers`
  expect(codes).toEqual({ n: 204 })
})
