import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { Fault } from '../../arbiter/types.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'
import { planOf } from '../../testing/testPlan.ts'
import { openTestStream } from '../../testing/testStream.ts'

const hub = testHub(testDatabase())
let url = ''

beforeAll(async () => {
  await hub.ask('PUT', '/v1/locations/q1', { body: { name: 'Quận 1', timeZone: 'Asia/Ho_Chi_Minh' } })
  const film = { name: 'Film', location: 'q1', startsAt: '2030-12-01T19:00:00+07:00', plan: planOf(6, 20) }
  const prices = { back: { amount: 90_000, currency: 'VND' } }
  await hub.ask('PUT', '/v1/events/film', { body: { ...film, prices, publicSeats: 4 } })
  await hub.ask('PUT', '/v1/events/private', { body: film })
  url = await hub.app.listen({ port: 0, host: '127.0.0.1' })
})

const asVisitor = (method: 'GET' | 'POST', path: string, body?: unknown, headers: Record<string, string> = {}) =>
  hub.ask(method, path, { key: null, headers, ...(body === undefined ? {} : { body }) })
const begin = async (): Promise<string> =>
  z.object({ id: z.string() }).parse((await asVisitor('POST', '/public/sessions', {})).body).id
const hold = (session: string, seats: readonly string[], headers = {}) =>
  asVisitor('POST', `/public/events/film/holds?session=${session}`, { seats }, headers)
const ownSchema = z.object({
  data: z.array(z.object({ id: z.string(), seats: z.array(z.string()), leftMs: z.number(), wholeMs: z.number() })),
})
const ownOf = async (session: string) =>
  ownSchema.parse((await asVisitor('GET', `/public/events/film/holds?session=${session}`)).body).data
const seatsOf = async (session: string) => (await ownOf(session)).flatMap(({ seats }) => seats)

describe('the public page (SPEC E7)', () => {
  test('shows what was made public, and tells nobody that there is anything else', async () => {
    expect((await asVisitor('GET', '/public/events/film')).body).toMatchObject({
      ...{ name: 'Film', place: 'Quận 1', mostSeats: 4 },
      categories: [
        { name: 'front', price: null },
        { name: 'back', price: { amount: 90_000, currency: 'VND' } },
      ],
    })
    expect((await asVisitor('GET', '/public/events/private')).status).toBe(404)
    const session = await begin()
    for (const path of ['seats', 'stream'])
      expect((await asVisitor('GET', `/public/events/private/${path}?session=${session}`)).status).toBe(404)
    const wish = { seats: ['A1'] }
    expect((await asVisitor('POST', `/public/events/private/holds?session=${session}`, wish)).status).toBe(404)
    expect((await asVisitor('GET', `/v1/events/private/seats?session=${session}`)).status).toBe(401)
  })

  test('a session of a channel is none of the page, and without one nothing is held', async () => {
    const made = await hub.ask('POST', '/v1/sessions', { body: {} })
    const { id } = z.object({ id: z.string() }).parse(made.body)
    for (const session of [id, 'x', 'a'.repeat(43)])
      expect((await hold(session, ['A1'])).body).toMatchObject({ code: 'session_ended' })
    expect((await asVisitor('POST', '/public/events/film/holds', { seats: ['A1'] })).status).toBe(422)
  })

  test('seats are held all or none, one visitor before the other, and the same request twice is one hold', async () => {
    const [mine, theirs] = [await begin(), await begin()]
    const headers = { 'idempotency-key': randomUUID() }
    expect((await hold(mine, ['B1', 'B2'], headers)).status).toBe(201)
    expect((await hold(mine, ['B1', 'B2'], headers)).status).toBe(201)
    expect(await ownOf(mine)).toHaveLength(1)
    expect((await hold(theirs, ['B2', 'B3'])).body).toMatchObject({ conflicts: [{ line: 0, code: 'seat_taken' }] })
    expect(await seatsOf(theirs)).toEqual([])
    const told = await asVisitor('GET', `/public/events/film/seats?session=${theirs}`)
    expect(told.text).toContain('"seat":"B1"')
    for (const secret of [mine, (await ownOf(mine))[0]?.id ?? '?']) expect(told.text).not.toContain(secret)
  })

  test('a visitor holds no more than the event says, however many requests come at once', async () => {
    const session = await begin()
    const answers = await Promise.all(['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7'].map((seat) => hold(session, [seat])))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(4)
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'limit_reached', mostSeats: 4 })
    expect(await seatsOf(session)).toHaveLength(4)
  })

  test('one of several seats is given back, the rest keeps its deadline and its session; another’s is left alone', async () => {
    const [mine, theirs] = [await begin(), await begin()]
    await hold(mine, ['D1', 'D2', 'D3'])
    const before = (await ownOf(mine))[0]?.leftMs ?? 0
    const release = (session: string, seats: readonly string[]) =>
      asVisitor('POST', `/public/events/film/release?session=${session}`, { seats })
    await release(theirs, ['D1'])
    expect(await seatsOf(mine)).toHaveLength(3)
    await release(mine, ['D2'])
    const [left] = await ownOf(mine)
    expect(left?.seats).toEqual(['D1', 'D3'])
    expect(left?.leftMs).toBeLessThanOrEqual(before + 1_000)
    expect((await hold(theirs, ['D2'])).status).toBe(201)
    expect((await asVisitor('POST', `/v1/sessions/${mine}/end`)).status).toBe(204)
    expect((await hold(theirs, ['D1', 'D3'])).status).toBe(201)
  })

  test('suggests seats that are free', async () => {
    const session = await begin()
    const best = await asVisitor('POST', `/public/events/film/best?session=${session}`, { party: 3 })
    const { seats } = z.object({ seats: z.array(z.string()).length(3) }).parse(best.body)
    expect((await hold(session, seats)).status).toBe(201)
  })

  test('its stream is presence and news in one: it tells of seats, and its end frees them after the grace', async () => {
    const [mine, theirs] = [await begin(), await begin()]
    const streams = await Promise.all(
      [mine, theirs].map((session) => openTestStream(`${url}/public/events/film/stream?session=${session}`)),
    )
    const [own, other] = streams
    // What is committed before they look on they would read with the seats.
    await expect.poll(() => streams.every((stream) => stream.text().includes('event: ready'))).toBe(true)
    await hold(mine, ['F1'])
    await expect.poll(() => other?.text()).toContain('{"seat":"F1","state":"held"}')
    own?.cut()
    await expect.poll(() => other?.text(), { interval: 50 }).toContain('{"seat":"F1","state":"free"}')
    other?.cut()
  })

  test('a stream that cannot be begun is refused, and none is left open that tells nothing', async () => {
    const session = await begin()
    vi.spyOn(hub.hub.queue, 'read').mockRejectedValueOnce(new Fault(new Error('away')))
    const named = `/public/events/film/stream?session=${session}&queued=${randomUUID()}`
    expect(await asVisitor('GET', named)).toMatchObject({ status: 503, body: { code: 'unavailable' } })
  })
})
