import { expect } from 'vitest'
import { z } from 'zod'
import type { TestDatabase } from './testDatabase.ts'
import type { TestHub } from './testHub.ts'
import { planOf } from './testPlan.ts'

export const idSchema = z.object({ id: z.string() })
const lineSchema = z.object({
  data: z.object({ id: z.string(), state: z.string(), ahead: z.number().optional() }).nullable(),
  waiting: z.number(),
})
const heldSchema = z.object({ data: z.array(z.object({ id: z.string(), seats: z.array(z.string()) })) })
const vnd = (amount: number) => ({ amount, currency: 'VND' })

/** Halls of one row, and those who hold seats of them and queue for some, on a test's hub. */
export const seatLine = (hub: TestHub, database: TestDatabase) => {
  /** A hall of one row of so many seats, A1, A2, …, open to everybody. */
  const open = async (event: string, seats: number): Promise<void> => {
    await hub.ask('PUT', '/v1/locations/q1', { body: { name: 'Quận 1', timeZone: 'Asia/Ho_Chi_Minh' } })
    const body = {
      ...{ name: event, location: 'q1', startsAt: '2030-12-01T19:00:00+07:00', plan: planOf(1, seats), publicSeats: 4 },
      prices: { front: vnd(100_000) },
    }
    expect((await hub.ask('PUT', `/v1/events/${event}`, { body })).status).toBe(200)
  }
  /** A visitor's session that lives as long as the test, without a stream. */
  const visitor = async (): Promise<string> => {
    const { id } = idSchema.parse((await hub.ask('POST', '/public/sessions', { key: null, body: {} })).body)
    await database.sql`update sessions set ends_at = now() + interval '1 hour' where ended_at is null`
    return id
  }
  const asVisitor = (
    event: string,
    path: string,
    session: string,
    body: object,
    headers: Record<string, string> = {},
  ) => hub.ask('POST', `/public/events/${event}/${path}?session=${session}`, { key: null, body, headers })
  const hold = (event: string, session: string, ...seats: string[]) => asVisitor(event, 'holds', session, { seats })
  const release = (event: string, session: string, ...seats: string[]) =>
    asVisitor(event, 'release', session, { seats })
  const atBox = (key: string, event: string, ...seats: string[]) =>
    hub.ask('POST', '/v1/holds', {
      key,
      body: { location: 'q1', lines: seats.map((seat) => ({ kind: 'seat', event, seat })) },
    })

  /** Somebody has all of these. @returns their session */
  const holder = async (event: string, ...seats: string[]): Promise<string> => {
    const session = await visitor()
    expect((await hold(event, session, ...seats)).status).toBe(201)
    return session
  }
  /** Somebody queues. @returns their session */
  const waiter = async (event: string, party: number): Promise<string> => {
    const session = await visitor()
    expect((await asVisitor(event, 'queue', session, { party })).status).toBe(201)
    return session
  }
  const get = async (event: string, path: string, session: string) =>
    (await hub.ask('GET', `/public/events/${event}/${path}?session=${session}`, { key: null })).body
  const stand = async (event: string, session: string) => lineSchema.parse(await get(event, 'queue', session)).data
  const until = (event: string, session: string, state: string): Promise<void> =>
    expect.poll(async () => (await stand(event, session))?.state, { interval: 100, timeout: 20_000 }).toBe(state)
  /** What a session holds. */
  const heldOf = async (event: string, session: string) => heldSchema.parse(await get(event, 'holds', session)).data
  const seatsOf = async (event: string, session: string): Promise<string[]> =>
    (await heldOf(event, session)).flatMap(({ seats }) => seats)
  return { open, visitor, asVisitor, hold, release, atBox, holder, waiter, stand, until, seatsOf, heldOf }
}
