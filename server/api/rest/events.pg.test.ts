import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { selfCheck } from '../../selfCheck/selfCheck.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'
import { planOf } from '../../testing/testPlan.ts'

const database = testDatabase()
const hub = testHub(database)

beforeAll(async () => {
  for (const code of ['q1', 'td'])
    await hub.ask('PUT', `/v1/locations/${code}`, { body: { name: code, timeZone: 'Asia/Ho_Chi_Minh' } })
})

const film = { name: 'Mắt biếc', location: 'q1', startsAt: '2026-12-01T19:00:00+07:00', plan: planOf(2, 4) }
const put = (code: string, more: object = {}) => hub.ask('PUT', `/v1/events/${code}`, { body: { ...film, ...more } })
const seatsSchema = z.object({
  data: z.array(z.object({ seat: z.string(), state: z.string(), x: z.number() })),
  position: z.string(),
})
const seatsOf = async (code: string) => seatsSchema.parse((await hub.ask('GET', `/v1/events/${code}/seats`)).body)
const statesOf = async (code: string) =>
  Object.fromEntries((await seatsOf(code)).data.map(({ seat, state }) => [seat, state]))
const hold = async (event: string, seats: readonly string[], more: object = {}) => {
  const lines = seats.map((seat) => ({ kind: 'seat', event, seat }))
  return hub.ask('POST', '/v1/holds', { body: { location: 'q1', lines, ...more } })
}
const idOf = ({ body }: { body: unknown }): string => z.object({ id: z.string() }).parse(body).id

test('an event is made, listed and read back with its plan', async () => {
  const made = await put('mat-biec', { prices: { front: { amount: 90_000, currency: 'VND' } }, blocked: ['B4'] })
  expect(made).toMatchObject({
    status: 200,
    body: {
      ...{ code: 'mat-biec', name: 'Mắt biếc', location: 'q1', startsAt: '2026-12-01T12:00:00.000Z', seats: 8 },
      ...{ leavesNoSingle: true, prices: { front: { amount: 90_000, currency: 'VND' } } },
    },
  })
  await put('other', { location: 'td', startsAt: '2026-01-01T00:00:00Z' })
  const codes = async (query: string) =>
    z
      .object({ data: z.array(z.object({ code: z.string() })) })
      .parse((await hub.ask('GET', `/v1/events?${query}`)).body)
      .data.map(({ code }) => code)
  expect(await codes('')).toEqual(['mat-biec', 'other'])
  expect(await codes('location=td')).toEqual(['other'])
  expect(await codes('from=2026-06-01T00:00:00Z')).toEqual(['mat-biec'])
  const first = z.object({ nextCursor: z.string() }).parse((await hub.ask('GET', '/v1/events?limit=1')).body)
  expect(await codes(`limit=1&cursor=${first.nextCursor}`)).toEqual(['other'])
  const read = await hub.ask('GET', '/v1/events/mat-biec')
  expect(read.body).toMatchObject({ plan: film.plan, blocked: ['B4'] })
})

test('a seat is told as the contract says, and how it is at this moment', async () => {
  await put('states', { blocked: ['A4'] })
  const held = idOf(await hold('states', ['A1']))
  const sold = idOf(await hold('states', ['A2']))
  await hub.ask('POST', `/v1/holds/${sold}/confirm`)
  const { data } = await seatsOf('states')
  expect(data[0]).toEqual({ seat: 'A1', x: 100, state: 'held' })
  const answer = await hub.ask('GET', '/v1/events/states/seats')
  expect(answer.body).toMatchObject({
    data: [
      { seat: 'A1', category: 'front', row: 'A', number: '1', x: 100, y: 50, state: 'held' },
      {},
      {},
      {},
      {},
      {},
      {},
      {},
    ],
  })
  expect(await statesOf('states')).toMatchObject({ A1: 'held', A2: 'sold', A3: 'free', A4: 'blocked' })
  await hub.ask('POST', `/v1/holds/${held}/release`)
  expect(await statesOf('states')).toMatchObject({ A1: 'free' })
  expect((await hold('states', ['A4'])).body).toMatchObject({ conflicts: [{ line: 0, code: 'seat_taken' }] })
})

test('E3: past its deadline a seat reads as free, with no sweep about', async () => {
  await put('deadline')
  await hold('deadline', ['A1'], { ttlSeconds: 2 })
  expect(await statesOf('deadline')).toMatchObject({ A1: 'held' })
  await expect.poll(async () => (await statesOf('deadline'))['A1']).toBe('free')
})

test('what there is not is not found; the same seat twice does not fit', async () => {
  await put('known')
  expect(await hold('unknown', ['A1'])).toMatchObject({ status: 404 })
  expect(await hold('known', ['Z1'])).toMatchObject({ status: 404, body: { detail: 'There is no seat "Z1".' } })
  expect(await hold('known', ['A1', 'A1'])).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'lines.1', message: 'stands twice in one hold' }] },
  })
  expect(await hub.ask('GET', '/v1/events/unknown/seats')).toMatchObject({ status: 404 })
  expect(await put('nowhere', { location: 'nowhere' })).toMatchObject({ status: 404 })
})

test('faults of a plan are told with their places', async () => {
  const plan = planOf(1, 3)
  const twice = structuredClone(plan)
  const seats = twice.zones[0]?.rows[0]?.seats
  if (seats?.[1] === undefined) throw new Error('no seats')
  seats[1] = { ...seats[1], seat_guid: 'A1', category: 'gone' }
  expect(await put('faults', { plan: twice })).toMatchObject({
    status: 422,
    body: {
      code: 'invalid',
      errors: [
        { path: 'plan.zones.0.rows.0.seats.1.seat_guid', message: 'is another seat’s too: A1' },
        { path: 'plan.zones.0.rows.0.seats.1.category', message: 'is none of the categories of this plan: gone' },
      ],
    },
  })
  expect(await put('faults', { blocked: ['Z1'], prices: { gone: { amount: 1, currency: 'VND' } } })).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'prices.gone' }, { path: 'blocked.0' }] },
  })
  expect(await put('faults', { prices: { front: { amount: 1, currency: 'EUR' } } })).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'prices.front.currency' }] },
  })
})

test('E5: a plan may change, but no seat is lost that somebody has', async () => {
  await put('moving')
  const held = idOf(await hold('moving', ['B4']))
  expect(await put('moving', { plan: planOf(1, 4) })).toMatchObject({
    status: 409,
    body: { code: 'seats_taken', seats: ['B4'] },
  })
  expect(await put('moving', { location: 'td' })).toMatchObject({ status: 409, body: { seats: ['B4'] } })
  expect(await put('moving', { plan: planOf(3, 4), blocked: ['B4', 'C1'] })).toMatchObject({ status: 200 })
  expect(await statesOf('moving')).toMatchObject({ B4: 'held', C1: 'blocked', C4: 'free' })
  await hub.ask('POST', `/v1/holds/${held}/release`)
  expect(await statesOf('moving')).toMatchObject({ B4: 'blocked' })
  expect(await put('moving', { plan: planOf(1, 4) })).toMatchObject({ status: 200 })
  expect(Object.keys(await statesOf('moving'))).toHaveLength(4)
  expect(await hold('moving', ['B4'])).toMatchObject({ status: 404 })
  expect(await selfCheck(database.sql)).toEqual({ clean: true, differences: [] })
})

test('20,000 seats are written and read; anything else is still refused above 1 MiB', async () => {
  const plan = planOf(100, 200)
  expect(await put('stadium', { plan })).toMatchObject({ status: 200, body: { seats: 20_000 } })
  await hold('stadium', ['A1', 'CV200'])
  const { data } = await seatsOf('stadium')
  expect(data).toHaveLength(20_000)
  expect(data.filter(({ state }) => state === 'held').map(({ seat }) => seat)).toEqual(['A1', 'CV200'])
  const large = { name: 'x'.repeat(1_100_000), timeZone: 'UTC' }
  expect(await hub.ask('PUT', '/v1/locations/q9', { body: large })).toMatchObject({ status: 413 })
  expect(await put('stadium', { name: 'x'.repeat(17_000_000) })).toMatchObject({ status: 413 })
})

test('the best seats are suggested, and are held as suggested', async () => {
  await put('best', { plan: planOf(3, 7), blocked: ['A4'] })
  const best = async (body: object) => (await hub.ask('POST', '/v1/events/best/best', { body })).body
  expect(await best({ party: 3 })).toEqual({ seats: ['B3', 'B4', 'B5'] })
  expect(await hold('best', ['B3', 'B4', 'B5'])).toMatchObject({ status: 201 })
  expect(await best({ party: 3 })).toEqual({ seats: ['C3', 'C4', 'C5'] })
  expect(await best({ party: 2, category: 'back' })).toEqual({ seats: ['C3', 'C4'] })
  expect(await best({ party: 30 })).toEqual({ seats: [] })
  expect(await hub.ask('POST', '/v1/events/best/best', { body: { party: 0 } })).toMatchObject({ status: 422 })
  expect(await hub.ask('POST', '/v1/events/gone/best', { body: { party: 1 } })).toMatchObject({ status: 404 })
})
