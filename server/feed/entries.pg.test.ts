import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import type { CommandOf } from '../../shared/protocol/commands.ts'
import { step } from '../housekeeping/housekeepingJob.ts'
import { rollUp } from '../overview/rollUp.ts'
import { selfCheck } from '../selfCheck/selfCheck.ts'
import { testAges } from '../testing/putAllAway.ts'
import { location, testShop } from '../testing/shop.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { watchedArbiters } from '../testing/watchedArbiters.ts'
import { type Change, readChangesAfter } from './changes.ts'
import { follow, readHead } from './follow.ts'
import { Window } from './window.ts'

const database = testDatabase()
const { sql } = database
const shop = testShop(database)
const { arbiter, ways } = watchedArbiters(database)()
const other = 'other'

const of = (sku: string, at: string): CommandOf<'hold.place'> => ({
  ...{ type: 'hold.place', hold: randomUUID(), location: at },
  lines: [{ kind: 'stock', sku, quantity: 1 }],
})
const give = (command: CommandOf<'hold.place'>, ttlSeconds = 60) =>
  shop.give({ ...command, ttlSeconds }, {}, randomUUID(), arbiter)

interface Entry {
  readonly position: number
  readonly location: string
  readonly type: string
  readonly holds: string[] | null
}
const entriesAfter = (position: number) =>
  sql<Entry[]>`select position, location, type, holds from feed where position > ${position} order by position`
const onBug = (_collection: string, error: unknown): never => {
  throw error
}
const head = async () => (await readHead(sql)).position

/** What outsiders are told after a position, so many at a time. */
const toldAfter = async (position: number, limit: number): Promise<Change[]> => {
  const page = await readChangesAfter(sql, position, limit)
  if ('trouble' in page) throw new Error(page.trouble)
  return page.data.length < limit ? [...page.data] : [...page.data, ...(await toldAfter(page.next, limit))]
}

/** Holds that were placed together: `hot` alone, then of two levels at two locations. */
const rush = async () => {
  const before = await head()
  const first = Array.from({ length: 20 }, () => of('hot', location))
  await Promise.all(first.map((command, n) => give(command, 60 + n)))
  const between = await head()
  const second = Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? of('hot', location) : of('cold', other)))
  await Promise.all(second.map((command) => give(command)))
  return { before, between, holds: [...first, ...second].map(({ hold }) => hold) }
}

beforeAll(async () => {
  await sql`insert into locations (code, name, time_zone) values (${other}, 'Other', 'Asia/Ho_Chi_Minh')`
  await shop.item('hot', 500)
  await shop.item('cold', 1)
  await shop.give({ type: 'stock.count', sku: 'cold', location: other, onHand: 500 })
  for (const command of [of('hot', location), of('cold', other)]) await give(command)
})

test('holds placed together are one entry for each location, and each is told with its own place and deadline', async () => {
  ways.length = 0
  const { before, between, holds } = await rush()
  expect(new Set(ways)).toEqual(new Set(['short']))
  const entries = await entriesAfter(before)
  const placed = entries.filter(({ type }) => type === 'hold.placed')
  expect(placed.length).toBeLessThan(10)
  expect(placed.flatMap((entry) => entry.holds ?? []).toSorted()).toEqual(holds.toSorted())
  expect(new Set(placed.filter(({ position }) => position > between).map((entry) => entry.location))).toEqual(
    new Set([location, other]),
  )
  const [told] = await sql`
    select count(*)::integer as changes, max(position) - min(position) + 1 as reach, count(distinct position)::integer as positions,
      count(*) filter (where type = 'hold.placed')::integer as placed, count(h.id)::integer as fit
    from changes f left join holds h on h.id::text = f.subject and h.location = f.location and h.expires_at = f.deadline and h.placed_at = f.at
    where entry > ${before}`
  const changes = Number(told?.['changes'])
  expect(told).toEqual({ changes, reach: changes, positions: changes, placed: 40, fit: 40 })
})

test('whoever goes on from the middle of an entry is told the rest of it, each change once', async () => {
  const { before, holds } = await rush()
  const whole = await toldAfter(before, 1_000)
  expect(
    whole
      .filter(({ type }) => type === 'hold.placed')
      .map(({ subject }) => subject)
      .toSorted(),
  ).toEqual(holds.toSorted())
  for (const limit of [1, 3, 7]) expect(await toldAfter(before, limit)).toEqual(whole)
  const end = await head()
  for (const position of [before, before + 1, before + 11, end - 3]) {
    const window = new Window(position, (await readHead(sql)).lastChanges, 100)
    expect(await follow(sql, window, position, onBug)).toBe(end)
    const seen = window.after('holds', location, position, 100) ?? []
    const expected = whole.filter(
      ({ type, data, ...change }) =>
        type === 'hold.placed' && data['location'] === location && change.position > position,
    )
    expect(seen.map(({ id, position: at }) => [id, at])).toEqual(
      expected.map(({ subject, position: at }) => [subject, at]),
    )
  }
})

test('the overview counts whole entries, and only whole entries that it has counted are put away', async () => {
  const { before } = await rush()
  while (!(await rollUp(sql)).isUpToDate);
  const [counted] = await sql<{ placed: number }[]>`select sum(placed)::integer as placed from hold_counts`
  const [all] = await sql<
    { placed: number }[]
  >`select count(*)::integer as placed from changes where type = 'hold.placed'`
  expect(counted).toEqual(all)

  const [entry] = await entriesAfter(before)
  if (entry?.holds === null || entry === undefined) throw new Error('one hold alone')
  const told = await toldAfter(0, 1_000)
  // As far as the middle of an entry, as it would be if it were counted one change after the other.
  await sql`update overview_head set position = ${entry.position - 1}`
  await step(sql, { ...testAges, feedDays: 0 }, 'feed')
  const [first] = await sql<
    { entry: number; position: number }[]
  >`select entry, position from changes order by position limit 1`
  expect(first).toEqual({ entry: entry.position, position: entry.position - entry.holds.length + 1 })
  await sql`update overview_head set position = (select position from feed_head)`
  await step(sql, { ...testAges, feedDays: 0 }, 'feed')
  expect(await sql`select from feed`).toHaveLength(0)
  expect(await toldAfter(0, 1_000)).toEqual(told)
  expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })
})
