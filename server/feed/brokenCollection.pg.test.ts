import { pino } from 'pino'
import { expect, test, vi } from 'vitest'
import type { Checkpoint } from '../../shared/protocol/feed.ts'
import { location, testShop } from '../testing/shop.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { sources } from './collections.ts'
import { startFeedReader } from './reader.ts'

const database = testDatabase()
const { sql } = database
const shop = testShop(database)

test('a collection whose documents cannot be made fails alone, and is whole again as soon as they can be', async () => {
  await shop.item('tea', 10)
  const reader = await startFeedReader({ sql, log: pino({ level: 'silent' }), coalesceMs: 1 })
  const until = new AbortController()
  const pokes = reader.pokes(until.signal)
  await pokes.next()
  const from: Checkpoint = { ...reader.head() }
  const pull = async (collection: 'levels' | 'holds') =>
    (await reader.pull(collection, location, from, 100)).documents.length

  const broken = vi.spyOn(sources.levels, 'byIds').mockRejectedValue(new TypeError('a bug'))
  await shop.place('tea')
  await pokes.next()
  expect(await pull('holds')).toBe(1)
  await expect(pull('levels')).rejects.toThrow('a bug')

  broken.mockRestore()
  expect(await pull('levels')).toBe(1)
  until.abort()
  await pokes.next()
  await reader.close()
})
