import { expect, it } from 'vitest'
import type { ArbiterCommand } from '../../shared/protocol/commands.ts'
import { findDue } from '../expiry/sweep.ts'
import { exportLists } from '../exports/lists.ts'
import { bookings } from '../feed/bookingCollections.ts'
import { listLevels } from '../stock/levels.ts'
import { listMovements } from '../stock/movements.ts'
import { listTotals } from '../stock/totals.ts'
import { findOverdueHolds } from '../kinds/stock/findOverdue.ts'
import { listOrders } from '../orders/readOrders.ts'
import { readClosing } from '../overview/readClosing.ts'
import { lapseBookings } from '../bookings/lapse.ts'
import { readPlace } from '../bookings/readPlace.ts'
import { serverKinds } from '../kinds/registry.ts'
import { lapseOrders } from '../orders/lapseOrders.ts'
import { remindPayers } from '../orders/remindPayers.ts'
import { listPreorders } from '../preorders/preorders.ts'
import { readDue } from '../sessions/sessionJob.ts'
import { listHolds } from '../holds/holds.ts'
import { rowsRead } from '../testing/rowsRead.ts'
import { testDatabase } from '../testing/testDatabase.ts'

const database = testDatabase()
const { sql } = database

/** More than this nothing reads here that finds what it wants by an index. */
const few = 200

it('orders that wait for something are found without reading all that are over; so is what a day came to', async () => {
  await sql`
    insert into orders (id, number, state, channel, location, total, currency, placed_at, hold, expires_at, ended_at)
    select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'N' || n, case when n = 3 then 'awaiting_payment' else 'delivered' end,
      'web', 'q1', 1000, 'VND', now() - make_interval(hours => 10000 - n),
      case when n = 3 then gen_random_uuid() end, case when n = 3 then now() + interval '1 hour' end, case when n <> 3 then now() end
    from generate_series(1, 5000) n`
  await sql`
    insert into order_lines (order_id, line, sku, name, quantity, price, claim)
    select id, 0, 'any', 'any', 1, 1000, '{"kind":"stock","sku":"any","quantity":1}' from orders where number = 'N3'`
  await sql`
    insert into payments (id, order_id, method, amount, at) select gen_random_uuid(), id, 'cash', 1000, placed_at from orders where state = 'delivered'`
  await sql`analyze orders`
  await sql`analyze payments`
  const found = await rowsRead(database, 'orders', async (one) => {
    const { data } = await listOrders(one, { state: 'awaiting_payment', limit: 10 })
    expect(data.map(({ number }) => number)).toEqual(['N3'])
  })
  expect(found).toBeLessThan(few)
  const rows = await rowsRead(database, 'payments', async (one) => {
    const { takings } = await readClosing(one, { location: 'q1', day: '2020-01-01', zone: 'UTC' })
    expect(takings).toEqual([])
  })
  expect(rows).toBeLessThan(few)
})

it('what few orders have is found by its words without reading all that ever was', async () => {
  await sql`
    insert into orders (id, number, state, channel, location, total, currency, placed_at, hold, expires_at, search)
    select ('00000000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid, 'W' || n, 'delivered', 'web', 'q1', 1000, 'VND', now(), gen_random_uuid(), now(),
      'w' || n || case when n % 2 = 0 then ' ca phe sua' else '' end || case when n = 5 then ' tra sen' else '' end
    from generate_series(1, 20000) n`
  await sql`insert into order_lines (order_id, line, sku, name, quantity, price) select id, 0, 'any', 'any', 1, 1 from orders where number = 'W5'`
  await sql`vacuum analyze orders`
  for (const text of ['trà sen', 'W5 trà'])
    expect(
      await rowsRead(database, 'orders', async (one) => {
        const { data } = await listOrders(one, { text, limit: 10 })
        expect(data.map(({ number }) => number)).toEqual(['W5'])
      }),
    ).toBeLessThan(5_000)
})

it('a terminal copies the bookings that count without reading all that are over', async () => {
  await sql`
    insert into bookings (id, hold, state, channel, location, service, starts_at, ends_at, party, resources, booked_at, free_until)
    select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, gen_random_uuid(), 'completed', 'web', 'q1', 'dinner',
      now() - make_interval(hours => 5000 - n), now() - make_interval(hours => 4999 - n), 2, '{t1}', now(), now()
    from generate_series(1, 5000) n`
  await sql`analyze bookings`
  const ids: string[] = []
  const rows = await rowsRead(database, 'bookings', async (one) => {
    const first = await bookings.page(one, 'q1', '', 20)
    const rest = await bookings.page(one, 'q1', first.at(-1)?.id ?? '', 20)
    ids.push(...[...first, ...rest].map(({ id }) => id))
  })
  // Of the last day, and the one that goes on.
  expect(ids).toHaveLength(25)
  expect(ids).toEqual(ids.toSorted())
  expect(rows).toBeLessThan(few)
})

it('what is held of one level, what is overdue or due, and a ledger are read without reading the rest', async () => {
  await sql`insert into locations values ('q1', 'Quận 1', 'Asia/Ho_Chi_Minh') on conflict do nothing`
  await sql`
    insert into items (sku, name, folded, price, currency)
    select 'x' || n, 'x', 'x', 1000, 'VND' from generate_series(1, 100) n`
  await sql`
    insert into stock_levels (location, sku, on_hand, held) select 'q1', 'x' || n, 1000, 50 from generate_series(1, 100) n`
  await sql`
    insert into holds (id, state, channel, location, placed_at, expires_at)
    select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'held', 'web', 'q1', now() - interval '2 hours',
      now() + case when n <= 100 then interval '-1 hour' else interval '1 hour' end
    from generate_series(1, 5000) n`
  await sql`
    insert into stock_claims (hold, line, location, sku, quantity, expires_at)
    select id, 0, 'q1', 'x' || row_number() over (order by id) % 100 + 1, 1, expires_at from holds where state = 'held'`
  await sql`
    insert into stock_movements (location, sku, at, from_bucket, to_bucket, quantity, reason, hold)
    select location, sku, now(), 'available', 'held', quantity, 'held', hold from stock_claims`
  for (const table of ['holds', 'stock_claims', 'stock_movements']) await sql`analyze ${sql(table)}`

  const place: ArbiterCommand = {
    ...{ type: 'hold.place', hold: 'any', location: 'q1' },
    lines: [{ kind: 'stock', sku: 'x7', quantity: 1 }],
  }
  const claims = await rowsRead(database, 'stock_claims', async (one) => {
    const { data } = await listLevels(one, { sku: 'x7', location: 'q1', limit: 10 })
    expect(data.map(({ held }) => held)).toEqual([49])
    const totals = await listTotals(one, { sort: 'sku', descending: false, after: ['x7', 'x6'], limit: 1 })
    expect(totals.data.map(({ sku, held }) => [sku, held])).toEqual([['x7', 49]])
  })
  expect(claims).toBeLessThan(few)
  const overdue = await rowsRead(database, 'stock_claims', async (one) => {
    expect(await findOverdueHolds(one, [place], 10)).toHaveLength(1)
  })
  expect(overdue).toBeLessThan(10)
  const due = await rowsRead(database, 'holds', async (one) => {
    expect(await findDue(one, 1_000, 1_000)).toHaveLength(1)
  })
  expect(due).toBeLessThan(2 * few)
  const movements = await rowsRead(database, 'stock_movements', async (one) => {
    const page = await listMovements(one, { sku: 'x7', location: 'q1', limit: 20 })
    expect(page?.data).toHaveLength(20)
  })
  expect(movements).toBeLessThan(few)
})

it('what is due is found without reading all that waits for its moment', async () => {
  await sql`insert into locations values ('q3', 'Quận 3', 'Asia/Ho_Chi_Minh')`
  await sql`
    insert into orders (id, number, state, channel, location, total, currency, placed_at, hold, expires_at, remind_at)
    select ('00000000-0000-7000-a000-' || lpad(to_hex(n), 12, '0'))::uuid, 'U' || n, 'awaiting_payment', 'web', 'q3', 1, 'VND', now(), gen_random_uuid(),
      now() + interval '1 day', now() + interval '1 hour'
    from generate_series(1, 2000) n`
  await sql`
    insert into bookings (id, hold, state, channel, location, service, starts_at, ends_at, party, resources, booked_at, free_until, no_show_at)
    select ('00000000-0000-7000-a000-' || lpad(to_hex(n), 12, '0'))::uuid, gen_random_uuid(), 'confirmed', 'web', 'q3', 'dinner',
      now() + make_interval(hours => n), now() + make_interval(hours => n + 1), 2, '{t3}', now(), now(), now() + make_interval(hours => n)
    from generate_series(1, 2000) n`
  await sql`insert into resources (code, kind, name, location) values ('t3', 'table', 'Bàn 3', 'q3')`
  await sql`
    insert into slot_claims (hold, line, resource, during, blocked, ends_at)
    select hold, 0, 't3', tstzrange(starts_at, ends_at), tstzrange(starts_at, ends_at), no_show_at from bookings where location = 'q3'`
  await sql`insert into channels (code, name, kind) values ('web', 'Website', 'web') on conflict do nothing`
  await sql`
    insert into sessions (key, channel, ends_at, ended_at)
    select 's' || n, 'web', now() + make_interval(hours => 1000 - n), case when n > 1000 then now() end from generate_series(1, 3000) n`
  await sql`insert into items (sku, name, folded, price, currency) values ('next', 'x', 'x', 1000, 'VND')`
  await sql`
    insert into preorders (location, sku, quantity, promised, release_at, refund_percent, grace_seconds, remind_before_seconds)
    values ('q3', 'next', 5000, 5000, now() + interval '9 days', 100, 0, '{}')`
  await sql`
    insert into preorder_claims (hold, line, location, sku, quantity, waiting, ends_at)
    select id, 0, 'q3', 'next', 1, 1, expires_at from holds where state = 'held' and expires_at > now()`
  for (const table of ['orders', 'bookings', 'slot_claims', 'sessions', 'preorder_claims'])
    await sql`vacuum analyze ${sql(table)}`

  const deps = (one: typeof sql) => ({ sql: one, newId: () => '', arbiter: { submit: () => Promise.reject() } })
  const place: ArbiterCommand = {
    ...{ type: 'hold.place', hold: 'any', location: 'q3' },
    lines: [{ kind: 'preorder', sku: 'next', quantity: 1 }],
  }
  const asked: readonly (readonly [string, (one: typeof sql) => Promise<unknown>, unknown])[] = [
    ['orders', (one) => lapseOrders(deps(one), 10), { due: 0, lapsed: 0 }],
    ['orders', (one) => remindPayers(deps(one), 10), 0],
    ['bookings', (one) => lapseBookings(one, 10), { lapsed: 0, position: null }],
    ['bookings', async (one) => (await readPlace(one, 'q3', 0))?.place.zone, 'Asia/Ho_Chi_Minh'],
    ['slot_claims', async (one) => ((await readPlace(one, 'q3', 0))?.nextLapse ?? 0) > 0, true],
    ['sessions', readDue, ['s1000']],
    ['preorder_claims', (one) => serverKinds.preorder.findOverdue(one, [place], 10), []],
    ['preorder_claims', async (one) => (await listPreorders(one, { limit: 9 })).data[0]?.promised, 5000],
  ]
  for (const [table, ask, answer] of asked)
    expect(
      await rowsRead(database, table, async (one) => expect(await ask(one)).toEqual(answer)),
      `${table}: ${ask.toString()}`,
    ).toBeLessThan(few)
})

it('holds that were put away are found by what few of them have, or by when they were placed, without reading the rest', async () => {
  await sql`select ensure_month('holds_ended', timestamptz '2020-02-01 00:00Z'), ensure_month('holds_ended', timestamptz '2020-03-01 00:00Z')`
  await sql`
    insert into holds_ended (id, state, channel, location, placed_at, expires_at, ended_at, claims)
    select ('00000000-0000-7000-b000-' || lpad(to_hex(n), 12, '0'))::uuid, case when n = 7 then 'released' else 'expired' end,
      case when n = 8 then 'shop' else 'gone' end, case when n = 9 then 'q9' else 'q8' end, at, at, at, '{}'
    from generate_series(1, 5000) n cross join lateral (select timestamptz '2020-02-02 00:00Z' + make_interval(mins => 10 * n) as at) as a`
  await sql`vacuum analyze holds_ended`
  for (const [rare, id] of [
    [{ state: 'released' }, 7],
    [{ channel: 'shop' }, 8],
    [{ location: 'q9' }, 9],
  ] as const)
    for (const month of ['02', '03'])
      expect(
        await rowsRead(database, `holds_ended_2020_${month}`, async (one) => {
          const { data } = await listHolds(one, { ...rare, limit: 10 })
          expect(data.map((hold) => hold.id)).toEqual([`00000000-0000-7000-b000-${String(id).padStart(12, '0')}`])
        }),
      ).toBeLessThan(few)
  const rows = await rowsRead(database, 'holds_ended_2020_02', async (one) => {
    const [from, until] = [new Date('2020-03-02T00:00Z'), new Date('2020-03-03T00:00Z')]
    let count = 0
    for await (const some of exportLists.holds.read(one, { location: null, from, until })) count += some.length
    expect(count).toBe(144)
  })
  expect(rows).toBe(0)
})

it('the movements of a day are found without reading the whole ledger', async () => {
  await sql`
    insert into stock_movements (location, sku, at, from_bucket, to_bucket, quantity, reason)
    select 'q9', 'any', now() - make_interval(mins => 40000 - n), 'available', 'held', 1, 'held' from generate_series(1, 40000) n`
  await sql`vacuum analyze stock_movements`
  const [until, from] = [new Date(Date.now() - 86_400_000), new Date(Date.now() - 2 * 86_400_000)]
  let count = 0
  const rows = await rowsRead(database, 'stock_movements', async (one) => {
    for await (const some of exportLists.movements.read(one, { location: 'q9', from, until })) count += some.length
  })
  expect(count).toBe(1440)
  expect(rows).toBeLessThan(20_000)
})
