import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { lapseBookings } from '../../bookings/lapse.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { type Answered, testHub } from '../../testing/testHub.ts'

const database = testDatabase()
const hub = testHub(database)
const { ask } = hub

let web = ''
let phone = ''

const bookingSchema = z.object({
  id: z.uuid(),
  hold: z.uuid(),
  state: z.string(),
  start: z.string(),
  end: z.string(),
  resources: z.array(z.string()),
  confirmBy: z.string().optional(),
  endedAt: z.string().optional(),
})
const bookingOf = ({ body }: Answered) => bookingSchema.parse(body)

const table = (code: string, more: object = {}) =>
  ask('PUT', `/v1/resources/${code}`, { body: { kind: 'table', name: code, location: 'q1', maxParty: 4, ...more } })
const person = (code: string, more: object = {}) =>
  ask('PUT', `/v1/resources/${code}`, { body: { kind: 'staff', name: code, location: 'q1', ...more } })
const service = (code: string, more: object = {}) =>
  ask('PUT', `/v1/services/${code}`, {
    body: { name: code, durationMinutes: 60, needs: [{ kind: 'table' }], confirmWithinSeconds: 600, ...more },
  })

/** A moment of a day far off, at this time of the clock in Ho Chi Minh City. */
const at = (clock: string, day = '2031-05-05'): string => `${day}T${clock}:00+07:00`

const book = (body: object, key = web, headers: Record<string, string> = {}): Promise<Answered> =>
  ask('POST', '/v1/bookings', { key, headers, body: { location: 'q1', service: 'dinner', ...body } })

const bookAt = (code: string, clock: string) => book({ start: at(clock), resources: [code] })

const holdLines = (lines: readonly object[]) => ask('POST', '/v1/holds', { body: { location: 'q1', lines } })

const step = (id: string, name: string, body: object = {}, key = web) =>
  ask('POST', `/v1/bookings/${id}/${name}`, { key, body })

beforeAll(async () => {
  web = await hub.channelKey('web', { holdTtlSeconds: 600 })
  phone = await hub.channelKey('phone')
  await hub.item('cake', 2)
  await service('dinner')
})

describe('booking a time', () => {
  test('gives 201 with the best table, until when it has to be confirmed, and holds it', async () => {
    for (const [code, maxParty] of [
      ['a-small', 2],
      ['b-right', 4],
      ['c-large', 8],
    ] as const)
      await table(code, { maxParty, skills: ['fit'] })
    await service('fit', { needs: [{ kind: 'table', skill: 'fit' }] })
    const answer = await book({ service: 'fit', start: at('19:00'), party: 3, customer: { name: 'Lan' } })
    expect(answer.status).toBe(201)
    const booking = bookingOf(answer)
    expect(answer.body).toMatchObject({ state: 'pending', resources: ['b-right'], party: 3, customer: { name: 'Lan' } })
    expect(Date.parse(booking.end) - Date.parse(booking.start)).toBe(3_600_000)
    expect(Date.parse(booking.confirmBy ?? '') - Date.now()).toBeGreaterThan(590_000)
    const hold = await ask('GET', `/v1/holds/${booking.hold}`, { key: web })
    expect(hold.body).toMatchObject({
      state: 'held',
      lines: [{ kind: 'slot', resource: 'b-right', start: booking.start, end: booking.end }],
    })
    expect(bookingOf(await book({ service: 'fit', start: at('19:00'), party: 3 })).resources).toEqual(['c-large'])
    expect((await book({ service: 'fit', start: at('19:00'), party: 3 })).body).toMatchObject({
      code: 'conflict',
      conflicts: [{ line: 0, code: 'slot_taken' }],
    })
  })

  test('T1: [10:00, 11:00) and [11:00, 12:00) do not collide; T2: a buffer does', async () => {
    await table('edge')
    expect((await bookAt('edge', '10:00')).status).toBe(201)
    expect((await bookAt('edge', '11:00')).status).toBe(201)
    expect((await bookAt('edge', '09:00')).status).toBe(201)
    expect((await bookAt('edge', '10:30')).status).toBe(409)
    await table('turned', { bufferMinutes: 15 })
    expect((await bookAt('turned', '10:00')).status).toBe(201)
    expect((await bookAt('turned', '11:00')).status).toBe(409)
    expect((await bookAt('turned', '11:14')).status).toBe(409)
    expect((await bookAt('turned', '08:46')).status).toBe(409)
    expect((await bookAt('turned', '11:15')).status).toBe(201)
    expect((await bookAt('turned', '08:45')).status).toBe(201)
  })

  test('100 callers race for one slot: one gets it', async () => {
    await table('raced')
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => book({ start: at('12:00'), resources: ['raced'] })),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(99)
    const [taken] = await database.sql`select count(*)::int as n from slot_claims where resource = 'raced' and active`
    expect(taken).toEqual({ n: 1 })
  })

  test('control: without the lock two see the time free, and only the table’s own constraint keeps them apart', async () => {
    await table('unlocked')
    const take = () => database.sql`
      insert into slot_claims (hold, line, resource, during, blocked)
      select ${randomUUID()}, 0, 'unlocked', r, r from (values (tstzrange('2031-01-01', '2031-01-02'))) as v (r)
      where not exists (select from slot_claims where resource = 'unlocked' and pg_sleep(0.2) is not null)`
    const both = await Promise.allSettled([take(), take()])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await database.sql`delete from slot_claims where resource = 'unlocked'`
  })

  test('T3: outside the hours of its resource it is refused', async () => {
    await table('hours')
    await ask('PUT', '/v1/resources/hours/hours', { body: { weekly: [{ day: 1, from: '10:00', to: '22:00' }] } })
    // 5 May 2031 is a Monday.
    expect((await book({ start: at('09:30'), resources: ['hours'] })).body).toMatchObject({
      conflicts: [{ line: 0, code: 'outside_hours' }],
    })
    expect((await book({ start: at('21:30'), resources: ['hours'] })).body).toMatchObject({
      conflicts: [{ code: 'outside_hours' }],
    })
    expect((await book({ start: at('10:00', '2031-05-06'), resources: ['hours'] })).body).toMatchObject({
      conflicts: [{ code: 'outside_hours' }],
    })
    expect((await book({ start: at('21:00'), resources: ['hours'] })).body).toMatchObject({ state: 'pending' })
  })

  test('B1: a table and a person are taken together or not at all', async () => {
    await table('salon')
    await person('mai', { skills: ['cut'] })
    await service('haircut', { needs: [{ kind: 'table' }, { kind: 'staff', skill: 'cut' }] })
    const first = bookingOf(await book({ service: 'haircut', start: at('15:00'), resources: ['salon'] }))
    expect(first.resources).toEqual(['salon', 'mai'])
    await table('salon-2')
    const refused = await book({ service: 'haircut', start: at('15:30'), resources: ['salon-2', 'mai'] })
    expect(refused.body).toMatchObject({ code: 'conflict', conflicts: [{ line: 1, code: 'slot_taken' }] })
    const free = await ask('POST', '/v1/holds', {
      body: { location: 'q1', lines: [{ kind: 'slot', resource: 'salon-2', start: at('15:30'), end: at('16:30') }] },
    })
    expect(free.status).toBe(201)
  })

  test('a hold takes a slot and a cake together or neither, and frees both', async () => {
    await table('party')
    const slot = { kind: 'slot', resource: 'party', start: at('18:00'), end: at('20:00') }
    const place = (quantity: number) => holdLines([{ kind: 'stock', sku: 'cake', quantity }, slot])
    expect((await place(3)).body).toMatchObject({ conflicts: [{ line: 0, code: 'sold_out', available: 2 }] })
    const placed = await place(2)
    expect(placed.status).toBe(201)
    expect((await place(1)).body).toMatchObject({
      conflicts: [
        { line: 0, code: 'sold_out' },
        { line: 1, code: 'slot_taken' },
      ],
    })
    const { id } = z.object({ id: z.string() }).parse(placed.body)
    expect((await ask('POST', `/v1/holds/${id}/release`)).status).toBe(200)
    expect((await place(2)).status).toBe(201)
  })

  test('what cannot be: unknown names 404, what does not fit 422, the same slot twice 422', async () => {
    await table('known')
    expect((await book({ start: at('10:00'), service: 'none' })).status).toBe(404)
    expect((await book({ start: at('10:00'), location: 'none' })).status).toBe(404)
    expect((await book({ start: at('10:00'), resources: ['none'] })).status).toBe(404)
    expect((await book({ start: 'soon' })).status).toBe(422)
    expect((await book({ start: at('10:00'), party: 0 })).status).toBe(422)
    expect((await book({ start: at('10:00'), party: 9, resources: ['known'] })).status).toBe(422)
    expect((await step(randomUUID(), 'confirm')).status).toBe(404)
    const slot = { kind: 'slot', resource: 'known', start: at('01:00'), end: at('02:00') }
    expect((await holdLines([slot, slot])).status).toBe(422)
    expect((await holdLines([{ ...slot, end: slot.start }])).status).toBe(422)
    expect((await holdLines([{ ...slot, resource: 'none' }])).status).toBe(404)
  })

  test('C1: a repeat under its key gets the same booking, another body 409', async () => {
    await table('keyed')
    const headers = { 'idempotency-key': 'booking-1' }
    const body = { start: at('10:00'), resources: ['keyed'] }
    const first = await book(body, web, headers)
    const again = await book(body, web, headers)
    expect(again.text).toBe(first.text)
    expect(again.headers['idempotent-replayed']).toBe('true')
    expect((await book({ ...body, start: at('11:00') }, web, headers)).body).toMatchObject({
      code: 'idempotency_key_reused',
    })
  })
})

const made = async (code: string, more: object = {}, clock = '10:00') => {
  await table(code)
  return bookingOf(await book({ start: at(clock), resources: [code], ...more }))
}
const isFree = async (code: string, start = at('10:00')): Promise<boolean> => {
  const end = new Date(Date.parse(start) + 60_000).toISOString()
  const lines = [{ kind: 'slot', resource: code, start, end }]
  const answer = await ask('POST', '/v1/holds', { body: { location: 'q1', lines, ttlSeconds: 1 } })
  if (answer.status === 201)
    await ask('POST', `/v1/holds/${z.object({ id: z.string() }).parse(answer.body).id}/release`)
  return answer.status === 201
}

describe('the life of a booking', () => {
  test('pending → confirmed → seated → completed; each step again is the same answer; completed frees the rest', async () => {
    const { id } = await made('life')
    for (const [name, state] of [
      ['confirm', 'confirmed'],
      ['check-in', 'seated'],
      ['complete', 'completed'],
    ] as const) {
      expect(await isFree('life')).toBe(false)
      expect((await step(id, name)).body).toMatchObject({ state })
      expect((await step(id, name)).body).toMatchObject({ state })
    }
    expect(await isFree('life')).toBe(true)
    expect((await step(id, 'cancel')).body).toMatchObject({ code: 'booking_completed' })
    expect((await step(id, 'confirm')).status).toBe(409)
  })

  test('B3: cancelled frees at once, also a confirmed one; after freeUntil it is late', async () => {
    const first = await made('gone')
    expect((await step(first.id, 'cancel', { reason: 'ill' })).body).toMatchObject({
      state: 'cancelled',
      reason: 'ill',
    })
    expect(await isFree('gone')).toBe(true)
    const second = await made('gone')
    await step(second.id, 'confirm')
    expect((await step(second.id, 'cancel')).body).toMatchObject({ state: 'cancelled' })
    expect(await isFree('gone')).toBe(true)
    await service('strict', { cancelFreeUntilMinutes: 120 })
    await table('late')
    const start = new Date(Date.now() + 3_600_000).toISOString()
    const third = bookingOf(await book({ service: 'strict', start, resources: ['late'] }))
    expect((await step(third.id, 'cancel')).body).toMatchObject({ state: 'late_cancelled' })
    expect(await isFree('late', start)).toBe(true)
  })

  test('B2, T4: not confirmed in time it is expired at that moment and its time is free, with nobody sweeping', async () => {
    await service('quick', { confirmWithinSeconds: 2 })
    const booking = await made('quick', { service: 'quick' })
    expect(await isFree('quick')).toBe(false)
    await sleep(2_050)
    expect((await ask('GET', `/v1/bookings/${booking.id}`)).body).toMatchObject({ state: 'expired' })
    expect((await step(booking.id, 'confirm')).body).toMatchObject({ code: 'booking_expired' })
    expect(await isFree('quick')).toBe(true)
    expect((await ask('GET', `/v1/bookings/${booking.id}`)).body).toMatchObject({
      state: 'expired',
      endedAt: booking.confirmBy,
    })
  })

  test('B2, T4: a guest who has not come loses the time at that moment, with nobody sweeping', async () => {
    await service('prompt', { noShowAfterMinutes: 1, durationMinutes: 600 })
    await table('missed')
    const start = new Date(Date.now() - 58_000).toISOString()
    const later = new Date(Date.now() + 3_600_000).toISOString()
    const booking = bookingOf(await book({ service: 'prompt', start, resources: ['missed'] }))
    expect((await step(booking.id, 'confirm')).body).toMatchObject({ state: 'confirmed' })
    expect(await isFree('missed', later)).toBe(false)
    await sleep(2_100)
    expect((await ask('GET', `/v1/bookings/${booking.id}`)).body).toMatchObject({ state: 'no_show' })
    expect(await isFree('missed', later)).toBe(true)
  })

  test('the job writes down what has lapsed, and tells it', async () => {
    await service('lapse', { confirmWithinSeconds: 1, noShowAfterMinutes: 1 })
    const pending = await made('lapse-1', { service: 'lapse' })
    await table('lapse-2')
    const start = new Date(Date.now() - 58_000).toISOString()
    const confirmed = bookingOf(await book({ service: 'lapse', start, resources: ['lapse-2'] }))
    await step(confirmed.id, 'confirm')
    await sleep(2_100)
    expect((await lapseBookings(database.sql, 100)).lapsed).toBe(2)
    expect((await lapseBookings(database.sql, 100)).lapsed).toBe(0)
    const told = await database.sql`
      select type, subject from feed where subject in (${pending.id}, ${confirmed.id}, ${pending.hold}) and type in ('booking.expired', 'booking.no_show', 'hold.expired') order by type`
    expect([...told]).toEqual([
      { type: 'booking.expired', subject: pending.id },
      { type: 'booking.no_show', subject: confirmed.id },
      { type: 'hold.expired', subject: pending.hold },
    ])
    const [active] =
      await database.sql`select count(*)::int as n from slot_claims where resource like 'lapse-%' and active`
    expect(active).toEqual({ n: 0 })
  })

  test('no-show by hand frees at once', async () => {
    const { id } = await made('absent')
    await step(id, 'confirm')
    expect((await step(id, 'no-show')).body).toMatchObject({ state: 'no_show' })
    expect(await isFree('absent')).toBe(true)
    expect((await step(id, 'no-show')).body).toMatchObject({ state: 'no_show' })
  })

  test('B5: a move takes the new time and frees the old; a move that cannot be leaves all as it was', async () => {
    const one = await made('from')
    await step(one.id, 'confirm')
    await table('to')
    const blocker = bookingOf(await book({ start: at('14:00'), resources: ['to'] }))
    const refused = await step(one.id, 'move', { start: at('14:30'), resources: ['to'] })
    expect(refused.body).toMatchObject({ code: 'conflict', conflicts: [{ code: 'slot_taken' }] })
    expect((await ask('GET', `/v1/bookings/${one.id}`)).body).toMatchObject({ resources: ['from'], start: one.start })
    expect(await isFree('from')).toBe(false)
    await step(blocker.id, 'cancel')
    const moved = await step(one.id, 'move', { start: at('14:30'), resources: ['to'] })
    expect(moved.body).toMatchObject({ state: 'confirmed', resources: ['to'] })
    expect(Date.parse(bookingOf(moved).start)).toBe(Date.parse(at('14:30')))
    expect(await isFree('from')).toBe(true)
    expect(await isFree('to', at('14:30'))).toBe(false)
    // Into its own old time.
    expect((await step(one.id, 'move', { start: at('15:00') })).body).toMatchObject({ state: 'confirmed' })
    expect(await isFree('to', at('14:30'))).toBe(true)
  })

  test('B5: a pending booking that moves keeps its deadline', async () => {
    const one = await made('moving')
    const moved = bookingOf(await step(one.id, 'move', { start: at('12:00') }))
    expect(moved.state).toBe('pending')
    expect(moved.confirmBy).toBe(one.confirmBy)
    expect((await step(one.id, 'confirm')).body).toMatchObject({ state: 'confirmed' })
    expect(await isFree('moving')).toBe(true)
    expect(await isFree('moving', at('12:00'))).toBe(false)
  })

  test('B6: who comes after all is seated; what another has by now stays theirs and is a discrepancy', async () => {
    const one = await made('doubled')
    await step(one.id, 'cancel')
    const other = bookingOf(await book({ start: at('10:30'), resources: ['doubled'] }))
    expect((await step(one.id, 'check-in')).body).toMatchObject({ state: 'seated' })
    const found = await database.sql`select kind, sku from discrepancies where sku = 'doubled'`
    expect([...found]).toEqual([{ kind: 'double_booked', sku: 'doubled' }])
    expect((await step(other.id, 'confirm')).body).toMatchObject({ state: 'confirmed' })
  })

  test('B1: its hold is ended by nobody else; another channel may not touch it', async () => {
    const { id, hold } = await made('guarded')
    for (const end of ['release', 'confirm'])
      expect((await ask('POST', `/v1/holds/${hold}/${end}`, { key: web })).body).toMatchObject({
        code: 'part_of_booking',
        booking: id,
      })
    expect((await step(id, 'cancel', {}, phone)).status).toBe(403)
    expect((await ask('GET', `/v1/bookings/${id}`, { key: phone })).status).toBe(200)
  })

  test('customers are told to their own channel and to admins only', async () => {
    const { id } = await made('private', { customer: { name: 'Lan', phone: '0900' } })
    const shown = async (key?: string) =>
      (await ask('GET', `/v1/bookings/${id}`, key === undefined ? {} : { key })).body
    expect(await shown()).toHaveProperty('customer')
    expect(await shown(web)).toHaveProperty('customer')
    expect(await shown(phone)).not.toHaveProperty('customer')
  })
})
