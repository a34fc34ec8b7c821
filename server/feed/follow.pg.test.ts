import { expect, test } from 'vitest'
import { putAllAway } from '../testing/putAllAway.ts'
import { location, testShop } from '../testing/shop.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { follow, readHead } from './follow.ts'
import { Window } from './window.ts'

const database = testDatabase()
const { sql } = database
const shop = testShop(database)
const noBug = (_collection: string, error: unknown): never => {
  throw error
}

test('changes that were put away before a hub came to read them are not passed over: it knows nothing of what lies before', async () => {
  const before = await readHead(sql)
  const window = new Window(before.position, before.lastChanges, 50)
  await shop.item('early', 1)
  await putAllAway(sql, { feedDays: 0 })
  await shop.item('late', 1)
  const { position } = await readHead(sql)
  expect(await follow(sql, window, before.position, noBug)).toBe(position)
  expect(window.after('levels', location, before.position, 10)).toBeNull()
  expect(window.after('levels', location, position, 10)).toEqual([])

  // From here on it has read everything.
  await shop.item('next', 1)
  expect(await follow(sql, window, position, noBug)).toBeGreaterThan(position)
  expect(window.after('levels', location, position, 10)).toMatchObject([{ document: { id: `${location}/next` } }])

  // Nothing is left of it at all: it goes on from the end.
  const read = (await readHead(sql)).position
  await shop.item('last', 1)
  await putAllAway(sql, { feedDays: 0 })
  expect(await follow(sql, window, read, noBug)).toBe((await readHead(sql)).position)
  expect(window.after('levels', location, read, 10)).toBeNull()
})
