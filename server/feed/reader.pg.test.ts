import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Checkpoint, DocumentOf } from '../../shared/protocol/feed.ts'
import { connect } from '../db/connect.ts'
import { location, testShop } from '../testing/shop.ts'
import { putAllAway } from '../testing/putAllAway.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { appendChanges } from './append.ts'
import { startFeedReader } from './reader.ts'
import { type FeedReader, ResyncNeeded } from './types.ts'

const database = testDatabase()
const { sql } = database
const shop = testShop(database)
let reader: FeedReader
const listening = new AbortController()

beforeAll(async () => {
  for (let index = 0; index < 25; index += 1) await shop.item(`item${String(index).padStart(2, '0')}`, 10)
  reader = await startFeedReader({ sql, log: pino({ level: 'silent' }), coalesceMs: 1, capacity: 50 })
})
afterAll(async () => {
  listening.abort()
  await reader.close()
})

/** What a replica does: pulls until an answer is short, keeping a checkpoint only of answers with documents, as RxDB does. */
class Replica {
  checkpoint: Checkpoint | null = null
  readonly levels = new Map<string, DocumentOf<'levels'>>()

  constructor(private readonly limit: number) {}

  async pull(): Promise<void> {
    for (;;) {
      const { documents, checkpoint } = await reader.pull('levels', location, this.checkpoint, this.limit)
      for (const document of documents) this.levels.set(document.id, document)
      if (documents.length > 0) this.checkpoint = checkpoint
      if (documents.length < this.limit) return
    }
  }
}

const truth = async () =>
  new Map(
    (await sql<{ id: string; held: number }[]>`select location || '/' || sku as id, held from stock_levels`).map(
      (row) => [row.id, row.held],
    ),
  )
const heldOf = (replica: Replica) => new Map([...replica.levels].map(([id, { held }]) => [id, held]))

/** Begins to follow, as a terminal's stream does, and waits for the hub's word. */
const follow = async (): Promise<() => Promise<void>> => {
  const pokes = reader.pokes(listening.signal)
  await pokes.next()
  return async () => {
    const [head] = await sql<{ position: number }[]>`select position from feed_head`
    while (reader.head().position < (head?.position ?? 0)) await pokes.next()
  }
}

describe('the feed', () => {
  it('copies all in pages and then brings what changed, with and without a stream', async () => {
    const replica = new Replica(7)
    await replica.pull()
    expect(heldOf(replica)).toEqual(await truth())
    await shop.place('item03')
    await shop.place('item20', 2)
    await replica.pull()
    expect(heldOf(replica)).toEqual(await truth())
    const heard = await follow()
    await shop.place('item03')
    await heard()
    await replica.pull()
    expect(heldOf(replica)).toEqual(await truth())
  })

  it('misses nothing that changes while the first copy is on its way, also of what was copied already', async () => {
    const replica = new Replica(5)
    const first = await reader.pull('levels', location, null, 5)
    replica.checkpoint = first.checkpoint
    for (const document of first.documents) replica.levels.set(document.id, document)
    const heard = await follow()
    await shop.place('item00', 3)
    await heard()
    await replica.pull()
    expect(heldOf(replica)).toEqual(await truth())
  })

  it('answers a replica that was away for longer than the window from the table', async () => {
    const replica = new Replica(10)
    await replica.pull()
    const heard = await follow()
    for (let round = 0; round < 4; round += 1)
      await Promise.all(
        Array.from({ length: 25 }, (_, index) =>
          shop.give({ type: 'stock.receive', sku: `item${String(index).padStart(2, '0')}`, location, quantity: 1 }),
        ),
      )
    await shop.place('item07', 2)
    await heard()
    await replica.pull()
    expect(heldOf(replica)).toEqual(await truth())
  })

  it('gives each terminal only its own location', async () => {
    const { documents } = await reader.pull('levels', 'elsewhere', null, 100)
    expect(documents).toEqual([])
  })

  it('tells a replica of another epoch, or ahead of the feed, to start over', async () => {
    const { epoch, position } = reader.head()
    await expect(reader.pull('levels', location, { epoch: randomUUID(), position }, 10)).rejects.toThrow(ResyncNeeded)
    await expect(reader.pull('levels', location, { epoch, position: position + 1_000_000 }, 10)).rejects.toThrow(
      ResyncNeeded,
    )
  })

  it('deletes a hold from replicas when it has ended', async () => {
    const hold = randomUUID()
    await shop.give({ type: 'hold.place', hold, location, lines: [{ kind: 'stock', sku: 'item09', quantity: 1 }] })
    const before = await reader.pull('holds', location, null, 1000)
    expect(before.documents.find(({ id }) => id === hold)).toMatchObject({
      _deleted: false,
      lines: [{ sku: 'item09' }],
    })
    const heard = await follow()
    await shop.give({ type: 'hold.release', hold })
    await heard()
    const after = await reader.pull('holds', location, before.checkpoint, 1000)
    expect(after.documents.find(({ id }) => id === hold)).toMatchObject({ _deleted: true, state: 'released' })
  })
})

const anId = (type: number, n: number): string => `${type}0000000-0000-4000-8000-00000000000${n}`

describe('cases', () => {
  it('of all types come in pages, each once, and those of every type that changed or ended after that', async () => {
    for (let n = 0; n < 3; n += 1) {
      await sql`
        insert into discrepancies (id, kind, location, sku, quantity, raised_at)
        values (${anId(9, n)}, 'count', ${location}, 'item00', ${n + 1}, now())`
      await sql`
        insert into waiting_guests (id, state, channel, location, service, party, wanted, at_the_door, came_at)
        values (${anId(1, n)}, 'waiting', 'web', ${location}, 'dinner', 2, tstzrange(now(), now() + interval '1 hour'), true, now())`
    }
    const pull = (checkpoint: Checkpoint | null) => reader.pull('cases', location, checkpoint, 2)
    const copied: string[] = []
    let checkpoint: Checkpoint | null = null
    for (let page = 0; page < 4; page += 1) {
      const pulled = await pull(checkpoint)
      copied.push(...pulled.documents.map(({ id }) => id))
      ;({ checkpoint } = pulled)
    }
    expect(copied).toEqual([
      ...[0, 1, 2].map((n) => `discrepancy:${anId(9, n)}`),
      ...[0, 1, 2].map((n) => `waiting:${anId(1, n)}`),
    ])

    const heard = await follow()
    await sql`update discrepancies set settled_at = now() where id = ${anId(9, 0)}`
    await sql`update waiting_guests set state = 'left' where id = ${anId(1, 0)}`
    const common = { location: null, data: null }
    const told = { type: 'replica.discrepancy', subject: anId(9, 0), ...common }
    reader.committed(await appendChanges(sql, [told, { type: 'waiting.left', subject: anId(1, 0), ...common }]))
    await heard()
    const ended = [
      { id: `discrepancy:${anId(9, 0)}`, _deleted: true },
      { id: `waiting:${anId(1, 0)}`, _deleted: true },
    ]
    expect((await pull(checkpoint)).documents).toMatchObject(ended)
    // Another hub has not been told of anything yet, and looks into the table.
    const another = await startFeedReader({ sql, log: pino({ level: 'silent' }) })
    expect((await another.pull('cases', location, checkpoint, 2)).documents).toMatchObject(ended)
    await another.close()
  })
})

describe('positions', () => {
  it('come in commit order under 16 writers: a reader that pages misses none and sees none twice', async () => {
    const writers = connect({ ...database.connection, max: 16, name: 'writers' })
    const [start] = await sql<{ position: number }[]>`select position from feed_head`
    const perWriter = 40
    let done = false
    const writing = Promise.all(
      Array.from({ length: 16 }, async (_, writer) => {
        for (let index = 0; index < perWriter; index += 1)
          await writers.begin(async (tx) => {
            const changes = Array.from({ length: 1 + (index % 3) }, (__, part) => ({
              type: 'test.written',
              subject: `${writer}-${index}-${part}`,
              location: null,
              data: null,
            }))
            await appendChanges(tx, changes)
            // Commits late, now and then: with a plain sequence these rows would be passed by.
            if (index % 7 === 0) await tx`select pg_sleep(0.003)`
          })
      }),
    ).then(() => {
      done = true
    })
    const seen: string[] = []
    for (let after = start?.position ?? 0, last = false; !last; ) {
      last = done
      const page = await sql<{ position: number; subject: string }[]>`
        select position, subject from changes where entry > ${after} and position > ${after} order by entry, position limit 7`
      for (const { position, subject } of page) {
        expect(position).toBe(after + 1)
        after = position
        seen.push(subject)
      }
      last &&= page.length === 0
    }
    await writing
    await writers.end()
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBe(
      16 * Array.from({ length: perWriter }, (_, index) => 1 + (index % 3)).reduce((sum, n) => sum + n, 0),
    )
  })
})

it('A5: passes nothing by that is put away while it is being read', async () => {
  const { epoch, position } = reader.head()
  await shop.place('item00')
  let [isReading, isPutAway] = [false, false]
  /** The same database, in which weeks pass between the first look at the feed and the next. */
  const slow = new Proxy(sql, {
    apply: (target, self, args: unknown[]) => {
      const query: unknown = Reflect.apply(target, self, args)
      const [text] = args
      if (!isReading || isPutAway || !Array.isArray(text) || !/from (feed|changes)\b/.test(text.join())) return query
      isPutAway = true
      return Promise.resolve(query).then(async (rows) => {
        await putAllAway(sql, { feedDays: 0 })
        return rows
      })
    },
  })
  const other = await startFeedReader({ sql: slow, log: pino({ level: 'silent' }) })
  await other.pokes(listening.signal).next()
  isReading = true
  const pulled = other.pull('levels', location, { epoch, position }, 1000).then(
    ({ documents }) => documents.map(({ id }) => id),
    (error: unknown) => error,
  )
  expect([[`${location}/item00`], expect.any(ResyncNeeded)]).toContainEqual(await pulled)
  expect(isPutAway).toBe(true)
  await other.close()
})

it('tells the database’s time, though this machine’s own clock goes another way', async () => {
  const own = await startFeedReader({ sql, log: pino({ level: 'silent' }), beatMs: 5 })
  const until = new AbortController()
  const pokes = own.pokes(until.signal)
  const truly = performance.now.bind(performance)
  const skewed = vi.spyOn(performance, 'now')
  const [row] = await sql<{ now: number }[]>`select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now`
  const hour = 3_600_000
  const ahead = async (): Promise<number> => {
    const { value } = await pokes.next()
    if (value === undefined || row === undefined) throw new Error('no poke')
    return value.hubTime - row.now
  }
  // More often than the reader hears of the time by the way while it starts.
  for (let times = 1; times <= 4; times += 1) {
    skewed.mockImplementation(() => truly() + times * hour)
    await expect.poll(ahead).toBeLessThan(hour / 2)
  }
  skewed.mockRestore()
  until.abort()
  await pokes.next()
  await own.close()
})
