import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { customerKeys } from '../../shared/kinds/voucher/customer.ts'
import { digestOf } from '../kinds/voucher/wanted.ts'
import { selfCheck } from '../selfCheck/selfCheck.ts'
import { passTime } from '../testing/passTime.ts'
import { day, idOf, line } from '../testing/pastHolds.ts'
import { putAllAway } from '../testing/putAllAway.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { testHub } from '../testing/testHub.ts'
import { call, testTerminal, type TestTerminal } from '../testing/testTerminal.ts'
import { type TestVenue, testVenue } from '../testing/testVenue.ts'
import { eraseOld } from './erase.ts'

const database = testDatabase()
const { sql } = database
const hub = testHub(database)
const { ask } = hub
let venue: TestVenue
let till: TestTerminal

beforeAll(async () => {
  till = await testTerminal(hub)
  await hub.item('tea', 100)
  venue = await testVenue(hub, 'v')
  for (const table of ['one', 'two', 'three']) await venue.table(table)
  await ask('PUT', '/v1/voucher-campaigns/tet', {
    body: { name: 'Tết', discount: { kind: 'amount', value: 1_000 }, quantity: 9, perCustomer: 9 },
  })
  await ask('POST', '/v1/voucher-campaigns/tet/codes', { body: { codes: ['TETONE', 'TETTWO', 'TETSIX', 'TETTEN'] } })
})

/** In which tables something is written that may tell of somebody. */
const whereWritten = async (texts: readonly string[]): Promise<string[]> => {
  const tables = await sql<{ name: string }[]>`
    select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname`
  const found: string[] = []
  for (const { name } of tables) {
    const [row] =
      await sql`select 1 from ${sql(name)} t where t::text ilike any(${texts.map((text) => `%${text}%`)}::text[]) limit 1`
    if (row !== undefined) found.push(name)
  }
  return found
}

const place = async (customer: object, code: string) => {
  const lines = [line('tea'), { kind: 'voucher', code }]
  return idOf(await ask('POST', '/v1/holds', { body: { location: 'q1', customer, lines } }))
}
const order = async (customer: object, code: string, key?: string) =>
  ask('POST', '/v1/orders', {
    body: { location: 'q1', customer, lines: [line('tea', 2), { kind: 'voucher', code }], payment: { method: 'cash' } },
    ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
  })

test('A9, A10: a customer is erased wherever something is over, however their phone was written; what goes on keeps them until it has ended', async () => {
  const [phone, email] = ['0901 234 567', 'Xuan@Shop.example']
  const customer = { name: 'Xuân Mai', phone, email }
  const digests = customerKeys(customer).map(digestOf)
  const written = () =>
    whereWritten(['Xuân Mai', 'xuan mai', '0901 234', '901234567', 'xuan@shop', 'allergic', ...digests])
  const away = await place(customer, 'TETONE')
  // Nobody tidies: it lies at hand, past its deadline.
  await place({ phone: '+84 901-234-567' }, 'TETTWO')
  await ask('POST', `/v1/holds/${away}/confirm`)
  const ordered = await order(customer, 'TETSIX', 'the-order')
  const booking = await venue.book('one', { customer, note: 'allergic to nuts' })
  const waiting = await venue.join(2, { customer: { email: ' xuan@shop.EXAMPLE ' }, note: 'allergic' })
  await ask('POST', `/v1/orders/${idOf(ordered)}/cancel`)
  await venue.step(booking.id, 'cancel')
  await passTime(sql, 8 * day)
  await sql`update voucher_claims set active = false where hold = ${away}`
  await putAllAway(sql)
  const open = await venue.book('two', { customer })
  const count = { holds: 0, bookings: 0, orders: 0, waiting: 0, queued: 0 }
  const erase = () =>
    ask('POST', '/v1/customers/erase', { body: { phone: '+84901234567', email: email.toUpperCase() } })

  const manager = await till.signIn('manager')
  const look = await call(
    hub,
    'mutation',
    'customers.lookFor',
    { phone: '0901234567' },
    { token: till.token, staff: manager },
  )
  expect(look.data).toMatchObject({ erased: { holds: 2, bookings: 1, orders: 1 }, kept: { bookings: 1 } })
  expect((await erase()).body).toEqual({
    erased: { ...count, holds: 2, bookings: 1, orders: 1 },
    kept: { ...count, bookings: 1, waiting: 1 },
  })
  expect(await written()).toEqual(['bookings', 'waiting_guests'])
  expect((await order(customer, 'TETSIX', 'the-order')).body).not.toHaveProperty('customer')
  expect(
    await sql`select type from feed where type in ('replica.booking', 'replica.order') order by type`,
  ).toMatchObject([{ type: 'replica.booking' }, { type: 'replica.order' }])

  await venue.step(open.id, 'cancel')
  await ask('POST', `/v1/waiting/${waiting.id}/leave`)
  const asked = { token: till.token, staff: manager }
  expect((await call(hub, 'mutation', 'customers.erase', { email }, asked)).data).toEqual({
    ...{ erased: { ...count, bookings: 1, waiting: 1 }, kept: count },
  })
  expect((await call(hub, 'query', 'customers.erasures', undefined, asked)).data).toMatchObject([
    { staffName: expect.any(String), erased: 2 },
    { staffName: null, terminalName: null, erased: 4 },
  ])
  expect(await written()).toEqual([])
  expect((await erase()).body).toEqual({ erased: count, kept: count })
  expect((await ask('GET', `/v1/orders/${idOf(ordered)}`)).body).toMatchObject({ state: 'cancelled' })
  expect((await ask('POST', '/v1/customers/erase', { body: { phone: '–' } })).status).toBe(422)
  expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })
})

test('A11: customers of what ended long ago are forgotten, those of what ended lately are not', async () => {
  const customer = { name: 'Old Guest', phone: '+84907654321' }
  const [sold, put] = [await place(customer, 'TETTEN'), await venue.book('three', { customer })]
  await ask('POST', `/v1/holds/${sold}/confirm`)
  await venue.step(put.id, 'cancel')
  const written = () => whereWritten(['Old Guest', '7654321', ...customerKeys(customer).map(digestOf)])
  await passTime(sql, 20 * day)
  const deps = { sql, feed: hub.hub.feed }
  await putAllAway(sql, { customerDays: 30 })
  expect(await eraseOld(deps, 30)).toBe(0)
  expect(await written()).toEqual(['bookings', 'holds', 'voucher_claims'])
  await passTime(sql, 11 * day)
  await putAllAway(sql, { customerDays: 30 })
  expect(await eraseOld(deps, 30)).toBe(1)
  expect(await written()).toEqual([])
})

test('V4: the database tells customers apart as the rules do', async () => {
  const some = ['0901234567', '+84 901', '0084901', ' +0 1', '901', '–', '', ' A@B.c '].map((said) => ({
    phone: said,
    email: said,
  }))
  const rows = await sql<{ keys: string[] }[]>`
    select customer_keys(c::jsonb) as keys from unnest(${some.map((one) => JSON.stringify(one))}::text[]) with ordinality as s (c, n) order by n`
  expect(rows.map(({ keys }) => keys)).toEqual(some.map(customerKeys))
  expect(z.array(z.string()).parse((await sql`select customer_keys('{"name":"An"}') as keys`)[0]?.['keys'])).toEqual([])
})
