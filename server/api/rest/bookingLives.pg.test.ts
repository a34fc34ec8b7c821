import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { lapseBookings } from '../../bookings/lapse.ts'
import { selfCheck } from '../../selfCheck/selfCheck.ts'
import { at, bookingOf, restBookings } from '../../testing/restBookings.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'

const database = testDatabase()
const hub = testHub(database)
const { ask } = hub
const { keys, table, service, book, step, made, isFree } = restBookings(hub)

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
    // They get a table of their own: what they had of the other one, nothing, is no fault of the books.
    await table('other')
    expect((await step(one.id, 'move', { resources: ['other'] })).body).toMatchObject({ resources: ['other'] })
    expect(await selfCheck(database.sql)).toEqual({ clean: true, differences: [] })
  })

  test('B1: its hold is ended by nobody else; another channel may not touch it', async () => {
    const { id, hold } = await made('guarded')
    for (const end of ['release', 'confirm'])
      expect((await ask('POST', `/v1/holds/${hold}/${end}`, { key: keys.web })).body).toMatchObject({
        code: 'part_of_booking',
        booking: id,
      })
    expect((await step(id, 'cancel', {}, keys.phone)).status).toBe(403)
    expect((await ask('GET', `/v1/bookings/${id}`, { key: keys.phone })).status).toBe(200)
  })

  test('customers are told to their own channel and to admins only', async () => {
    const { id } = await made('private', { customer: { name: 'Lan', phone: '0900' } })
    const shown = async (key?: string) =>
      (await ask('GET', `/v1/bookings/${id}`, key === undefined ? {} : { key })).body
    expect(await shown()).toHaveProperty('customer')
    expect(await shown(keys.web)).toHaveProperty('customer')
    expect(await shown(keys.phone)).not.toHaveProperty('customer')
  })
})
