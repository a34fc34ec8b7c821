import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'
import { call, testTerminal, type TestTerminal } from '../../testing/testTerminal.ts'

const database = testDatabase()
const { sql } = database
const hub = testHub(database)
let till: TestTerminal
let manager: string

const raise = async (kind: string, location: string, sku: string, minute: number): Promise<string> => {
  const id = randomUUID()
  await sql`
    insert into discrepancies (id, kind, location, sku, quantity, raised_at)
    values (${id}, ${kind}, ${location}, ${sku}, 2, timestamptz '2026-11-26 10:00Z' + make_interval(mins => ${minute}))`
  return id
}
let ids: readonly string[] = []

beforeAll(async () => {
  await hub.item('tea', 10, { name: 'Trà sen' })
  till = await testTerminal(hub)
  await hub.ask('PUT', '/v1/locations/td', { body: { name: 'Thủ Đức', timeZone: 'Asia/Ho_Chi_Minh' } })
  manager = await till.signIn('manager')
  ids = [
    await raise('oversold', 'q1', 'tea', 1),
    await raise('return_twice', 'q1', 'tea', 2),
    await raise('oversold', 'td', 'tea', 3),
    await raise('unknown_item', 'td', 'no-such', 3),
  ]
})

const pageSchema = z.object({
  data: z.array(z.looseObject({ id: z.string(), name: z.string() })),
  nextCursor: z.string().nullable(),
})
const list = async (input: object = {}) => {
  const { data } = await call(hub, 'query', 'discrepancies.list', input, { token: till.token, staff: manager })
  return pageSchema.parse(data)
}
const idsOf = async (input: object = {}) => (await list(input)).data.map(({ id }) => id)

test('what is open of all places stands in one list, newest first, by kind and by place, in pages that miss none', async () => {
  const all = await idsOf()
  expect(all.toSorted()).toEqual(ids.toSorted())
  expect(all.slice(2)).toEqual([ids[1], ids[0]])
  expect(await idsOf({ kind: 'oversold' })).toEqual([ids[2], ids[0]])
  expect(await idsOf({ location: 'q1' })).toEqual([ids[1], ids[0]])
  expect(await idsOf({ kind: 'oversold', location: 'td' })).toEqual([ids[2]])
  const paged: string[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: z.infer<typeof pageSchema> = await list({ limit: 1, cursor })
    paged.push(...page.data.map(({ id }) => id))
    cursor = page.nextCursor
  }
  expect(paged).toEqual(all)
  expect((await list({ kind: 'unknown_item' })).data).toMatchObject([{ name: 'no-such' }])
  expect((await list({ kind: 'return_twice' })).data).toMatchObject([{ name: 'Trà sen' }])
})

test('how many are open is told by kind and place; what is settled, also of another place, is found with its note', async () => {
  const counts = async () =>
    (await call(hub, 'query', 'discrepancies.open', undefined, { token: till.token, staff: manager })).data
  expect(await counts()).toEqual([
    { kind: 'oversold', location: 'q1', count: 1 },
    { kind: 'oversold', location: 'td', count: 1 },
    { kind: 'return_twice', location: 'q1', count: 1 },
    { kind: 'unknown_item', location: 'td', count: 1 },
  ])
  await hub.ask('PUT', '/v1/staff/mai', { body: { name: 'Mai', role: 'manager', pin: '1234' } })
  const settle = { type: 'discrepancy.settle', discrepancy: ids[2] ?? '', note: 'đã tạo hàng' } as const
  const sent = { commands: [till.envelope(settle, { actor: 'mai' })] }
  await call(hub, 'mutation', 'commands.submit', sent, { token: till.token })
  expect(await idsOf({ kind: 'oversold' })).toEqual([ids[0]])
  expect((await list({ isSettled: true })).data).toMatchObject([{ id: ids[2], settledBy: 'Mai', note: 'đã tạo hàng' }])
})
