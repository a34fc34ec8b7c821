import { randomUUID } from 'node:crypto'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { selfCheck } from '../selfCheck/selfCheck.ts'
import { passTime } from '../testing/passTime.ts'
import { holdOf, location, testShop } from '../testing/shop.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { findDue, sweepPlaces } from './sweep.ts'
import { sweepDue } from './sweepDue.ts'

const database = testDatabase()
const { sql } = database
const shop = testShop(database)

beforeAll(async () => {
  for (const sku of ['a', 'b', 'c']) await shop.item(sku, 1_000)
})

afterEach(async () => {
  expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })
})

const place = async (sku: string, ttlSeconds: number): Promise<string> => {
  const hold = await shop.place(sku, 1, ttlSeconds)
  if (!('id' in hold)) throw new Error(hold.code)
  return hold.id
}

it('H3: sweeps side by side end each hold that is due once, and no other', async () => {
  const due = await Promise.all(Array.from({ length: 90 }, (_, index) => place('abc'.charAt(index % 3), 60)))
  const live = await Promise.all(Array.from({ length: 10 }, () => place('a', 6_000)))
  await passTime(sql, 61)
  const swept: number[] = []
  const options = {
    ...{ batch: 7, workers: 2, stopped: () => false },
    onSwept: ({ expired }: { expired: number }) => swept.push(expired),
  }
  // Another hub does the same at the same time.
  await Promise.all([sweepDue(sql, options), sweepDue(sql, options)])
  expect(swept.reduce((sum, one) => sum + one, 0)).toBe(due.length)
  const told = await sql<{ subject: string }[]>`select subject from feed where type = 'hold.expired'`
  expect(told.map(({ subject }) => subject).toSorted()).toEqual(due.toSorted())
  const left = await sql<{ id: string }[]>`select id from holds where state = 'held'`
  expect(left.map(({ id }) => id).toSorted()).toEqual(live.toSorted())
})

it('H5: a hold is looked at again before it is ended: what is no longer due stays', async () => {
  const hold = await place('b', 60)
  await passTime(sql, 61)
  const places = await findDue(sql, 10, 10)
  expect(places).toHaveLength(1)
  await sql`update holds set expires_at = now() + interval '1 hour' where id = ${hold}`
  await sql`update stock_claims set expires_at = (select expires_at from holds where id = ${hold}) where hold = ${hold}`
  // Where it was, and where it is now, as if it had come to the place of one that was due.
  const [now] = await sql<{ places: string }[]>`select array_agg(ctid)::text as places from holds where id = ${hold}`
  for (const there of [places[0], now?.places])
    expect(await sweepPlaces(sql, there ?? '')).toEqual({ expired: 0, position: null })
  expect(holdOf(await shop.give({ type: 'hold.extend', hold, ttlSeconds: 60 }, {}, randomUUID()))).toMatchObject({
    location,
    state: 'held',
  })
})
