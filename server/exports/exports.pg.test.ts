import { parse } from 'csv-parse/sync'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../testing/testDatabase.ts'
import { testHub } from '../testing/testHub.ts'
import { testTerminal } from '../testing/testTerminal.ts'
import { exportList } from './exportList.ts'
import { exportLists, exportNames } from './lists.ts'

const database = testDatabase()
const { sql } = database
const hub = testHub(database)
const { ask } = hub

const get = async (list: string, query = ''): Promise<string[][]> => {
  const answer = await ask('GET', `/v1/exports/${list}?language=en${query}`)
  expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'text/csv; charset=utf-8' } })
  return parse(answer.text, { bom: true })
}

beforeAll(async () => {
  await hub.item('tea', 100)
  const key = await hub.channelKey('web')
  const lines = [{ kind: 'stock', sku: 'tea', quantity: 2 }]
  const customer = { name: '=cmd|calc', phone: '+84 90 000 00 00' }
  const body = { location: 'q1', lines, payment: { method: 'cash' }, customer }
  const placed = await ask('POST', '/v1/orders', { key, body })
  const { id, total } = z.object({ id: z.string(), total: z.unknown() }).parse(placed.body)
  await ask('POST', `/v1/orders/${id}/payments`, { body: { amount: total, method: 'cash', reference: 'r' } })
  await ask('POST', `/v1/orders/${id}/ship`, { body: { parcel: 'P1' } })
  await ask('POST', `/v1/orders/${id}/delivery-failed`, { body: { reason: 'refused' } })
  await ask('POST', '/v1/returns', { body: { order: id, reason: 'refused' } })
  await ask('POST', '/v1/holds', { key, body: { location: 'q1', lines } })
})

test('every list can be taken out, with its columns named in the language that is asked for', async () => {
  for (const list of exportNames) {
    const { columns } = exportLists[list]
    const [head, ...rows] = await get(list)
    expect(head).toEqual(columns.map(({ words }) => words.en))
    for (const row of rows) expect(row).toHaveLength(columns.length)
    const vietnamese = await ask('GET', `/v1/exports/${list}`)
    expect(parse(vietnamese.text, { bom: true })[0]).toEqual(columns.map(({ words }) => words.vi))
    expect((await ask('GET', `/v1/exports/${list}?format=xlsx`)).headers['content-disposition']).toBe(
      `attachment; filename="${list}.xlsx"`,
    )
  }
})

test('what stands in a list is what there is, and nobody’s name is a formula', async () => {
  const [head = [], order = []] = await get('orders')
  const told = Object.fromEntries(head.map((name, index) => [name, order[index]]))
  expect(told).toMatchObject({
    ...{
      State: 'Coming back',
      Method: 'Cash',
      Channel: 'web',
      Total: '20000',
      Paid: '20000',
      Currency: 'VND',
      Parcel: 'P1',
    },
    ...{ Customer: "'=cmd|calc", Phone: "'+84 90 000 00 00", Goods: '2 × tea' },
  })
  const [stockHead = [], stock = []] = await get('stock')
  expect(stock[stockHead.indexOf('Returning')]).toBe('2')
  expect((await get('returns'))[1]).toEqual(expect.arrayContaining(['On the way back', 'The customer refused it']))
  const vietnamese = await ask('GET', '/v1/exports/holds')
  expect(vietnamese.text).toContain('Đang giữ')
  expect((await get('movements')).length).toBeGreaterThan(4)
})

test('by location and by time', async () => {
  expect(await get('orders', '&location=q1')).toHaveLength(2)
  expect((await ask('GET', '/v1/exports/orders?location=no')).status).toBe(404)
  const soon = encodeURIComponent(new Date(Date.now() + 60_000).toISOString())
  expect(await get('orders', `&from=${soon}`)).toHaveLength(1)
  expect(await get('orders', `&until=${soon}`)).toHaveLength(2)
})

test('a list that is longer than what is read at once is whole; one that is not read to its end lets go of its connection', async () => {
  await sql`insert into items (sku, name, folded, price, currency) select 'many' || n, 'many', 'many', 1, 'VND' from generate_series(1, 2000) n`
  await sql`insert into stock_levels (location, sku) select 'q1', sku from items where name = 'many'`
  expect(await get('stock')).toHaveLength(2_002)
  for (let times = 0; times < 8; times += 1) {
    const options = { language: 'en', zone: 'UTC', location: null, from: null, until: null } as const
    const { stream } = exportList(sql, 'stock', times % 2 === 0 ? 'csv' : 'xlsx', options)
    for await (const chunk of stream) {
      expect(chunk).toBeDefined()
      break
    }
  }
  expect(await get('stock')).toHaveLength(2_002)
})

test('at a terminal it takes a manager, and is of its own location', async () => {
  const terminal = await testTerminal(hub)
  const url = '/trpc/exports.download?list=stock&format=csv&language=en'
  const as = (staff: string | null) =>
    ask('GET', url, { key: terminal.token, headers: staff === null ? {} : { 'x-holdfast-staff': staff } })
  expect((await ask('GET', url, { key: null })).status).toBe(401)
  expect((await as(null)).status).toBe(401)
  expect((await as(await terminal.signIn('staff'))).status).toBe(403)
  const answer = await as(await terminal.signIn('manager'))
  expect(answer.status).toBe(200)
  expect(answer.text).toContain('SKU,Name,Location')
})
