import { expect, test } from 'vitest'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'

const { ask, channelKey, item } = testHub(testDatabase())

const placing = (quantity: number) => ({ location: 'q1', lines: [{ kind: 'stock', sku: 'a', quantity }] })

test('K3, K5: a channel is told what it can have, and by which code it cannot', async () => {
  await item('a', 10)
  const key = await channelKey('market')
  const limits = '/v1/channels/market/limits'
  expect(await ask('PUT', `${limits}/q1/a`, { body: { cap: 4 } })).toMatchObject({ status: 200, body: { cap: 4 } })
  await ask('PUT', `${limits}/q1`, { body: { safetyStock: 7 } })
  const available = async (as?: string) => {
    const { body } = await ask('GET', '/v1/stock?sku=a&location=q1', as === undefined ? {} : { key: as })
    return body
  }
  expect(await available()).toMatchObject({ data: [{ available: 10 }] })
  expect(await available(key)).toMatchObject({ data: [{ available: 3 }] })
  expect(await ask('POST', '/v1/holds', { key, body: placing(4) })).toMatchObject({
    ...{ status: 409, body: { code: 'conflict', conflicts: [{ line: 0, code: 'sold_out', available: 3 }] } },
  })
  await ask('DELETE', `${limits}/q1`)
  expect(await ask('POST', '/v1/holds', { key, body: placing(5) })).toMatchObject({
    ...{ status: 409, body: { conflicts: [{ line: 0, code: 'limit_reached', available: 4 }] } },
  })
  expect(await ask('POST', '/v1/holds', { key, body: placing(4) })).toMatchObject({ status: 201 })
  expect(await available(key)).toMatchObject({ data: [{ available: 0 }] })
  expect((await ask('GET', limits)).body).toMatchObject({
    data: [{ location: 'q1', sku: 'a', cap: 4, taken: 4, safetyStock: null }],
  })
})

test('K4: what cannot be said is refused by name', async () => {
  await item('b', 1)
  await channelKey('w')
  await ask('PUT', '/v1/channels/till', { body: { name: 'Quầy', kind: 'pos' } })
  const put = (url: string, body: object, key?: string) =>
    ask('PUT', `/v1/channels/${url}`, { body, ...(key === undefined ? {} : { key }) })
  expect(await put('till/limits/q1/b', { cap: 1 })).toMatchObject({ status: 422, body: { errors: [{ path: 'code' }] } })
  expect(await put('w/limits/q1', { cap: 1 })).toMatchObject({ status: 422, body: { errors: [{ path: 'cap' }] } })
  expect(await put('w/limits/q1/b', {})).toMatchObject({ status: 422 })
  for (const url of ['no/limits/q1/b', 'w/limits/no/b', 'w/limits/q1/no'])
    expect(await put(url, { cap: 1 })).toMatchObject({ status: 404 })
  expect((await ask('DELETE', '/v1/channels/w/limits/q1/b')).status).toBe(404)
  expect(await put('w/limits/q1/b', { cap: 1 }, await channelKey('w'))).toMatchObject({ status: 403 })
})
