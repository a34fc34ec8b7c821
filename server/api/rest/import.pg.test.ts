import { readdir } from 'node:fs/promises'
import os from 'node:os'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { ownTemporaryFolder } from '../../testing/ownTemporaryFolder.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { type Answered, testHub } from '../../testing/testHub.ts'

ownTemporaryFolder()
const database = testDatabase()
const hub = testHub(database)
const head = 'sku,name,barcode,price,location,on_hand\n'

beforeAll(async () => {
  for (const code of ['q1', 'td'])
    await hub.ask('PUT', `/v1/locations/${code}`, { body: { name: code, timeZone: 'Asia/Ho_Chi_Minh' } })
})

const send = (raw: string | Buffer, headers: Record<string, string> = {}): Promise<Answered> =>
  hub.ask('POST', '/v1/items/import', { raw, headers: { 'content-type': 'text/csv', ...headers } })

const figures = async (sku: string): Promise<unknown> => {
  const { body } = await hub.ask('GET', `/v1/stock?sku=${sku}`)
  return z
    .object({ data: z.array(z.object({ location: z.string(), onHand: z.number(), available: z.number() })) })
    .parse(body)
    .data.map(({ location, onHand, available }) => [location, onHand, available])
}

const movesOfM = async (location: string): Promise<unknown> =>
  z.object({ data: z.array(z.unknown()) }).parse((await hub.ask('GET', `/v1/stock/m/${location}/movements`)).body).data

test('good lines go in, bad ones are named by their line in the file', async () => {
  const answer = await send(
    `\ufeff${head.replace('\n', '\r\n')}a,"Áo\r\nthun",893,199000,q1,5\r\n\r\nb,B,,x,q1,1\r\na,Áo thun,893,199000,td,3\r\n`,
  )
  expect(answer.status).toBe(200)
  expect(answer.body).toEqual({
    created: 1,
    updated: 1,
    rejected: [{ line: 5, message: expect.stringContaining('price') }],
  })
  expect(await figures('a')).toEqual([
    ['q1', 5, 5],
    ['td', 3, 3],
  ])
})

test('several lines of one SKU are its locations; a count is a movement, and only its difference', async () => {
  expect((await send(`${head}m,M,1,10,q1,5\nm,M,1,10,td,7\n`)).body).toEqual({ created: 1, updated: 1, rejected: [] })
  expect((await send(`${head}m,M,1,10,q1,2\nm,M,1,10,td,7\n`)).body).toEqual({ created: 0, updated: 2, rejected: [] })
  expect(await figures('m')).toEqual([
    ['q1', 2, 2],
    ['td', 7, 7],
  ])
  expect(await movesOfM('q1')).toMatchObject([
    { from: 'available', to: 'outside', quantity: 3, reason: 'count' },
    { from: 'outside', to: 'available', quantity: 5, reason: 'count' },
  ])
  expect(await movesOfM('td')).toHaveLength(1)
})

test('what the file does not say stays as it is', async () => {
  const body = {
    name: 'K',
    barcodes: ['1', '2'],
    price: { amount: 5, currency: 'VND' },
    safetyStock: 2,
    flashSale: true,
    listed: false,
  }
  await hub.ask('PUT', '/v1/items/k', { body })
  await send(`${head}k,K2,2,6,,\n`)
  const kept = { ...body, name: 'K2', price: { amount: 6, currency: 'VND' } }
  expect((await hub.ask('GET', '/v1/items/k')).body).toEqual({ sku: 'k', ...kept })
  await send(`${head}k,K2,,6,,\n`)
  expect((await hub.ask('GET', '/v1/items/k')).body).toMatchObject({ barcodes: ['1', '2'], listed: false })
  expect((await send(`${head.trim()},listed\nk,K2,,6,,,yes\n`)).body).toEqual({ created: 0, updated: 1, rejected: [] })
  expect((await hub.ask('GET', '/v1/items/k')).body).toMatchObject({ listed: true })
  await send(`${head}k,K2,3,6,,\n`)
  expect((await hub.ask('GET', '/v1/items/k')).body).toMatchObject({ barcodes: ['3'] })
})

test('a count below what is promised is a discrepancy, and no promise is broken (S4)', async () => {
  await send(`${head}d,D,,10,q1,5\n`)
  const key = await hub.channelKey('web')
  await hub.ask('POST', '/v1/holds', {
    key,
    body: { location: 'q1', lines: [{ kind: 'stock', sku: 'd', quantity: 4 }] },
  })
  await send(`${head}d,D,,10,q1,1\n`)
  expect((await hub.ask('GET', '/v1/stock?sku=d&location=q1')).body).toMatchObject({
    data: [{ onHand: 1, held: 4, available: -3 }],
  })
  expect([...(await database.sql`select kind, quantity from discrepancies where sku = 'd'`)]).toEqual([
    { kind: 'count', quantity: 3 },
  ])
})

test('a file without the header that it needs is 422, and nothing is written', async () => {
  for (const text of ['', 'nonsense', 'sku,name\nz,Z\n', 'z,Z,,1,,\n'])
    expect(await send(text)).toMatchObject({ status: 422, body: { code: 'invalid' } })
  expect((await hub.ask('GET', '/v1/items/z')).status).toBe(404)
  expect(await send(head)).toMatchObject({ status: 200, body: { created: 0, updated: 0, rejected: [] } })
})

test('another type of body is 415, more than 50 MiB is 413, and no file is left behind', async () => {
  expect((await send('{}', { 'content-type': 'application/json' })).status).toBe(415)
  const large = Buffer.alloc(50 * 1024 * 1024 + 1, 'x')
  expect((await send(large)).status).toBe(413)
  expect((await send(large, { 'transfer-encoding': 'chunked', 'content-length': '1' })).status).toBe(413)
  const left = (await readdir(os.tmpdir())).filter((name) => name.startsWith('holdfast-import-'))
  expect(left).toEqual([])
})

test('a repeat is answered from the store; many at once wait for the one answer', async () => {
  const file = `${head}once,Once,,10,q1,5\n`
  const answers = await Promise.all(Array.from({ length: 15 }, () => send(file, { 'idempotency-key': 'import-1' })))
  expect(new Set(answers.map(({ text }) => text))).toEqual(new Set(['{"created":1,"updated":0,"rejected":[]}']))
  expect(answers.filter(({ headers }) => headers['idempotent-replayed'] === undefined)).toHaveLength(1)
  expect((await send(`${file}x,X,,1,,\n`, { 'idempotency-key': 'import-1' })).body).toMatchObject({
    code: 'idempotency_key_reused',
  })
})

test('20,000 lines go in, while holds on them go on', { timeout: 120_000 }, async () => {
  const lines = Array.from(
    { length: 20_000 },
    (_, n) => `big-${n},Item ${n},${n},1000,${n % 2 === 0 ? 'q1' : 'td'},${n % 50}`,
  )
  const key = await hub.channelKey('web')
  await hub.item('busy', 1000)
  const importing = send(head + lines.join('\n'))
  let held = 0
  const done = importing.then(() => true)
  while (!(await Promise.race([done, Promise.resolve(false)]))) {
    const answer = await hub.ask('POST', '/v1/holds', {
      key,
      body: { location: 'q1', lines: [{ kind: 'stock', sku: 'busy', quantity: 1 }] },
    })
    if (answer.status === 201) held += 1
  }
  expect((await importing).body).toEqual({ created: 20_000, updated: 0, rejected: [] })
  expect(held).toBeGreaterThan(10)
  const [sum] = await database.sql`
    select (select sum(on_hand) from stock_levels where sku like 'big-%')::int as levels,
      (select sum(quantity) from stock_movements where sku like 'big-%')::int as movements`
  expect(sum).toEqual({ levels: 490_000, movements: 490_000 })
})
