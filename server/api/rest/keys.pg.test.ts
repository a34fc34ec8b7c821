import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { isProblem } from '../../testing/isProblem.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { adminKey, testHub } from '../../testing/testHub.ts'

const hub = testHub(testDatabase())
const { ask } = hub

let web = ''

beforeAll(async () => {
  web = await hub.channelKey('web')
  await hub.item('a', 10)
})

const allRoutes = async (): Promise<{ method: string; url: string; admin: boolean }[]> => {
  const { body } = await ask('GET', '/v1/openapi.json', { key: null })
  const { paths } = z
    .object({ paths: z.record(z.string(), z.record(z.string(), z.object({ description: z.string().optional() }))) })
    .parse(body)
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { description }]) => ({
      method: method.toUpperCase(),
      url: path.replaceAll(/\{\w+\}/g, 'a'),
      admin: description?.includes('Needs an admin key.') === true,
    })),
  )
}
/** REST v1. What the public page asks stands outside of it, and is shown beside it (`api/public`). */
const routes = async () => (await allRoutes()).filter(({ url }) => url.startsWith('/v1/'))
/** Whose address is its own key, or whose sender signs it. */
const unkeyed = new Set([
  'GET /v1/resources/a/calendar/a',
  'GET /v1/sessions/a/stream',
  'POST /v1/sessions/a/heartbeat',
  'POST /v1/sessions/a/end',
  'DELETE /v1/sessions/a',
  'POST /v1/payments/a/notify',
  'GET /v1/payments/a/notify',
  'GET /v1/payments/a/return',
  'POST /v1/connectors/a/notify',
  'POST /v1/carriers/a/notify',
])
const methodOf = z.enum(['GET', 'PUT', 'POST', 'DELETE', 'PATCH'])

describe('keys', () => {
  test('every route refuses no key and a wrong one with 401', async () => {
    const all = await routes()
    expect(all.length).toBeGreaterThan(20)
    for (const { method, url } of all.filter((route) => !unkeyed.has(`${route.method} ${route.url}`)))
      for (const [at, key] of [null, 'wrong', `${web}x`, 'hf_000000000000_nothing'].entries()) {
        // From an address each: so many wrong ones from a single one are limited.
        const answer = await ask(methodOf.parse(method), url, { key, from: `192.0.2.${at + 1}` })
        isProblem(answer, 401, 'unauthorized')
        expect(answer.headers['www-authenticate']).toBe('Bearer')
      }
  })

  test('outside of REST v1 nothing is answered without a key but what the public page asks', async () => {
    const outside = (await allRoutes()).filter(({ url }) => !url.startsWith('/v1/'))
    const looks = ['', '/seats', '/stream', '/holds', '/queue'].map((path) => `GET /public/events/a${path}`)
    const acts = ['/holds', '/release', '/best', '/order', '/queue', '/queue/leave'].map(
      (path) => `POST /public/events/a${path}`,
    )
    const pays = ['GET', 'GET /stream', 'POST /pay', 'POST /cancel'].map((route) => {
      const [method = '', path = ''] = route.split(' ')
      return `${method} /public/checkout/a${path}`
    })
    const wanted = ['POST /public/sessions', ...looks, ...acts, ...pays]
    expect(outside.map(({ method, url }) => `${method} ${url}`).toSorted()).toEqual(wanted.toSorted())
  })

  test('an address that is its own key is not there for who does not know it, with a key or without', async () => {
    const known = (await routes()).map(({ method, url }) => `${method} ${url}`)
    for (const route of unkeyed) {
      expect(known).toContain(route)
      const [method, url = ''] = route.split(' ')
      for (const key of [null, web]) isProblem(await ask(methodOf.parse(method), url, { key }), 404, 'not_found')
    }
  })

  test('a channel key may hold and read, and set nothing up: 403', async () => {
    const mine = new Set(['GET /v1/holds', 'POST /v1/holds', 'GET /v1/holds/a', 'POST /v1/holds/a/release'])
    for (const end of ['confirm', 'extend']) mine.add(`POST /v1/holds/a/${end}`)
    for (const step of ['', '/a/confirm', '/a/cancel', '/a/check-in', '/a/complete', '/a/no-show', '/a/move'])
      mine.add(`POST /v1/bookings${step}`)
    const steps = ['pay', 'payments', 'cancel', 'fail', 'pack', 'ship', 'deliver', 'delivery-failed']
    for (const step of ['', ...steps.map((name) => `/a/${name}`)]) mine.add(`POST /v1/orders${step}`)
    mine.add('POST /v1/refunds/a/done')
    for (const more of ['POST /v1/sessions', 'POST /v1/events/a/best']) mine.add(more)
    for (const step of ['', '/a/leave', '/a/again']) mine.add(`POST /v1/waiting${step}`)
    for (const step of ['', '/a/leave']) mine.add(`POST /v1/queue${step}`)
    for (const read of ['/a', '/a/stream']) mine.add(`GET /v1/queue${read}`)
    for (const step of ['', '/a/receive', '/a/inspect', '/a/close']) mine.add(`POST /v1/returns${step}`)
    for (const read of ['', '/a']) mine.add(`GET /v1/returns${read}`)
    const sets = ['stock', 'stock/a/a/movements', 'items', 'items/a', 'locations', 'channels', 'bookings', 'bookings/a']
    const bookables = [
      'changes',
      'orders',
      'refunds',
      'orders/a',
      'events',
      'events/a',
      'events/a/seats',
      'events/a/stream',
      'waiting',
      'waiting/a',
      'resources',
      'resources/a',
      'resources/a/hours',
      'services',
      'services/a',
      'tickets/a',
      'availability',
    ]
    for (const read of [...sets, ...bookables]) mine.add(`GET /v1/${read}`)
    for (const read of ['', '/a/a', '/a/a/movements']) mine.add(`GET /v1/preorders${read}`)
    for (const read of ['voucher-campaigns', 'voucher-campaigns/a', 'vouchers/a']) mine.add(`GET /v1/${read}`)
    for (const { method, url, admin } of await routes()) {
      if (unkeyed.has(`${method} ${url}`)) continue
      expect([`${method} ${url}`, admin]).toEqual([`${method} ${url}`, !mine.has(`${method} ${url}`)])
      const { status } = await ask(methodOf.parse(method), url, { key: web })
      if (admin) expect(status).toBe(403)
      else expect([200, 201, 404, 422]).toContain(status)
    }
  })

  test('a revoked key is refused at once here, and within seconds on another hub', async () => {
    const other = await hub.channelKey('other')
    expect((await ask('GET', '/v1/items', { key: other })).status).toBe(200)
    const listed = await ask('GET', '/v1/channels/other/keys')
    const { data } = z.object({ data: z.tuple([z.object({ id: z.string() })]) }).parse(listed.body)
    expect(listed.text).not.toContain(other)
    expect((await ask('DELETE', `/v1/channels/other/keys/${data[0].id}`)).status).toBe(204)
    expect((await ask('GET', '/v1/items', { key: other })).status).toBe(401)

    const elsewhere = await hub.channelKey('elsewhere')
    expect((await ask('GET', '/v1/items', { key: elsewhere })).status).toBe(200)
    await hub.hub.sql`update channel_keys set revoked_at = now() where channel = 'elsewhere'`
    hub.pass(5_000)
    expect((await ask('GET', '/v1/items', { key: elsewhere })).status).toBe(401)
  })

  test('the keys of a channel are read in pages, the oldest first', async () => {
    for (let made = 0; made < 3; made++) await hub.channelKey('many')
    const page = z.object({ data: z.array(z.object({ id: z.string() })), nextCursor: z.string().nullable() })
    const read = async (query: string) => page.parse((await ask('GET', `/v1/channels/many/keys${query}`)).body)
    const whole = await read('')
    expect(whole).toMatchObject({ data: { length: 3 }, nextCursor: null })
    const first = await read('?limit=2')
    const rest = await read(`?limit=2&cursor=${first.nextCursor}`)
    expect([...first.data, ...rest.data]).toEqual(whole.data)
    expect(rest).toMatchObject({ data: { length: 1 }, nextCursor: null })
  })

  test('a key that asks more often than its channel may is 429', async () => {
    const key = await hub.channelKey('slow', { requestsPerMinute: 3 })
    const statuses = []
    for (let n = 0; n < 5; n += 1) statuses.push((await ask('GET', '/v1/items', { key })).status)
    expect(statuses).toEqual([200, 200, 200, 429, 429])
    const refused = await ask('GET', '/v1/items', { key })
    isProblem(refused, 429, 'too_many_requests')
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect((await ask('GET', '/v1/items')).status).toBe(200)
  })

  test('wrong keys from one address are limited, right ones are not', async () => {
    const from = '192.0.2.9'
    const answers = await Promise.all(
      Array.from({ length: 700 }, (_, n) => ask('GET', '/v1/items', { key: `guess-${n}`, from })),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401, 429]))
    expect((await ask('GET', '/v1/items', { key: adminKey, from })).status).toBe(200)
  })
})
