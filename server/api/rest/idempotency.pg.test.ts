import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../../testing/testDatabase.ts'
import { type Answered, testHub } from '../../testing/testHub.ts'

const database = testDatabase()
const hub = testHub(database)
const second = testHub(database)

let web = ''
let phone = ''

beforeAll(async () => {
  web = await hub.channelKey('web')
  phone = await hub.channelKey('phone')
  await hub.item('a', 1000)
})

const one = { location: 'q1', lines: [{ kind: 'stock', sku: 'a', quantity: 1 }] }

const post = (url: string, idempotencyKey: string, body?: object, key?: string, on = hub): Promise<Answered> =>
  on.ask('POST', url, { body, headers: { 'idempotency-key': idempotencyKey }, ...(key === undefined ? {} : { key }) })

const held = async (): Promise<number> => {
  const { body } = await hub.ask('GET', '/v1/stock?sku=a')
  return z.object({ data: z.tuple([z.object({ held: z.number() })]) }).parse(body).data[0].held
}

test('a repeat gets the same status and body, says so, and takes nothing more (C2)', async () => {
  const before = await held()
  const first = await post('/v1/holds', 'k1', one, web)
  const again = await post('/v1/holds', 'k1', one, web)
  expect(first.status).toBe(201)
  expect(first.headers['idempotent-replayed']).toBeUndefined()
  expect(again.status).toBe(201)
  expect(again.text).toBe(first.text)
  expect(again.headers['idempotent-replayed']).toBe('true')
  expect(await held()).toBe(before + 1)
})

test('a repeat on another hub is known there', async () => {
  const first = await post('/v1/holds', 'k2', one, web)
  const again = await post('/v1/holds', 'k2', one, web, second)
  expect(again.text).toBe(first.text)
  expect(again.headers['idempotent-replayed']).toBe('true')
})

test('the order of fields and the space between them make no other body', async () => {
  const first = await post('/v1/holds', 'k3', one, web)
  const again = await hub.ask('POST', '/v1/holds', {
    key: web,
    headers: { 'idempotency-key': 'k3', 'content-type': 'application/json' },
    raw: ' { "lines" : [ {"quantity":1,"sku":"a","kind":"stock"} ], "location":"q1" } ',
  })
  expect(again.text).toBe(first.text)
})

test('the same key with another body, or for another address, is refused', async () => {
  await post('/v1/holds', 'k4', one, web)
  const other = { ...one, ttlSeconds: 5 }
  expect(await post('/v1/holds', 'k4', other, web)).toMatchObject({
    status: 409,
    body: { code: 'idempotency_key_reused' },
  })
  const id = z.object({ id: z.string() }).parse((await post('/v1/holds', 'k5', one, web)).body).id
  expect(await post(`/v1/holds/${id}/release`, 'k5', {}, web)).toMatchObject({
    body: { code: 'idempotency_key_reused' },
  })
  await post('/v1/channels/web/keys', 'k6')
  expect(await post('/v1/channels/phone/keys', 'k6')).toMatchObject({ body: { code: 'idempotency_key_reused' } })
  expect(await post('/v1/holds', 'k6', one)).toMatchObject({ body: { code: 'idempotency_key_reused' } })
})

test('keys belong to the caller', async () => {
  const mine = await post('/v1/holds', 'shared', one, web)
  const theirs = await post('/v1/holds', 'shared', one, phone)
  expect(theirs.status).toBe(201)
  expect(theirs.text).not.toBe(mine.text)
})

test('many repeats that arrive together get the one answer', async () => {
  const before = await held()
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, n) => post('/v1/holds', 'together', one, web, n % 2 === 0 ? hub : second)),
  )
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
  expect(await held()).toBe(before + 1)
})

test('many repeats of what is no hold get the one answer too, and nothing happens twice', async () => {
  const answers = await Promise.all(
    Array.from({ length: 24 }, (_, n) =>
      post('/v1/channels/web/keys', 'new-key', undefined, undefined, n % 2 === 0 ? hub : second),
    ),
  )
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
  expect(answers.filter(({ headers }) => headers['idempotent-replayed'] === undefined)).toHaveLength(1)
  const received = await Promise.all(
    Array.from({ length: 10 }, () => post('/v1/stock/a/q1/receive', 'goods', { quantity: 7 })),
  )
  expect(new Set(received.map(({ text }) => text)).size).toBe(1)
})

test('a secret in an answer is stored for nobody but the bearer of the same key', async () => {
  const made = await post('/v1/channels/web/keys', 'secret')
  const { key } = z.object({ key: z.string() }).parse(made.body)
  const rows = await database.sql`select verdict::text as text from verdicts where key = 'secret'`
  expect(JSON.stringify(rows)).not.toContain(key)
  expect((await post('/v1/channels/web/keys', 'secret')).text).toBe(made.text)
})

test('a stored 409 is replayed also when there would be enough by now', async () => {
  await hub.item('few', 0)
  const few = { location: 'q1', lines: [{ kind: 'stock', sku: 'few', quantity: 1 }] }
  const refused = await post('/v1/holds', 'k7', few, web)
  expect(refused.status).toBe(409)
  await hub.item('few', 5)
  const again = await post('/v1/holds', 'k7', few, web)
  expect(again.text).toBe(refused.text)
  expect(again.headers['idempotent-replayed']).toBe('true')
})

test('a repeat gets its answer also where what has changed since would refuse it now (C2)', async () => {
  await hub.item('dear', 5, { price: { amount: 1_000, currency: 'VND' } })
  const plan = [{ kind: 'balance', amount: { amount: 1_000, currency: 'VND' }, dueAt: '2031-01-01T00:00:00Z' }]
  const lines = [{ kind: 'stock', sku: 'dear', quantity: 1 }]
  const ordered = { location: 'q1', lines, payment: { method: 'cash', plan } }
  const first = await post('/v1/orders', 'k8', ordered, web)
  expect(first.status).toBe(201)
  await hub.item('dear', 5, { price: { amount: 2_000, currency: 'VND' } })
  expect(await post('/v1/orders', 'k8', ordered, web)).toMatchObject({ status: 201, text: first.text })
  expect((await post('/v1/orders', 'k9', ordered, web)).status).toBe(422)
})

test('400, 401, 403, 413 and 422 are not stored: the key is still free', async () => {
  const raw = (text: string): Promise<Answered> =>
    hub.ask('POST', '/v1/holds', {
      key: web,
      headers: { 'idempotency-key': 'free', 'content-type': 'application/json' },
      raw: text,
    })
  expect((await raw('{')).status).toBe(400)
  expect((await post('/v1/holds', 'free', { ...one, lines: [] }, web)).status).toBe(422)
  expect((await post('/v1/holds', 'free', one, 'wrong')).status).toBe(401)
  expect((await raw(JSON.stringify({ ...one, location: 'x'.repeat(1024 * 1024) }))).status).toBe(413)
  expect((await post('/v1/channels/web/keys', 'free', undefined, web)).status).toBe(403)
  const theirs = z.object({ id: z.string() }).parse((await post('/v1/holds', 'p1', one, phone)).body).id
  expect((await post(`/v1/holds/${theirs}/release`, 'free', {}, web)).status).toBe(403)
  expect((await post('/v1/holds', 'free', one, web)).status).toBe(201)
})

test('a key of another form is 422', async () => {
  for (const key of ['', 'x'.repeat(256), 'tab\there'])
    for (const url of ['/v1/holds', '/v1/channels/web/keys'])
      expect(await post(url, key, url === '/v1/holds' ? one : undefined)).toMatchObject({
        status: 422,
        body: { code: 'invalid', errors: [{ path: 'Idempotency-Key' }] },
      })
  expect((await post('/v1/holds', 'x'.repeat(255), one, web)).status).toBe(201)
})
