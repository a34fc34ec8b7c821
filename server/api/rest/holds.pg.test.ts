import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../../testing/testDatabase.ts'
import { type Answered, testHub } from '../../testing/testHub.ts'

const hub = testHub(testDatabase())
const { ask } = hub

let web = ''
let shopee = ''

beforeAll(async () => {
  web = await hub.channelKey('web', { holdTtlSeconds: 600 })
  shopee = await hub.channelKey('shopee')
})

const line = (sku: string, quantity = 1) => ({ kind: 'stock', sku, quantity })

const place = (lines: readonly object[], body: object = {}, key = web): Promise<Answered> =>
  ask('POST', '/v1/holds', { key, body: { location: 'q1', lines, ...body } })

const idOf = (answer: Answered): string => z.object({ id: z.uuid() }).parse(answer.body).id

const level = async (sku: string): Promise<unknown> => {
  const { body } = await ask('GET', `/v1/stock?sku=${sku}&location=q1`, { key: web })
  return z.object({ data: z.array(z.unknown()) }).parse(body).data[0]
}

const lasts = async (answer: Promise<Answered>): Promise<number> => {
  const { placedAt, expiresAt } = z.object({ placedAt: z.string(), expiresAt: z.string() }).parse((await answer).body)
  return (Date.parse(expiresAt) - Date.parse(placedAt)) / 1000
}

describe('placing', () => {
  test('gives 201 with all that was asked for, and takes it', async () => {
    await hub.item('tea', 5)
    const placed = await place([line('tea', 2)])
    expect(placed.status).toBe(201)
    expect(placed.body).toEqual({
      id: expect.any(String),
      state: 'held',
      channel: 'web',
      location: 'q1',
      placedAt: expect.stringMatching(/Z$/),
      expiresAt: expect.stringMatching(/Z$/),
      lines: [line('tea', 2)],
    })
    expect(await level('tea')).toMatchObject({ onHand: 5, held: 2, available: 3 })
  })

  test('lasts as long as asked for, else as its channel says, else 900 s', async () => {
    await hub.item('tea-2', 5)
    expect(await lasts(place([line('tea-2')], { ttlSeconds: 42 }))).toBe(42)
    expect(await lasts(place([line('tea-2')]))).toBe(600)
    expect(await lasts(place([line('tea-2')], {}, shopee))).toBe(900)
    await ask('PUT', '/v1/channels/web', { body: { name: 'web', kind: 'web', holdTtlSeconds: 60 } })
    expect(await lasts(place([line('tea-2')]))).toBe(60)
  })

  test('takes all lines or none, and names those that are short by their place (H1)', async () => {
    await hub.item('a', 1)
    await hub.item('b', 9)
    const refused = await place([line('b', 3), line('a', 2)])
    expect(refused.status).toBe(409)
    expect(refused.headers['content-type']).toContain('application/problem+json')
    expect(refused.body).toMatchObject({ code: 'conflict', conflicts: [{ line: 1, code: 'sold_out', available: 1 }] })
    expect(await level('b')).toMatchObject({ held: 0, available: 9 })
  })

  test('sums the same SKU (H7)', async () => {
    await hub.item('sum', 5)
    const placed = await place([line('sum', 2), line('sum', 3)])
    expect(placed.body).toMatchObject({ lines: [line('sum', 5)] })
    expect((await place([line('sum', 1)])).body).toMatchObject({ conflicts: [{ line: 0, available: 0 }] })
  })

  test('of what nobody knows is 404', async () => {
    await hub.item('known', 1)
    expect(await place([line('nobody-knows')])).toMatchObject({ status: 404, body: { code: 'not_found' } })
    expect(await place([line('known')], { location: 'mars' })).toMatchObject({ status: 404 })
    expect(await place([line('known')], { session: randomUUID() })).toMatchObject({ status: 404 })
  })

  test('keeps the safety stock out of what can be promised (S1)', async () => {
    await hub.item('safe', 5, { safetyStock: 4 })
    expect((await place([line('safe', 2)])).body).toMatchObject({ conflicts: [{ available: 1 }] })
    expect(await level('safe')).toMatchObject({ onHand: 5, available: 1 })
  })

  test('200 buyers of 50 units: 50 get one', async () => {
    await hub.item('hot', 50)
    const answers = await Promise.all(Array.from({ length: 200 }, () => place([line('hot')])))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(50)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(150)
    expect(await level('hot')).toMatchObject({ onHand: 50, held: 50, available: 0 })
  })
})

const end = (id: string, how: string, body?: object, key = web): Promise<Answered> =>
  ask('POST', `/v1/holds/${id}/${how}`, { key, body })

describe('ending', () => {
  test('release gives back; asking again gives the same answer; another end is refused (H2, H4)', async () => {
    await hub.item('r', 3)
    const id = idOf(await place([line('r', 2)]))
    const released = await end(id, 'release', { reason: 'changed their mind' })
    expect(released).toMatchObject({ status: 200, body: { id, state: 'released', reason: 'changed their mind' } })
    expect(await end(id, 'release', { reason: 'again' })).toMatchObject({ status: 200, body: released.body })
    expect(await end(id, 'confirm')).toMatchObject({ status: 409, body: { code: 'hold_released' } })
    expect(await end(id, 'extend', { ttlSeconds: 9 })).toMatchObject({ status: 409, body: { code: 'hold_released' } })
    expect(await level('r')).toMatchObject({ onHand: 3, held: 0, available: 3 })
  })

  test('confirm lets the goods leave on hand (S2)', async () => {
    await hub.item('c', 3)
    const id = idOf(await place([line('c', 2)]))
    expect(await end(id, 'confirm', {})).toMatchObject({ status: 200, body: { state: 'confirmed' } })
    expect(await end(id, 'release')).toMatchObject({ status: 409, body: { code: 'hold_confirmed' } })
    expect(await level('c')).toMatchObject({ onHand: 1, held: 0, available: 1 })
  })

  test('extend counts from now (H5)', async () => {
    await hub.item('e', 1)
    const id = idOf(await place([line('e')], { ttlSeconds: 5 }))
    const extended = await end(id, 'extend', { ttlSeconds: 1000 })
    expect(extended.status).toBe(200)
    const { expiresAt } = z.object({ expiresAt: z.string() }).parse(extended.body)
    expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(990_000)
    expect((await ask('GET', `/v1/holds/${id}`, { key: web })).body).toMatchObject({ state: 'held', expiresAt })
  })

  test('past its deadline a hold reads as expired and counts for nothing, with no sweep about (H3)', async () => {
    await hub.item('x', 1)
    const id = idOf(await place([line('x')], { ttlSeconds: 1 }))
    expect(await level('x')).toMatchObject({ held: 1, available: 0 })
    await sleep(1_020)
    expect((await ask('GET', `/v1/holds/${id}`, { key: web })).body).toMatchObject({ state: 'expired' })
    expect(await level('x')).toMatchObject({ held: 0, available: 1 })
    expect((await ask('GET', '/v1/holds?state=expired', { key: web })).text).toContain(id)
    expect((await ask('GET', '/v1/holds?state=held', { key: web })).text).not.toContain(id)
    expect(await end(id, 'confirm')).toMatchObject({ status: 409, body: { code: 'hold_expired' } })
    expect(await place([line('x')])).toMatchObject({ status: 201 })
  })

  test('a key may not end what another channel holds; an admin key may', async () => {
    await hub.item('o', 2)
    const id = idOf(await place([line('o')]))
    expect(await end(id, 'release', {}, shopee)).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    expect((await ask('POST', `/v1/holds/${id}/release`)).status).toBe(200)
  })

  test('of a hold that is not there is 404', async () => {
    for (const id of [randomUUID(), 'nonsense', '%00', 'x'.repeat(5000)])
      for (const how of ['release', 'confirm']) expect((await end(id, how)).status).toBe(404)
  })
})

describe('reading', () => {
  test('a customer is shown to the channel that placed the hold and to admins alone', async () => {
    await hub.item('p', 2)
    const customer = { name: 'Thảo', phone: '0901' }
    const id = idOf(await place([line('p')], { customer }))
    const read = (key?: string): Promise<Answered> => ask('GET', `/v1/holds/${id}`, key === undefined ? {} : { key })
    expect((await read(web)).body).toMatchObject({ customer })
    expect((await read()).body).toMatchObject({ customer })
    expect((await read(shopee)).body).not.toHaveProperty('customer')
    expect((await ask('GET', '/v1/holds', { key: shopee })).text).not.toContain('Thảo')
  })

  test('filters, and pages newest first', async () => {
    await hub.item('l', 20)
    await hub.channelKey('phone')
    const key = await hub.channelKey('phone')
    const ids = new Set<string>()
    for (let n = 0; n < 5; n += 1) ids.add(idOf(await place([line('l')], { ttlSeconds: 60 + n * 100 }, key)))
    const found = new Set<string>()
    let cursor: string | null = ''
    let pages = 0
    while (cursor !== null) {
      const url: string = `/v1/holds?channel=phone&limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`
      const page: { data: { id: string }[]; nextCursor: string | null } = z
        .object({ data: z.array(z.object({ id: z.string() })).max(2), nextCursor: z.string().nullable() })
        .parse((await ask('GET', url, { key })).body)
      for (const { id } of page.data) found.add(id)
      // What is placed meanwhile is on no later page.
      await place([line('l')], {}, key)
      cursor = page.nextCursor
      pages += 1
    }
    expect(found).toEqual(ids)
    expect(pages).toBe(3)
    const soon = await ask('GET', '/v1/holds?channel=phone&expiringWithinSeconds=200', { key })
    expect(z.object({ data: z.array(z.unknown()) }).parse(soon.body).data).toHaveLength(2)
    expect((await ask('GET', '/v1/holds?location=nowhere', { key })).body).toEqual({ data: [], nextCursor: null })
  })
})
