import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { at, bookingOf, restBookings } from '../../testing/restBookings.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'

const database = testDatabase()
const hub = testHub(database)
const { ask } = hub
const { keys, table, person, service, book, bookAt, holdLines, step } = restBookings(hub)

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
    const hold = await ask('GET', `/v1/holds/${booking.hold}`, { key: keys.web })
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
    const first = await book(body, keys.web, headers)
    const again = await book(body, keys.web, headers)
    expect(again.text).toBe(first.text)
    expect(again.headers['idempotent-replayed']).toBe('true')
    expect((await book({ ...body, start: at('11:00') }, keys.web, headers)).body).toMatchObject({
      code: 'idempotency_key_reused',
    })
  })
})
