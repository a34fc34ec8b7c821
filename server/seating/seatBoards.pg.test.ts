import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { Sql } from '../db/connect.ts'
import type { EventStream } from '../streams/eventStream.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { testHub } from '../testing/testHub.ts'
import { planOf } from '../testing/testPlan.ts'
import { openTestStream, type TestStream } from '../testing/testStream.ts'
import { SeatBoards } from './seatBoards.ts'

const database = testDatabase()
const hub = testHub(database)
let url = ''
const open: TestStream[] = []
const film = { name: 'Film', location: 'q1', startsAt: '2026-12-01T19:00:00+07:00', plan: planOf(10, 20) }

beforeAll(async () => {
  await hub.item('goods', 10)
  for (const code of ['film', 'opera']) await hub.ask('PUT', `/v1/events/${code}`, { body: film })
  url = await hub.app.listen({ port: 0, host: '127.0.0.1' })
})
afterEach(() => {
  for (const stream of open.splice(0)) stream.cut()
})

const idSchema = z.object({ id: z.string() })
const hold = async (event: string, ...seats: string[]): Promise<string> => {
  const lines = seats.map((seat) => ({ kind: 'seat', event, seat }))
  return idSchema.parse((await hub.ask('POST', '/v1/holds', { body: { location: 'q1', lines } })).body).id
}
const end = (id: string, how: 'release' | 'confirm') => hub.ask('POST', `/v1/holds/${id}/${how}`)
const look = async (event: string, query = '', headers: Record<string, string> = {}): Promise<TestStream> => {
  const withKey = query.includes('session') ? {} : { authorization: 'Bearer admin-key-of-the-tests' }
  const stream = await openTestStream(`${url}/v1/events/${event}/stream${query}`, { ...withKey, ...headers })
  open.push(stream)
  return stream
}
const begin = async (): Promise<string> => idSchema.parse((await hub.ask('POST', '/v1/sessions')).body).id

const messageSchema = z.object({ data: z.array(z.object({ seat: z.string(), state: z.string() })) })
/** What a viewer was told of seats, in order. */
const toldIn = (text: string): string[] =>
  [...text.matchAll(/^data: (\{"data".*)$/gm)].flatMap(([, json = '']) =>
    messageSchema.parse(JSON.parse(json)).data.map(({ seat, state }) => `${seat} ${state}`),
  )
const lastIdIn = (text: string): string => [...text.matchAll(/^id: (.*)$/gm)].at(-1)?.[1] ?? ''

test('a viewer is told of each seat that is taken, given back and sold, of this event alone', async () => {
  const viewer = await look('film')
  await expect.poll(() => viewer.text()).toContain('event: ready')
  const first = await hold('film', 'A1', 'A2')
  await hold('opera', 'A3')
  await expect.poll(() => toldIn(viewer.text())).toEqual(['A1 held', 'A2 held'])
  await end(first, 'release')
  await expect.poll(() => toldIn(viewer.text()).slice(2)).toEqual(['A1 free', 'A2 free'])
  await end(await hold('film', 'A1'), 'confirm')
  await expect.poll(() => toldIn(viewer.text()).at(-1)).toBe('A1 sold')
})

test('who comes back from the position where they were misses nothing, wherever their hub stands', async () => {
  const viewer = await look('film')
  // What is committed before that they would read with the seats.
  await expect.poll(() => viewer.text()).toContain('event: ready')
  await hold('film', 'B1')
  await expect.poll(() => toldIn(viewer.text())).toEqual(['B1 held'])
  const id = lastIdIn(viewer.text())
  viewer.cut()
  const [gone, kept] = [await hold('film', 'B2'), await hold('film', 'B3')]
  await end(gone, 'release')
  await end(kept, 'confirm')
  // Alone, so that the hub has kept nothing and asks the database; then with another who has looked on all the time.
  for (let round = 0; round < 2; round += 1) {
    const again = await look('film', '', { 'last-event-id': id })
    await expect.poll(() => toldIn(again.text())).toEqual(['B2 free', 'B3 sold'])
  }
  await hold('film', 'B4')
  for (const again of open.slice(-2)) await expect.poll(() => toldIn(again.text()).at(-1)).toBe('B4 held')
})

test('from the position of the seats on, there is no gap: whatever is committed meanwhile is told', async () => {
  const seats = z.object({ position: z.string() }).parse((await hub.ask('GET', '/v1/events/film/seats')).body)
  const wanted = Array.from({ length: 20 }, (_, index) => `C${index + 1}`)
  const holding = Promise.all(wanted.map((seat) => hold('film', seat)))
  await sleep(3)
  const viewer = await look('film', `?after=${seats.position}`)
  await holding
  const held = wanted.map((seat) => `${seat} held`).toSorted()
  await expect.poll(() => [...new Set(toldIn(viewer.text()))].toSorted()).toEqual(held)
})

test('a position of another database, or none at all, means reading the seats again', async () => {
  const position = `${crypto.randomUUID()}.5`
  for (const after of [position, 'nonsense', `${hub.hub.feed.head().epoch}.999999`]) {
    const viewer = await look('film', `?after=${after}`)
    await expect.poll(() => viewer.text()).toContain('event: resync')
  }
})

test('a changed plan is told', async () => {
  const viewer = await look('opera')
  // Told is what changes from then on.
  await expect.poll(() => viewer.text()).toContain('event: ready')
  const put = await hub.ask('PUT', '/v1/events/opera', { body: { ...film, blocked: ['J1'] } })
  expect(put).toMatchObject({ status: 200 })
  await expect.poll(() => viewer.text()).toContain('event: plan')
})

test('a browser looks on with its session and without a key; a session that is over does not let it in', async () => {
  const id = await begin()
  expect((await look('film', `?session=${id}`)).status).toBe(200)
  expect((await hub.ask('GET', `/v1/events/film/seats?session=${id}`, { key: null })).status).toBe(200)
  await hub.ask('DELETE', `/v1/sessions/${id}`, { key: null })
  expect((await look('film', `?session=${id}`)).status).toBe(401)
  expect((await hub.ask('GET', '/v1/events/film/seats', { key: null })).status).toBe(401)
  expect((await look('nothing')).status).toBe(404)
})

/** A viewer in memory that counts what it is sent. */
const countingViewer = (): EventStream & { readonly sent: (string | Buffer)[] } => {
  const sent: (string | Buffer)[] = []
  return { sent, send: (message) => void sent.push(message), end: () => {}, onClose: () => {} }
}

test('one question to the database for each change, however many look on', async () => {
  const counts: number[] = []
  for (const viewers of [1, 500]) {
    let questions = 0
    const sql: Sql = new Proxy(database.sql, {
      apply: (target, self, given) => {
        questions += 1
        return Reflect.apply(target, self, given)
      },
    })
    const boards = new SeatBoards({ sql, feed: hub.hub.feed, log: pino({ level: 'silent' }), gatherMs: 1 })
    const watching = Array.from({ length: viewers }, countingViewer)
    for (const viewer of watching) await boards.watch('opera', viewer, null)
    questions = 0
    for (let change = 0; change < 10; change += 1) {
      const held = await hold('opera', 'D1')
      await expect.poll(() => watching.at(-1)?.sent.length).toBe(2 + change * 2)
      await end(held, 'release')
      await expect.poll(() => watching.at(-1)?.sent.length).toBe(3 + change * 2)
    }
    counts.push(questions)
    expect(watching.every(({ sent }) => sent.length === 21)).toBe(true)
    // The same bytes for everybody.
    expect(new Set(watching.map(({ sent }) => sent.at(-1))).size).toBe(1)
    boards.close()
  }
  // One for each change; now and then one more, when a commit is heard of while the last is being read.
  for (const count of counts) expect(count).toBeLessThanOrEqual(24)
})

/** Holds the answers of the database back, once it is told to, each until it is let go. */
const slowAnswers = () => {
  const held: (() => void)[] = []
  let isSlow = false
  const sql: Sql = new Proxy(database.sql, {
    apply: async (target, self, given) => {
      const answer: unknown = await Reflect.apply(target, self, given)
      if (isSlow) await new Promise<void>((letGo) => held.push(letGo))
      return answer
    },
  })
  return {
    ...{ sql, held },
    slow: (now: boolean) => {
      isSlow = now
    },
  }
}

test('the first viewer of an event misses nothing that is committed while they are let in, though others are told of it then', async () => {
  const { sql, held, slow } = slowAnswers()
  const boards = new SeatBoards({ sql, feed: hub.hub.feed, log: pino({ level: 'silent' }), gatherMs: 1 })
  const [other, first] = [countingViewer(), countingViewer()]
  await boards.watch('film', other, null)
  slow(true)
  const watching = boards.watch('opera', first, null)
  await expect.poll(() => held.length).toBe(1)
  await hold('opera', 'E1')
  await expect.poll(() => held.length).toBe(2)
  slow(false)
  held[0]?.()
  await watching
  held[1]?.()
  await expect.poll(() => toldIn(first.sent.join(''))).toEqual(['E1 held'])
  boards.close()
})
