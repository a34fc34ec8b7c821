import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'

const database = testDatabase()
const hub = testHub(database)
const { ask } = hub

const pageSchema = z.object({
  data: z.array(
    z.object({
      position: z.number(),
      at: z.string(),
      type: z.string(),
      subject: z.string(),
      data: z.record(z.string(), z.unknown()),
    }),
  ),
  next: z.number(),
})
const changes = async (after: number, limit = 100) =>
  pageSchema.parse((await ask('GET', `/v1/changes?after=${after}&limit=${limit}`)).body)

const placed = z.object({ id: z.uuid() })
const place = async (sku: string, quantity = 1): Promise<string> =>
  placed.parse(
    (await ask('POST', '/v1/holds', { body: { location: 'q1', lines: [{ kind: 'stock', sku, quantity }] } })).body,
  ).id

beforeAll(() => hub.item('tea', 100_000))

test('tells what happened to a hold and to stock, and nothing that only terminals need', async () => {
  const { next } = await changes(0, 1_000)
  const hold = await place('tea', 3)
  await ask('POST', `/v1/holds/${hold}/release`, { body: {} })
  const { data } = await changes(next)
  expect(data.map(({ type, subject }) => [type, subject])).toEqual([
    ['hold.placed', hold],
    ['stock.changed', 'q1/tea'],
    ['hold.released', hold],
    ['stock.changed', 'q1/tea'],
  ])
  expect(data[0]?.data).toMatchObject({ location: 'q1', expiresAt: expect.stringMatching(/Z$/) })
  expect(data[1]?.data).toMatchObject({ location: 'q1', sku: 'tea', onHand: 100_000, available: 100_000 })
  expect((await changes(0, 1_000)).data.filter(({ type }) => type.startsWith('replica.'))).toEqual([])
})

test('32 writers while a reader pages by 7: every change once, in order', async () => {
  const { next: start } = await changes(0, 1_000)
  let writing = true
  const held: string[] = []
  const writers = Promise.all(
    Array.from({ length: 32 }, async () => {
      for (let done = 0; done < 10; done += 1) held.push(await place('tea'))
    }),
  ).finally(() => {
    writing = false
  })
  const read: { position: number; type: string; subject: string }[] = []
  let after = start
  for (let isLast = false; !isLast; ) {
    isLast = !writing
    let page = await changes(after, 7)
    while (page.data.length > 0) {
      read.push(...page.data)
      after = page.next
      page = await changes(after, 7)
    }
    after = page.next
  }
  await writers
  const positions = read.map(({ position }) => position)
  expect(positions).toEqual(positions.toSorted((a, b) => a - b))
  expect(new Set(positions).size).toBe(positions.length)
  const told = read.filter(({ type }) => type === 'hold.placed').map(({ subject }) => subject)
  expect(told.toSorted()).toEqual(held.toSorted())
})

test('a position that cannot be is refused with what to do', async () => {
  const { next } = await changes(0, 1_000)
  expect(await changes(next)).toEqual({ data: [], next })
  expect(await ask('GET', `/v1/changes?after=${next + 1_000_000}`)).toMatchObject({
    status: 409,
    body: { code: 'position_unknown' },
  })
  expect((await ask('GET', `/v1/changes?after=${randomUUID()}`)).status).toBe(422)
})
