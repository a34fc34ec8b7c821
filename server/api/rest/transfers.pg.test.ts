import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { idOf } from '../../testing/restReturns.ts'
import { dropTransfers } from '../../transfers/dropTransfers.ts'
import { selfCheck } from '../../selfCheck/selfCheck.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { type Answered, testHub } from '../../testing/testHub.ts'

const database = testDatabase()
const { sql } = database
const hub = testHub(database)
const { ask } = hub

beforeAll(async () => {
  await hub.item('cup', 10)
  await ask('PUT', '/v1/locations/td', { body: { name: 'Thủ Đức', timeZone: 'Asia/Ho_Chi_Minh' } })
})

/** The same request twice has one answer, and does what it does once. */
const twice = async (url: string, body: object = {}): Promise<Answered> => {
  const sent = { body, headers: { 'idempotency-key': randomUUID() } }
  const [first, again] = [await ask('POST', url, sent), await ask('POST', url, sent)]
  expect([again.status, again.text]).toEqual([first.status, first.text])
  return first
}
const send = (quantity: number, more: object = {}) =>
  twice('/v1/transfers', { from: 'q1', to: 'td', lines: [{ sku: 'cup', quantity }], ...more })
const levelAt = async (location: string) => {
  const { body } = await ask('GET', `/v1/stock?sku=cup&location=${location}`)
  const figures = z.object({ available: z.number(), inTransit: z.number() })
  return z.object({ data: z.tuple([figures]) }).parse(body).data[0]
}
/** What terminals of a location keep of transfers: the last page may tell of one once more. */
const copiesAt = async (location: string) => {
  const { documents } = await hub.hub.feed.pull('cases', location, null, 1_000)
  const byId = new Map(documents.flatMap((one) => (one.type === 'transfer' ? [[one.id, one.data] as const] : [])))
  return [...byId.values()].map(({ state, lines }) => [state, lines[0]?.received])
}

test('a transfer over REST: sent, received in two parts, read, listed, told, and in the ledgers of both locations', async () => {
  // Somebody follows: what changes is kept in memory.
  const following = new AbortController()
  const pokes = hub.hub.feed.pokes(following.signal)
  await pokes.next()
  const made = await send(6, { note: 'cho cuối tuần' })
  const id = idOf(made)
  expect(made).toMatchObject({
    status: 201,
    body: {
      state: 'sent',
      from: 'q1',
      to: 'td',
      note: 'cho cuối tuần',
      lines: [{ sku: 'cup', sent: 6, inTransit: 6 }],
    },
  })
  expect([await levelAt('q1'), await levelAt('td')]).toEqual([
    { available: 4, inTransit: 0 },
    { available: 0, inTransit: 6 },
  ])
  expect([await copiesAt('q1'), await copiesAt('td')]).toEqual([[['sent', 0]], [['sent', 0]]])
  const { position } = hub.hub.feed.head()
  expect(await send(5)).toMatchObject({
    status: 409,
    body: { code: 'conflict', conflicts: [{ line: 0, code: 'sold_out', available: 4 }] },
  })
  expect(await send(1, { to: 'q1' })).toMatchObject({ status: 422, body: { errors: [{ path: 'to' }] } })
  expect(await send(1, { to: 'nowhere' })).toMatchObject({ status: 404 })

  const receive = (quantity?: number) =>
    twice(`/v1/transfers/${id}/receive`, quantity === undefined ? {} : { lines: [{ sku: 'cup', quantity }] })
  expect(await receive(4)).toMatchObject({
    body: { state: 'received', discrepancies: [{ sku: 'cup', sent: 6, received: 4 }] },
  })
  expect(await receive(3)).toMatchObject({ status: 409, body: { code: 'too_many', lines: [0] } })
  expect(await twice(`/v1/transfers/${id}/cancel`)).toMatchObject({ body: { code: 'transfer_received' } })
  expect(await receive()).toMatchObject({ status: 200, body: { discrepancies: [], lines: [{ inTransit: 0 }] } })
  expect(await receive()).toMatchObject({ status: 409, body: { code: 'transfer_received' } })
  expect(await levelAt('td')).toEqual({ available: 6, inTransit: 0 })
  // Terminals that know of it as it was hear of it at both ends.
  const [last] = await sql<{ at: number }[]>`select position as at from feed_head`
  await expect.poll(() => hub.hub.feed.head().position).toBe(last?.at)
  for (const location of ['q1', 'td']) {
    const { epoch } = hub.hub.feed.head()
    const { documents } = await hub.hub.feed.pull('cases', location, { epoch, position }, 1_000)
    expect(documents.filter(({ type }) => type === 'transfer')).toMatchObject([
      { location, data: { state: 'received' } },
    ])
  }

  following.abort()
  await pokes.return?.(undefined)

  const back = idOf(await send(4))
  expect(await twice(`/v1/transfers/${back}/cancel`)).toMatchObject({ status: 200, body: { state: 'cancelled' } })
  expect(await levelAt('q1')).toEqual({ available: 4, inTransit: 0 })
  expect((await ask('GET', `/v1/transfers/${id}`)).body).toMatchObject({ id, state: 'received' })
  expect((await ask('GET', '/v1/transfers?to=td&state=cancelled')).body).toMatchObject({ data: [{ id: back }] })
  expect((await ask('GET', '/v1/transfers', { key: await hub.channelKey('web') })).status).toBe(403)

  const { body } = await ask('GET', '/v1/changes?after=0&limit=1000')
  const told = z.object({ data: z.array(z.object({ type: z.string(), subject: z.string() })) }).parse(body).data
  expect(told.filter(({ type }) => type.startsWith('transfer.')).map(({ type, subject }) => [type, subject])).toEqual([
    ['transfer.sent', id],
    ['transfer.received', id],
    ['transfer.sent', back],
    ['transfer.cancelled', back],
  ])
  const ledger = await ask('GET', '/v1/stock/cup/td/movements')
  expect(ledger.body).toMatchObject({
    data: [
      {},
      {},
      { from: 'in_transit', to: 'available', quantity: 2, transfer: id },
      { quantity: 4 },
      { quantity: 6 },
    ],
  })
  const list = await ask('GET', '/v1/exports/transfers?format=csv&language=vi')
  expect(list.text).toContain('Đã gọi về')

  expect(await dropTransfers(sql, 10)).toBeNull()
  await sql`update transfers set kept_until = now() where kept_until is not null`
  expect(await dropTransfers(sql, 10)).not.toBeNull()
  expect([await copiesAt('q1'), await copiesAt('td')]).toEqual([[], []])
  expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })
})
