import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { selfCheck } from '../../selfCheck/selfCheck.ts'
import { keyOf } from '../../sessions/leases.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'
import { planOf } from '../../testing/testPlan.ts'
import { openTestStream } from '../../testing/testStream.ts'

const database = testDatabase()
const { sql } = database
const hub = testHub(database)
let url = ''

beforeAll(async () => {
  await hub.item('goods', 1_000)
  const body = { name: 'Film', location: 'q1', startsAt: '2026-12-01T19:00:00+07:00', plan: planOf(4, 20) }
  await hub.ask('PUT', '/v1/events/film', { body })
  url = await hub.app.listen({ port: 0, host: '127.0.0.1' })
})

const idSchema = z.object({ id: z.string() })
const begin = async (): Promise<string> => idSchema.parse((await hub.ask('POST', '/v1/sessions', { body: {} })).body).id
const hold = (session: string, lines: readonly object[]) =>
  hub.ask('POST', '/v1/holds', { body: { location: 'q1', session, lines } })
const seat = (name: string) => ({ kind: 'seat', event: 'film', seat: name })
const goods = { kind: 'stock', sku: 'goods', quantity: 1 }
const heldSeat = async (session: string, name: string): Promise<string> =>
  idSchema.parse((await hold(session, [seat(name)])).body).id
const stateOf = async (id: string): Promise<string> =>
  z.object({ state: z.string() }).parse((await hub.ask('GET', `/v1/holds/${id}`)).body).state
const stream = (id: string) => openTestStream(`${url}/v1/sessions/${id}/stream`)
const byItself = (method: 'POST' | 'DELETE', path: string) => hub.ask(method, `/v1/sessions/${path}`, { key: null })
/** Makes the lease of a session end by itself in so many milliseconds. */
const leaseFor = (id: string, milliseconds: number) =>
  sql`update sessions set ends_at = clock_timestamp() + make_interval(secs => ${milliseconds / 1000}) where key = ${keyOf(id)}`

describe('a session', () => {
  test('is begun with a key, once for each Idempotency-Key, and kept without one', async () => {
    expect(await hub.ask('POST', '/v1/sessions', { body: {}, key: null })).toMatchObject({ status: 401 })
    const headers = { 'idempotency-key': randomUUID() }
    const first = await hub.ask('POST', '/v1/sessions', { body: {}, headers })
    expect(first).toMatchObject({ status: 201, body: { graceSeconds: 5, leaseSeconds: 15 } })
    expect((await hub.ask('POST', '/v1/sessions', { body: {}, headers })).body).toEqual(first.body)
    const { id } = idSchema.parse(first.body)
    expect(await byItself('POST', `${id}/heartbeat`)).toMatchObject({ status: 200, body: { leaseSeconds: 15 } })
    const [stored] = await sql`select count(*)::int as n from verdicts where verdict::text like ${`%${id}%`}`
    expect(stored).toEqual({ n: 0 })
  })

  test('L1, L4: ended by itself it gives back what was held in it, and nothing more is held in it', async () => {
    const id = await begin()
    const seats = await heldSeat(id, 'A1')
    const both = idSchema.parse((await hold(id, [goods, seat('A2')])).body).id
    const sold = await heldSeat(id, 'A3')
    await hub.ask('POST', `/v1/holds/${sold}/confirm`)
    expect(await byItself('DELETE', id)).toMatchObject({ status: 204 })
    expect((await hub.ask('GET', `/v1/holds/${seats}`)).body).toMatchObject({
      state: 'released',
      reason: 'session_lost',
    })
    expect([await stateOf(both), await stateOf(sold)]).toEqual(['released', 'confirmed'])
    expect(await hold(id, [goods])).toMatchObject({ status: 409, body: { code: 'session_ended' } })
    expect(await byItself('POST', `${id}/heartbeat`)).toMatchObject({ status: 409, body: { code: 'session_ended' } })
    expect((await stream(id)).status).toBe(409)
    expect(await byItself('DELETE', id)).toMatchObject({ status: 204 })
    expect((await hub.ask('POST', `/v1/holds/${seats}/confirm`)).body).toMatchObject({ code: 'hold_released' })
    expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })
  })

  test('ends with whatever a browser sends when its page goes', async () => {
    for (const type of ['text/plain;charset=UTF-8', 'application/json', 'application/x-www-form-urlencoded', null]) {
      const id = await begin()
      const asking = type === null ? {} : { raw: 'bye{', headers: { 'content-type': type } }
      const ended = await hub.ask('POST', `/v1/sessions/${id}/end`, { key: null, ...asking })
      expect([type, ended.status, ended.headers['access-control-allow-origin']]).toEqual([type, 204, '*'])
      expect(await hold(id, [goods])).toMatchObject({ body: { code: 'session_ended' } })
    }
  })

  test('says to a browser that asks first that it may, also with the credentials that a beacon bears', async () => {
    const headers = { origin: 'https://shop.example', 'access-control-request-headers': 'content-type' }
    for (const [path, method] of [
      ['/end', 'POST'],
      ['/heartbeat', 'POST'],
      ['/stream', 'GET'],
      ['', 'DELETE'],
    ]) {
      const asked = await hub.ask('OPTIONS', `/v1/sessions/${'x'.repeat(43)}${path}`, { key: null, raw: '', headers })
      expect(asked).toMatchObject({
        status: 204,
        headers: {
          ...{ 'access-control-allow-origin': 'https://shop.example', 'access-control-allow-credentials': 'true' },
          ...{ 'access-control-allow-methods': method, 'access-control-allow-headers': 'content-type' },
        },
      })
    }
  })

  test('of which nobody knows is not found', async () => {
    const nobodys = 'x'.repeat(43)
    expect(await hold(nobodys, [goods])).toMatchObject({ status: 404 })
    expect(await byItself('DELETE', nobodys)).toMatchObject({ status: 404 })
    expect(await byItself('POST', `${nobodys}/heartbeat`)).toMatchObject({ status: 404 })
    expect(await byItself('POST', 'short/heartbeat')).toMatchObject({ status: 404 })
    expect((await stream(nobodys)).status).toBe(404)
  })
})

describe.concurrent('presence', () => {
  test('L2: the socket is cut: the seat is free after the grace, and not before', async ({ expect: is }) => {
    const id = await begin()
    const open = await stream(id)
    is(open.status).toBe(200)
    const held = await heldSeat(id, 'B1')
    await sleep(6_000)
    is(await stateOf(held)).toBe('held')
    open.cut()
    const cutAt = performance.now()
    while ((await stateOf(held)) === 'held') await sleep(20)
    const seconds = (performance.now() - cutAt) / 1000
    is(seconds).toBeGreaterThan(4.9)
    // A lease that nobody renews would have lasted for 10 to 15 seconds.
    is(seconds).toBeLessThan(9)
  })

  test('L2: who comes back within the grace keeps everything', async ({ expect: is }) => {
    const id = await begin()
    const open = await stream(id)
    const held = await heldSeat(id, 'B2')
    open.cut()
    await sleep(2_000)
    const again = await stream(id)
    await sleep(6_000)
    is(await stateOf(held)).toBe('held')
    again.cut()
  })

  test('L2: two streams are one presence: it lasts as long as either', async ({ expect: is }) => {
    const id = await begin()
    const [one, other] = [await stream(id), await stream(id)]
    const held = await heldSeat(id, 'B3')
    one.cut()
    await sleep(6_500)
    is(await stateOf(held)).toBe('held')
    other.cut()
    await is.poll(() => stateOf(held)).toBe('released')
  })

  test('L3: a lease that nobody keeps runs out, whoever was to keep it', async ({ expect: is }) => {
    const id = await begin()
    const held = await heldSeat(id, 'B4')
    await leaseFor(id, 1_500)
    is(await stateOf(held)).toBe('held')
    await sleep(2_300)
    is(await stateOf(held)).toBe('released')
  })

  test('a stream hears of the end of its session, and is closed', async ({ expect: is }) => {
    const id = await begin()
    const open = await stream(id)
    await byItself('POST', `${id}/end`)
    await is.poll(() => open.ended()).toBe(true)
    is(open.text()).toContain('event: ready')
    is(open.text()).toContain('event: ended')
  })
})

test('L5: paying while the session ends, 200 times: one or the other, never both', { timeout: 60_000 }, async () => {
  const outcomes = new Map<string, number>()
  for (let round = 0; round < 200; round += 1) {
    const id = await begin()
    const held = idSchema.parse((await hold(id, [seat(`C${1 + (round % 20)}`), goods])).body).id
    const ending = () => (round % 4 < 2 ? byItself('DELETE', id) : leaseFor(id, 0))
    const paying = () => hub.ask('POST', `/v1/holds/${held}/confirm`)
    const [paid] = await Promise.all(round % 2 === 0 ? [paying(), ending()] : [sleep(1).then(paying), ending()])
    const status = 'status' in paid ? paid.status : 0
    await byItself('DELETE', id)
    const state = await stateOf(held)
    expect([status, state]).toEqual(status === 200 ? [200, 'confirmed'] : [409, 'released'])
    outcomes.set(state, (outcomes.get(state) ?? 0) + 1)
    // The same seat again in a later round.
    await sql`update seat_claims set active = false where hold = ${held}`
  }
  expect([...outcomes.keys()].toSorted()).toEqual(['confirmed', 'released'])
})

test('a hub carries so many streams and no more, and so many of one session', async () => {
  const id = await begin()
  const streams = await Promise.all(Array.from({ length: 10 }, () => stream(id)))
  expect(streams.filter(({ status }) => status === 200)).toHaveLength(8)
  expect(streams.filter(({ status }) => status === 503)).toHaveLength(2)
  const others: Awaited<ReturnType<typeof stream>>[] = []
  for (let index = 0; index < 50; index += 1) others.push(await stream(await begin()))
  expect(others.filter(({ status }) => status === 503).length).toBeGreaterThan(0)
  for (const open of [...streams, ...others]) open.cut()
  await expect.poll(async () => (await stream(id)).status).toBe(200)
})

test('an address that tries too many wrong ids is sent away without a question to the database', async () => {
  const statuses = new Set<number>()
  for (let index = 0; index < 610; index += 1)
    statuses.add((await byItself('POST', `${String(index).padStart(43, 'w')}/heartbeat`)).status)
  expect([...statuses]).toEqual([404, 429])
  hub.pass(61_000)
  expect(await byItself('POST', `${await begin()}/heartbeat`)).toMatchObject({ status: 200 })
})
