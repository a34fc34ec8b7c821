import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { isProblem } from '../../testing/isProblem.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { type Answered, testHub } from '../../testing/testHub.ts'

const hub = testHub(testDatabase())
const { ask } = hub

let web = ''

beforeAll(async () => {
  web = await hub.channelKey('web')
  await hub.item('a', 10)
})

const stock = (sku: unknown, quantity: unknown) => [{ kind: 'stock', sku, quantity }]

describe('a body that does not fit is 422 and says where', () => {
  const misfits: readonly (readonly [body: unknown, path: string])[] = [
    [undefined, ''],
    [null, ''],
    [[], ''],
    ['text', ''],
    [{ lines: stock('a', 1) }, 'location'],
    [{ location: 'q1' }, 'lines'],
    [{ location: 'q1', lines: [] }, 'lines'],
    [{ location: 'q1', lines: Array.from({ length: 101 }, () => stock('a', 1)[0]) }, 'lines'],
    [{ location: 'q1', lines: stock('a', 0) }, 'lines.0.quantity'],
    [{ location: 'q1', lines: stock('a', 1.5) }, 'lines.0.quantity'],
    [{ location: 'q1', lines: stock('a', 1e300) }, 'lines.0.quantity'],
    [{ location: 'q1', lines: stock('a', '1') }, 'lines.0.quantity'],
    [{ location: 'q1', lines: stock('a\u0000', 1) }, 'lines.0.sku'],
    [{ location: 'q1', lines: stock('\ud800', 1) }, 'lines.0.sku'],
    [{ location: 'q1', lines: stock('', 1) }, 'lines.0.sku'],
    [{ location: 'q1', lines: [{ kind: 'chair', event: 'e', seat: 's' }] }, 'lines.0.kind'],
    [{ location: 'q1', lines: [{ kind: 'seat', event: 'e', seat: '' }] }, 'lines.0.seat'],
    [{ location: 'q1', lines: stock('a', 1), ttlSeconds: 0 }, 'ttlSeconds'],
    [{ location: 'q1', lines: stock('a', 1), ttlSeconds: 2_592_001 }, 'ttlSeconds'],
    [{ location: 'q1', lines: stock('a', 1), colour: 'red' }, 'colour'],
    [{ location: 'q1', lines: [{ ...stock('a', 1)[0], colour: 'red' }] }, 'lines.0.colour'],
    [{ location: 'q1', lines: stock('a', 1), customer: { name: 'a\u0000' } }, 'customer.name'],
    [{ location: 'q1', lines: stock('a', 1), customer: { address: 'x' } }, 'customer.address'],
  ]
  test.each(misfits)('%j', async (body, path) => {
    const answer = await ask('POST', '/v1/holds', { key: web, body })
    isProblem(answer, 422, 'invalid')
    const { errors } = z
      .object({ errors: z.array(z.object({ path: z.string(), message: z.string() })) })
      .parse(answer.body)
    expect(errors.map((error) => error.path)).toContain(path)
  })

  const endless = { kind: 'slot', resource: 'r', start: '9999-12-31T23:00:00Z', end: '9999-12-31T23:30:00-01:00' }
  test.each([
    // What would end in the year 10000 could be told to nobody, nor the list in which it stands.
    ['POST', '/v1/bookings', { location: 'q1', service: 's', start: '9999-12-31T23:30:00Z' }, 'start'],
    ['POST', '/v1/waiting', { location: 'q1', service: 's', from: '2200-01-01T00:00:00Z' }, 'from'],
    ['POST', '/v1/holds', { location: 'q1', lines: [endless] }, 'lines.0.start'],
    ['PUT', '/v1/items/a', { name: '', price: { amount: 1, currency: 'VND' } }, 'name'],
    ['PUT', '/v1/items/a', { name: 'A', price: { amount: -1, currency: 'VND' } }, 'price.amount'],
    ['PUT', '/v1/items/a', { name: 'A', price: { amount: 1, currency: 'USD' } }, 'price.currency'],
    ['PUT', '/v1/items/a', { name: 'A', price: { amount: 1, currency: 'VND' }, barcodes: ['a b'] }, 'barcodes.0'],
    ['PUT', '/v1/items/a', { name: 'A', price: { amount: 1, currency: 'VND' }, safetyStock: 2 ** 31 }, 'safetyStock'],
    ['PUT', `/v1/items/${'x'.repeat(65)}`, { name: 'A', price: { amount: 1, currency: 'VND' } }, 'sku'],
    ['PUT', '/v1/items/%00', { name: 'A', price: { amount: 1, currency: 'VND' } }, 'sku'],
    ['PUT', '/v1/locations/q2', { name: 'Q2', timeZone: 'Asia/Atlantis' }, 'timeZone'],
    ['PUT', '/v1/locations/q2', { name: 'Q2', timeZone: '+07:00' }, 'timeZone'],
    ['PUT', '/v1/channels/c', { name: 'C', kind: 'fax' }, 'kind'],
    ['PUT', '/v1/channels/c', { name: 'C', kind: 'web', holdTtlSeconds: 0 }, 'holdTtlSeconds'],
    ['PUT', '/v1/stock/a/q1', { onHand: -1 }, 'onHand'],
    ['PUT', '/v1/stock/a/q1', { onHand: 2 ** 40 }, 'onHand'],
    ['POST', '/v1/stock/a/q1/receive', { quantity: 0 }, 'quantity'],
    ['PUT', '/v1/staff/lan', { name: 'Lan', role: 'boss', pin: '1111' }, 'role'],
    ['PUT', '/v1/staff/lan', { name: 'Lan', role: 'staff', pin: 'abcd' }, 'pin'],
    ['PUT', '/v1/staff/lan', { name: 'Lan', role: 'staff' }, 'pin'],
    ['GET', '/v1/holds?limit=0', undefined, 'limit'],
    ['GET', '/v1/holds?limit=1001', undefined, 'limit'],
    ['GET', '/v1/holds?limit=ten', undefined, 'limit'],
    ['GET', '/v1/holds?state=gone', undefined, 'state'],
    ['GET', '/v1/holds?cursor=nonsense', undefined, 'cursor'],
    ['GET', '/v1/holds?colour=red', undefined, 'colour'],
    ['GET', '/v1/items?query=%00', undefined, 'query'],
    ['GET', '/v1/stock?sku=%00', undefined, 'sku'],
  ] as const)('%s %s %j', async (method, url, body, path) => {
    const answer = await ask(method, url, { body })
    isProblem(answer, 422, 'invalid')
    expect(answer.text).toContain(`"path":"${path}"`)
  })
})

const raw = (text: string, type = 'application/json'): Promise<Answered> =>
  ask('POST', '/v1/holds', { raw: text, headers: { 'content-type': type } })

describe('what is no request at all', () => {
  test('malformed JSON is 400', async () => {
    for (const text of ['{', '{"location"', 'nonsense', '[1,]', '{"__proto__":{}}', '[', '\u0000'])
      isProblem(await raw(text), 400, 'malformed')
    isProblem(await raw('['.repeat(500_000)), 400, 'malformed')
  })

  test('more than 1 MiB is 413, another type 415', async () => {
    isProblem(await raw(' '.repeat(1024 * 1024 + 1)), 413, 'too_large')
    isProblem(await raw('<a/>', 'application/xml'), 415, 'unsupported_media_type')
    isProblem(await raw('a=1', 'application/x-www-form-urlencoded'), 415, 'unsupported_media_type')
  })

  test('unknown addresses and methods are 404, also without a key', async () => {
    for (const url of ['/v1/nothing', '/v2/holds', '/nothing', '/v1/holds/a/b/c', '/'])
      isProblem(await ask('GET', url, { key: null }), 404, 'not_found')
    isProblem(await ask('DELETE', '/v1/holds'), 404, 'not_found')
    isProblem(await ask('PATCH', '/v1/items/a', { body: {} }), 404, 'not_found')
  })

  test('an address that is encoded wrongly is 400', async () => {
    for (const url of ['/v1/items/%', '/v1/items/%zz', '/v1/items/%e0%a4%a'])
      isProblem(await ask('GET', url), 400, 'malformed')
  })
})
