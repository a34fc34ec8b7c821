import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Checkpoint, DocumentOf } from '../../shared/protocol/feed.ts'
import type { EventInput } from '../../shared/seating/events.ts'
import { unpackRows } from '../../shared/seating/packedHall.ts'
import { rowsOf } from '../../shared/seating/planSeats.ts'
import { putEvent } from '../seating/putEvent.ts'
import { holdOf, location, testShop } from '../testing/shop.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { planOf } from '../testing/testPlan.ts'
import { announce } from './announce.ts'
import { startFeedReader } from './reader.ts'
import type { FeedReader } from './types.ts'

const database = testDatabase()
const { sql } = database
const shop = testShop(database)
const till = randomUUID()
let reader: FeedReader

const inHours = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString()
const put = async (code: string, more: Partial<EventInput> = {}): Promise<void> => {
  const input = { name: code, location, startsAt: inHours(2), plan: planOf(3, 6), ...more }
  const written = await announce({ sql, feed: reader }, (tx) => putEvent(tx, code, input))
  expect(written.type).toBe('put')
}

beforeAll(async () => {
  await sql`insert into locations values (${location}, 'Quận 1', 'Asia/Ho_Chi_Minh'), ('td', 'Thủ Đức', 'Asia/Ho_Chi_Minh')`
  await sql`insert into channels (code, name, kind) values ('pos', 'Quầy', 'pos')`
  await sql`
    insert into terminals (id, name, location, channel, token_hash) values (${till}, 'Quầy', ${location}, 'pos', ${Buffer.from(till)})`
  reader = await startFeedReader({ sql, log: pino({ level: 'silent' }), coalesceMs: 1 })
})
afterAll(() => reader.close())

/** What a terminal keeps of seats. */
class Copy {
  readonly seats = new Map<string, DocumentOf<'seats'>>()
  private checkpoint: Checkpoint | null = null

  async pull(): Promise<string[]> {
    for (;;) {
      const { documents, checkpoint } = await reader.pull('seats', location, this.checkpoint, 5)
      for (const document of documents)
        if (document._deleted) this.seats.delete(document.id)
        else this.seats.set(document.id, document)
      this.checkpoint = checkpoint
      if (documents.length < 5) return this.told()
    }
  }

  told(): string[] {
    return [...this.seats.values()]
      .map(({ id, hold, until, blocked, allottedTo }) => {
        const has = hold === null ? '' : until === null ? ' sold' : ' held'
        return `${id}${has}${blocked ? ' blocked' : ''}${allottedTo === null ? '' : ' aside'}`
      })
      .toSorted()
  }
}

const place = async (event: string, ...seats: string[]): Promise<string> => {
  const lines = seats.map((seat) => ({ kind: 'seat' as const, event, seat }))
  const held = holdOf(await shop.give({ type: 'hold.place', hold: randomUUID(), location, lines }))
  if (!('placedAt' in held)) throw new Error(JSON.stringify(held))
  return held.id
}

it('seats are copied that are not simply free, and then as they change; those of old events and other places are not', async () => {
  await put('film', { blocked: ['A1'] })
  await put('old', { startsAt: inHours(-30), blocked: ['A1'] })
  await put('far', { location: 'td', blocked: ['A1'] })
  const first = await place('film', 'B1', 'B2')
  const copy = new Copy()
  expect(await copy.pull()).toEqual(['film/A1 blocked', 'film/B1 held', 'film/B2 held'])

  await shop.give({ type: 'hold.confirm', hold: first })
  await shop.give({ type: 'hold.release', hold: await place('film', 'B3') })
  await shop.give(
    { type: 'seat.allot', location, event: 'film', seats: ['C1', 'C2'], terminal: till },
    { role: 'manager' },
  )
  const expected = ['film/A1 blocked', 'film/B1 sold', 'film/B2 sold', 'film/C1 aside', 'film/C2 aside']
  expect(await copy.pull()).toEqual(expected)
  expect(await new Copy().pull()).toEqual(expected)

  const extended = await place('film', 'B4')
  await copy.pull()
  const until = copy.seats.get('film/B4')?.until ?? 0
  await shop.give({ type: 'hold.extend', hold: extended, ttlSeconds: 7_200 })
  await copy.pull()
  expect(copy.seats.get('film/B4')?.until).toBeGreaterThan(until + 3_600_000)
})

it('an event that is written anew tells of the seats that are blocked since, and of all when terminals had forgotten it', async () => {
  await put('opera', { blocked: ['A1', 'A2'] })
  const copy = new Copy()
  const ofOpera = async () => (await copy.pull()).filter((line) => line.startsWith('opera'))
  expect(await ofOpera()).toEqual(['opera/A1 blocked', 'opera/A2 blocked'])
  const sold = await place('opera', 'B1')
  await shop.give({ type: 'hold.confirm', hold: sold })
  await put('opera', { blocked: ['A2', 'A3'] })
  expect(await ofOpera()).toEqual(['opera/A2 blocked', 'opera/A3 blocked', 'opera/B1 sold'])
  await put('opera', { blocked: ['A3'], startsAt: inHours(-30) })
  copy.seats.clear()
  await copy.pull()
  await put('opera', { blocked: ['A3'] })
  expect(await ofOpera()).toEqual(['opera/A3 blocked', 'opera/B1 sold'])
})

it('events come with the hall that they share, those long over do not', async () => {
  await put('twin')
  const all = await reader.pull('bookables', location, null, 100)
  const events = all.documents.flatMap(({ event }) => event ?? [])
  expect(events.map(({ code }) => code)).toEqual(['far', 'film', 'opera', 'twin'])
  expect(events[1]).toMatchObject({ location, seats: 18, currency: 'VND', prices: {} })
  const halls = all.documents.flatMap(({ hall }) => hall ?? [])
  expect(halls).toHaveLength(1)
  expect(new Set(events.map(({ hall }) => hall))).toEqual(new Set(halls.map(({ id }) => id)))
  const [hall] = halls
  expect(hall === undefined ? [] : unpackRows(hall)).toEqual(rowsOf(planOf(3, 6)))

  await put('twin', { plan: planOf(2, 4) })
  const changed = await reader.pull('bookables', location, all.checkpoint, 100)
  expect(changed.documents.map(({ id }) => id.replace(/^hall:.*/, 'hall')).toSorted()).toEqual(['event:twin', 'hall'])
})
