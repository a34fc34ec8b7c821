import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { ticketCode } from '../../../shared/orders/tickets.ts'
import type { Command } from '../../../shared/protocol/commands.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'
import { planOf } from '../../testing/testPlan.ts'
import { call, testTerminal, type TestTerminal } from '../../testing/testTerminal.ts'

const database = testDatabase()
const { sql } = database
const hub = testHub(database)
let till: TestTerminal
let manager: string

beforeAll(async () => {
  till = await testTerminal(hub)
  manager = await till.signIn('manager')
})

const idSchema = z.object({ id: z.string() })

const film = {
  ...{ code: 'film', isNew: true, name: 'Mùa hoa sữa', startsAt: '2027-01-05T19:00:00+07:00' },
  ...{ plan: planOf(2, 4), prices: { front: 110_000, back: 85_000 }, publicSeats: 6 },
}
const save = async (more: object = {}) =>
  call(hub, 'mutation', 'seating.saveEvent', { ...film, ...more }, { token: till.token, staff: manager })
const event = async (code: string) => (await hub.ask('GET', `/v1/events/${code}`)).body

test('a manager makes an event at the terminal’s own location, and another in the same hall without its plan', async () => {
  expect((await save()).data).toEqual({ type: 'saved' })
  expect(await event('film')).toMatchObject({
    ...{ name: 'Mùa hoa sữa', location: 'q1', seats: 8, publicSeats: 6, leavesNoSingle: true },
    prices: { front: { amount: 110_000, currency: 'VND' }, back: { amount: 85_000 } },
  })
  expect((await save({ code: 'late', name: 'Chuyến tàu cuối', plan: 'film', prices: {} })).data).toEqual({
    type: 'saved',
  })
  expect(await event('late')).toMatchObject({ seats: 8, plan: { name: 'Hall' }, prices: {} })
})

test('a change keeps what is blocked; a new one overwrites none, and what does not fit is named', async () => {
  expect((await save()).data).toEqual({ type: 'taken' })
  await hub.ask('PUT', '/v1/events/film', {
    body: { name: 'x', location: 'q1', startsAt: film.startsAt, plan: film.plan, blocked: ['A1', 'B4'] },
  })
  const smaller = planOf(2, 3)
  expect((await save({ isNew: false, plan: smaller })).data).toEqual({ type: 'saved' })
  expect(await event('film')).toMatchObject({ blocked: ['A1'], seats: 6 })
  expect((await save({ isNew: false, plan: 'nowhere' })).data).toEqual({ type: 'no_hall' })
  expect((await save({ isNew: false, prices: { loge: 1 } })).data).toEqual({
    type: 'no_category',
    categories: ['loge'],
  })
  expect(await save({ isNew: false, plan: { ...smaller, categories: [] } })).toMatchObject({ status: 400 })
  await hub.ask('PUT', '/v1/locations/td', { body: { name: 'Thủ Đức', timeZone: 'Asia/Ho_Chi_Minh' } })
  await hub.ask('PUT', '/v1/events/far', {
    body: { name: 'x', location: 'td', startsAt: film.startsAt, plan: film.plan },
  })
  expect((await save({ code: 'far', isNew: false })).data).toEqual({ type: 'taken' })
  const line = { kind: 'seat', event: 'film', seat: 'B2' }
  await hub.ask('POST', '/v1/holds', { body: { location: 'q1', lines: [line] } })
  expect((await save({ isNew: false, plan: planOf(1, 4) })).data).toEqual({ type: 'in_the_way', seats: ['B2'] })
})

/** How many in this database wait for a lock. */
const waiting = async (): Promise<number> => {
  const rows = await sql`
    select from pg_locks l join pg_stat_activity a on a.pid = l.pid where not l.granted and a.datname = current_database()`
  return rows.length
}

test('a seat that is taken off sale while the event is written stays off sale', async () => {
  await save({ code: 'busy' })
  const saving: ReturnType<typeof save>[] = []
  await sql.begin(async (tx) => {
    await tx`update seats set blocked = true where event = 'busy' and seat = 'A1'`
    saving.push(save({ code: 'busy', isNew: false, plan: 'busy' }))
    // The other waits for this seat; only then is it off sale for all to see.
    await vi.waitFor(async () => expect(await waiting()).toBeGreaterThan(0), { timeout: 20_000 })
  })
  expect(await Promise.all(saving)).toMatchObject([{ data: { type: 'saved' } }])
  expect(await event('busy')).toMatchObject({ blocked: ['A1'] })
})

const sell = (order: string, ...seats: string[]): Command => ({
  ...{ type: 'order.sell', order, number: `1-${order.slice(0, 8)}`, location: 'q1', currency: 'VND', soldAt: 0 },
  ...{ total: 85_000 * seats.length, tendered: 85_000 * seats.length },
  lines: seats.map((seat) => ({
    line: { kind: 'seat' as const, event: 'late', seat },
    name: `Film ${seat}`,
    price: 85_000,
  })),
})
const submit = (command: Command) =>
  call(hub, 'mutation', 'commands.submit', { commands: [till.envelope(command)] }, { token: till.token })
const look = (code: string) => call(hub, 'query', 'seating.ticket', { code }, { token: till.token })
const atTheDoor = async (code: string) => (await hub.ask('GET', `/v1/tickets/${code}`)).body

test('a ticket is known by its order and line, and lets in whoever has the seat', async () => {
  const [first, second] = [randomUUID(), randomUUID()]
  await submit(sell(first, 'A1', 'A2'))
  expect((await look(ticketCode(first, 1))).data).toEqual({
    ...{ order: `1-${first.slice(0, 8)}`, event: 'late', eventName: 'Chuyến tàu cuối' },
    ...{ startsAt: '2027-01-05T12:00:00.000Z', seat: 'A2', state: 'valid' },
  })
  expect(await atTheDoor(ticketCode(first, 0).toUpperCase())).toMatchObject({ seat: 'A1', state: 'valid' })
  // Sold again without a network, by mistake: the second ticket is none.
  await submit(sell(second, 'A1'))
  expect(await atTheDoor(ticketCode(second, 0))).toMatchObject({ seat: 'A1', state: 'seat_of_another' })
  expect(await atTheDoor(ticketCode(first, 0))).toMatchObject({ state: 'valid' })
})

test('a ticket of an order of the web is valid once that is paid, and no more once it has failed', async () => {
  const ordered = await hub.ask('POST', '/v1/orders', {
    body: {
      ...{ location: 'q1', payment: { method: 'bank_transfer' } },
      lines: [{ kind: 'seat', event: 'late', seat: 'B1', price: { amount: 85_000, currency: 'VND' } }],
    },
  })
  expect(ordered).toMatchObject({ status: 201 })
  const { id } = idSchema.parse(ordered.body)
  expect(await atTheDoor(ticketCode(id, 0))).toMatchObject({ state: 'not_paid' })
  const amount = { amount: 85_000, currency: 'VND' }
  await hub.ask('POST', `/v1/orders/${id}/payments`, { body: { amount, method: 'bank_transfer', reference: 'r' } })
  expect(await atTheDoor(ticketCode(id, 0))).toMatchObject({ seat: 'B1', state: 'valid' })
  await hub.ask('POST', `/v1/orders/${id}/fail`, { body: { reason: 'the projector broke' } })
  expect(await atTheDoor(ticketCode(id, 0))).toMatchObject({ state: 'order_ended' })
})

test('what is no ticket is not found', async () => {
  for (const code of [ticketCode(randomUUID(), 0), 'x', `${randomUUID()}.0.1`, `${randomUUID()}.`])
    expect((await hub.ask('GET', `/v1/tickets/${code}`)).status, code).toBe(404)
  expect(await look(ticketCode(randomUUID(), 0))).toMatchObject({ code: 'NOT_FOUND' })
  expect((await hub.ask('GET', `/v1/tickets/x`, { key: null })).status).toBe(401)
})
