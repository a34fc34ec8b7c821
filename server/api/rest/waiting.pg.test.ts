import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'
import { call, testTerminal } from '../../testing/testTerminal.ts'
import { guestOf, type TestVenue, testVenue } from '../../testing/testVenue.ts'

/** No job makes offers here: what becomes of them is shown by hand. */
const database = testDatabase()
const hub = testHub(database)
const { ask } = hub
const minuteMs = 60_000

let venue: TestVenue
let web = ''
let phone = ''

beforeAll(async () => {
  web = await hub.channelKey('web')
  phone = await hub.channelKey('phone')
  venue = await testVenue(hub, 'w')
  await venue.table('small', { bufferMinutes: 10 })
  await venue.table('large', { minParty: 3, maxParty: 6 })
  const { id } = await venue.book('small', {}, 30 * minuteMs)
  await venue.step(id, 'confirm')
})

const join = (more: object = {}, options: object = {}) =>
  ask('POST', '/v1/waiting', {
    ...{ key: web, body: { location: 'w', service: 'w-dinner', party: 2, atTheDoor: true, ...more } },
    ...options,
  })

const act = (id: string, name: string, key = web, body: object = {}) =>
  ask('POST', `/v1/waiting/${id}/${name}`, { key, body })

const pageSchema = z.object({ data: z.array(z.looseObject({ id: z.string() })), nextCursor: z.string().nullable() })

/** An offer, as a host would make it by hand. @returns the booking */
const offer = async (guest: string, table: string): Promise<string> => {
  const booking = randomUUID()
  const command = {
    ...{ type: 'booking.book' as const, booking, hold: randomUUID(), location: 'w', service: 'w-dinner' },
    ...{ start: Date.now() + 24 * 60 * minuteMs, party: 2, choices: [[`w-${table}`]], waiting: guest },
  }
  const giver = { channel: 'web', ttlSeconds: 900, terminal: null, staff: null, role: 'admin', ownOnly: false } as const
  const answer = await hub.hub.arbiter.submit({ caller: 'test', key: booking, bodyHash: '', command, giver })
  expect(answer).toMatchObject({ verdict: { accepted: true } })
  return booking
}

describe('coming to wait', () => {
  test('W1: gives 201 with the state and the wait that the guest is told', async () => {
    const first = await join({ customer: { name: 'Lan', phone: '0900' } })
    expect(first.status).toBe(201)
    // Half an hour of the guests who sit there, and the time to clear the table.
    expect(first.body).toMatchObject({
      ...{ state: 'waiting', location: 'w', service: 'w-dinner', party: 2, atTheDoor: true, quotedMinutes: 40 },
      customer: { name: 'Lan', phone: '0900' },
    })
    expect(first.body).not.toHaveProperty('offer')
    const { from, to } = z.object({ from: z.string(), to: z.string() }).parse(first.body)
    expect(Date.parse(to) - Date.parse(from)).toBe(240 * minuteMs)
    // Who came before has the table first, for an hour, and it is cleared again.
    expect(guestOf(await join()).quotedMinutes).toBe(110)
    expect(guestOf(await join({ party: 4 })).quotedMinutes).toBe(0)
    expect(guestOf(await join({ atTheDoor: false })).quotedMinutes).toBeNull()
    await Promise.all(
      pageSchema
        .parse((await ask('GET', '/v1/waiting?location=w&state=waiting')).body)
        .data.map(({ id }) => act(id, 'leave')),
    )
  })

  test('what cannot be: unknown names 404, a party too large for all that there is or a wrong time 422, no key 401', async () => {
    expect((await join({ location: 'none' })).status).toBe(404)
    expect((await join({ service: 'none' })).status).toBe(404)
    expect((await join({ party: 7 })).body).toMatchObject({ status: 422, errors: [{ path: 'party' }] })
    expect((await join({ party: 0 })).status).toBe(422)
    const now = Date.now()
    const at = (minutes: number) => new Date(now + minutes * minuteMs).toISOString()
    expect((await join({ from: at(10), to: at(10) })).body).toMatchObject({ status: 422, errors: [{ path: 'to' }] })
    expect((await join({ from: at(0), to: at(24 * 60 + 1) })).status).toBe(422)
    expect((await join({ from: at(0), to: at(24 * 60) })).status).toBe(201)
    expect((await join({}, { key: null })).status).toBe(401)
    for (const name of ['leave', 'again']) expect((await act(randomUUID(), name)).status).toBe(404)
    expect((await ask('GET', `/v1/waiting/${randomUUID()}`)).status).toBe(404)
  })

  test('C1: a repeat under its key gets the same guest, another body 409', async () => {
    const headers = { 'idempotency-key': 'waits-once' }
    const first = await join({}, { headers })
    const again = await join({}, { headers })
    expect(again.text).toBe(first.text)
    expect(again.headers['idempotent-replayed']).toBe('true')
    expect((await join({}, { headers, body: { location: 'w', service: 'w-dinner', party: 1 } })).body).toMatchObject({
      code: 'idempotency_key_reused',
    })
    const found = await database.sql`select from waiting_guests where id = ${guestOf(first).id}`
    expect(found).toHaveLength(1)
  })
})

describe('an offered guest', () => {
  test('W5: shows the booking that they are offered, and is served once it is confirmed', async () => {
    const { id } = guestOf(await join({ customer: { name: 'Hoa' } }))
    const booking = await offer(id, 'small')
    const read = await ask('GET', `/v1/waiting/${id}`, { key: web })
    expect(read.body).toMatchObject({ state: 'offered', offer: { booking, resources: ['w-small'] } })
    expect((await ask('GET', `/v1/bookings/${booking}`, { key: web })).body).toMatchObject({
      ...{ state: 'pending', customer: { name: 'Hoa' } },
    })
    expect((await ask('POST', `/v1/bookings/${booking}/confirm`, { key: web, body: {} })).status).toBe(200)
    const served = await ask('GET', `/v1/waiting/${id}`, { key: web })
    expect(served.body).toMatchObject({ state: 'served' })
    expect(served.body).not.toHaveProperty('offer')
    expect((await act(id, 'leave')).body).toMatchObject({ status: 409, code: 'waiting_served' })
    await ask('POST', `/v1/bookings/${booking}/cancel`, { key: web, body: {} })
  })

  test('gives the offer back when they leave, and can wait again (W6)', async () => {
    const { id } = guestOf(await join())
    const booking = await offer(id, 'small')
    expect((await act(id, 'leave', web, { reason: 'too long' })).body).toMatchObject({
      ...{ state: 'left', reason: 'too long' },
    })
    expect((await act(id, 'leave')).status).toBe(200)
    expect((await ask('GET', `/v1/bookings/${booking}`)).body).toMatchObject({ state: 'cancelled' })
    expect((await act(id, 'again')).body).toMatchObject({ state: 'waiting' })
    await offer(id, 'small').then((again) => ask('POST', `/v1/bookings/${again}/cancel`, { body: {} }))
    expect((await venue.guest(id)).state).toBe('left')
  })

  test('W2: reads as missed, then as expired, at the moment itself, in lists too', async () => {
    const { id } = guestOf(await join())
    const booking = await offer(id, 'small')
    await database.sql`update waiting_guests set offer_until = now() where id = ${id}`
    await database.sql`update bookings set confirm_by = now() where id = ${booking}`
    const listed = async (state: string) =>
      pageSchema
        .parse((await ask('GET', `/v1/waiting?location=w&state=${state}&limit=1000`)).body)
        .data.map((one) => one.id)
    expect((await ask('GET', `/v1/waiting/${id}`)).body).toMatchObject({ state: 'missed' })
    expect(await listed('missed')).toEqual([id])
    expect(await listed('offered')).toEqual([])
    await database.sql`update waiting_guests set wanted = tstzrange(lower(wanted), now()) where id = ${id}`
    expect((await ask('GET', `/v1/waiting/${id}`)).body).toMatchObject({ state: 'expired' })
    expect(await listed('expired')).toEqual([id])
    expect((await act(id, 'again')).body).toMatchObject({ status: 409, code: 'waiting_expired' })
  })
})

describe('who may see and do what', () => {
  test('customers are told to their own channel and to admins; another channel may do nothing', async () => {
    const { id } = guestOf(await join({ customer: { name: 'Lan' } }))
    const shown = async (key?: string) => (await ask('GET', `/v1/waiting/${id}`, key === undefined ? {} : { key })).body
    expect(await shown()).toHaveProperty('customer')
    expect(await shown(web)).toHaveProperty('customer')
    expect(await shown(phone)).not.toHaveProperty('customer')
    expect((await act(id, 'leave', phone)).status).toBe(403)
    expect((await act(id, 'again', phone)).status).toBe(403)
  })

  test('guests are listed in their turn, page by page', async () => {
    const queue = await testVenue(hub, 'queue')
    await queue.table('small')
    const came: string[] = []
    for (let index = 0; index < 5; index += 1) came.push((await queue.join(2)).id)
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const more = cursor === '' ? '' : `&cursor=${cursor}`
      const page = pageSchema.parse((await ask('GET', `/v1/waiting?location=queue&limit=2${more}`)).body)
      seen.push(...page.data.map(({ id }) => id))
      cursor = page.nextCursor
    }
    expect(seen).toEqual(came)
    expect((await ask('GET', '/v1/waiting?cursor=nonsense')).status).toBe(422)
  })
})

describe('at a terminal', () => {
  test('a guest comes by command, stands in its copy, and is gone from it once they left; no terminal makes offers', async () => {
    const terminal = await testTerminal(hub)
    await ask('PUT', '/v1/staff/lan', { body: { name: 'Lan', role: 'staff', pin: '1234' } })
    const guest = randomUUID()
    const submit = (command: unknown, sequence: number) => {
      const envelope = terminal.envelope({ type: 'waiting.leave', guest }, { sequence })
      return call(
        hub,
        'mutation',
        'commands.submit',
        { commands: [{ ...envelope, command }] },
        { token: terminal.token },
      )
    }
    const cases = async () => {
      const input = { collection: 'cases', checkpoint: null, limit: 100 }
      const pulled = await call(hub, 'query', 'feed.pull', input, { token: terminal.token })
      return z.object({ documents: z.array(z.unknown()) }).parse(pulled.data).documents
    }
    const joining = { type: 'waiting.join', guest, location: 'q1', service: 'w-dinner', party: 2, atTheDoor: true }
    const cameAt = Date.now() - 5 * minuteMs
    const joined = await submit({ ...joining, cameAt, quotedMinutes: 15 }, 1)
    expect(joined.data).toMatchObject({ settled: [{ verdict: { accepted: true, outcome: { type: 'waiting' } } }] })
    expect(await cases()).toMatchObject([
      {
        id: `waiting:${guest}`,
        type: 'waiting',
        location: 'q1',
        data: { id: guest, state: 'waiting', quotedMinutes: 15, cameAt },
      },
    ])
    const offering = { type: 'waiting.offer', guest, booking: randomUUID(), hold: randomUUID(), start: Date.now() }
    expect((await submit({ ...offering, resources: ['w-small'] }, 2)).status).toBe(400)
    expect((await submit({ type: 'waiting.leave', guest }, 2)).data).toMatchObject({
      settled: [{ verdict: { accepted: true } }],
    })
    expect(await cases()).toEqual([])
    const told = await database.sql`select type from changes where subject = ${guest} order by position`
    expect(told.map(({ type }) => String(type))).toEqual(['waiting.waiting', 'waiting.left'])
  })
})
