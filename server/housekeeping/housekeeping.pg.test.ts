import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { kinds } from '../../shared/kinds/registry.ts'
import { serverKinds } from '../kinds/registry.ts'
import { lapseOrders } from '../orders/lapseOrders.ts'
import { readBuyers } from '../queue/buyers.ts'
import { selfCheck } from '../selfCheck/selfCheck.ts'
import { passTime } from '../testing/passTime.ts'
import { atHand, away, day, idOf, line, pastHolds } from '../testing/pastHolds.ts'
import { beginAnew, putAllAway, testAges } from '../testing/putAllAway.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { testHub } from '../testing/testHub.ts'
import { bringBack } from './bringBack.ts'
import { step } from './housekeepingJob.ts'

const database = testDatabase()
const { sql } = database
const hub = testHub(database)
const { ask } = hub
const { place, end, whereIs } = pastHolds(hub, sql)

afterEach(async () => {
  expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })
})

/** Whatever tells of ended holds. */
const told = async (sku: string) =>
  Promise.all(
    [
      ...['/v1/holds?limit=1000', '/v1/holds?state=released', '/v1/holds?state=confirmed', '/v1/holds?state=expired'],
      ...[`/v1/stock/${sku}/q1/movements`, '/v1/changes?after=0&limit=1000', '/v1/exports/holds?format=csv'],
      '/v1/overview',
    ].map(async (url) => {
      const { status, text } = await ask('GET', url)
      return { url, status, text: text.replace(/"at":\d+/, '') }
    }),
  )

describe('ended holds', () => {
  test('A1: are put away with their claims, and everybody is told the same of them as before', async () => {
    await hub.item('told', 50)
    const customer = { name: 'Lan', phone: '+84901234567' }
    const [released, confirmed, expired] = [await place('told', { customer }), await place('told'), await place('told')]
    await end(released, 'release', { reason: 'changed_mind' })
    await end(confirmed, 'confirm')
    await sql`update holds set expires_at = now() where id = ${expired}`
    await sql`update stock_claims set expires_at = now() where hold = ${expired}`
    await passTime(sql, 8 * day)
    const live = await place('told', { ttlSeconds: 2_000_000 })
    // The one that is due is ended for somebody who needs it.
    await ask('POST', '/v1/holds', { body: { location: 'q1', lines: [line('told', 48)] } })
    await passTime(sql, 9 * day)
    await putAllAway(sql, { holdsDays: 36_000 })
    const before = await told('told')
    expect(before.map(({ status }) => status)).toEqual(before.map(() => 200))
    const ids = [released, confirmed, expired]
    const each = await Promise.all(ids.map((id) => ask('GET', `/v1/holds/${id}`)))
    // Who queued for goods is served, since what they were offered was confirmed.
    await sql`
      insert into queued_buyers (id, channel, location, sku, quantity, session, hold)
      select id, channel, location, 'told', 1, 'over', id from holds where id = ${confirmed}`
    const buyer = await readBuyers(sql, [confirmed])
    expect(buyer).toMatchObject([{ state: 'served' }])

    await putAllAway(sql)

    for (const id of ids) expect(await whereIs(id)).toBe(away)
    expect(await whereIs(live)).toBe(atHand)
    expect(await told('told')).toEqual(before)
    expect(await readBuyers(sql, [confirmed])).toEqual(buyer)
    expect((await Promise.all(ids.map((id) => ask('GET', `/v1/holds/${id}`)))).map(({ body }) => body)).toEqual(
      each.map(({ body }) => body),
    )
  })

  test('A1: stay at hand while something of them counts, an order goes on, or the overview has not counted them', async () => {
    await hub.item('stays', 50)
    const counted = await place('stays')
    await end(counted, 'release')
    const order = { location: 'q1', lines: [line('stays')], payment: { method: 'bank_transfer' } }
    const placed = await ask('POST', '/v1/orders', { body: order })
    const { id, hold } = z.object({ id: z.string(), hold: z.string() }).parse(placed.body)
    const money = { amount: { amount: 10_000, currency: 'VND' }, method: 'bank_transfer', reference: 'FT1' }
    expect((await ask('POST', `/v1/orders/${id}/payments`, { body: money })).status).toBe(200)
    await passTime(sql, 8 * day)
    await beginAnew(sql)
    while (!(await step(sql, testAges, 'holds')).isDone) {
      // Before the overview has counted anything.
    }
    expect([await whereIs(counted), await whereIs(hold)]).toEqual([atHand, atHand])
    await putAllAway(sql)
    expect([await whereIs(counted), await whereIs(hold)]).toEqual([away, atHand])
    await ask('POST', `/v1/orders/${id}/fail`, { body: { reason: 'broken' } })
    await passTime(sql, 8 * day)
    await putAllAway(sql)
    expect(await whereIs(hold)).toBe(away)
  })

  test('A3: are brought back for a command, which is settled as if they had never been away', async () => {
    await hub.item('back', 5)
    const body = { location: 'q1', lines: [line('back', 2)] }
    const headers = { 'idempotency-key': randomUUID() }
    const first = await ask('POST', '/v1/holds', { body, headers })
    const hold = idOf(first)
    const released = await end(hold, 'release')
    await passTime(sql, 8 * day)
    await putAllAway(sql)
    expect(await whereIs(hold)).toBe(away)
    const again = await end(hold, 'release')
    expect(again.status).toBe(200)
    expect(again.body).toMatchObject({
      id: hold,
      state: 'released',
      lines: z.object({ lines: z.unknown() }).parse(released.body).lines,
    })
    expect(await whereIs(hold)).toBe(atHand)

    await putAllAway(sql)
    expect((await end(hold, 'confirm')).body).toMatchObject({ code: 'hold_released' })
    await putAllAway(sql)
    const repeated = await ask('POST', '/v1/holds', { body, headers })
    expect(repeated.headers['idempotent-replayed']).toBe('true')
    expect(repeated.body).toMatchObject({ id: hold, state: 'held', lines: [line('back', 2)] })
  })

  test('A3: claims of every kind come back to the letter', async () => {
    const hold = randomUUID()
    const claims = [
      sql`insert into stock_claims values (${hold}, 0, 'q1', 'any', 2, now() - interval '9 days', false)`,
      sql`insert into slot_claims values (${hold}, 1, 'table', '[2026-01-01 10:00+00,2026-01-01 11:30+00)', '[2026-01-01 10:00+00,2026-01-01 12:00+00)', null, false)`,
      sql`insert into seat_claims values (${hold}, 2, 'film', 'A-1', now() - interval '9 days', false)`,
      sql`insert into voucher_claims values (${hold}, 3, 'TẾT"1', 'tet', 1, 3, array['one', 'two, "three"'], 25000, null, false)`,
      sql`insert into preorder_claims overriding system value values (${hold}, 4, 'q1', 'new', 3, 1, 77, null, false)`,
    ]
    await sql`
      insert into holds (id, state, channel, location, placed_at, expires_at, ended_at, reason, terminal, staff, customer, session)
      values (${hold}, 'released', 'web', 'q1', now() - interval '9 days', now() - interval '9 days', now() - interval '8.123456 days', 'changed_mind',
        ${randomUUID()}, 'lan', '{"name": "Lan"}', 'a session')`
    await Promise.all(claims)
    const rows = async () => {
      const tables = ['holds', ...kinds.map((kind) => serverKinds[kind].claims)]
      return Promise.all(
        tables.map(
          (table) =>
            sql`select t::text as row from ${sql(table)} t where ${sql(table === 'holds' ? 'id' : 'hold')} = ${hold}`,
        ),
      )
    }
    const before = await rows()
    expect(before.map((found) => found.length)).toEqual(before.map(() => 1))
    await putAllAway(sql)
    expect((await rows()).flat()).toEqual([])
    await sql.begin((tx) => bringBack(tx, { holds: [hold], verdicts: [] }))
    expect(await rows()).toEqual(before)
    // Nobody lived through it.
    for (const kind of kinds) await sql`delete from ${sql(serverKinds[kind].claims)} where hold = ${hold}`
    await sql`delete from holds where id = ${hold}`
  })

  test('O6, A3: late money for an order whose hold was put away takes the same things again', async () => {
    await hub.item('late', 5)
    const order = { location: 'q1', lines: [line('late')], payment: { method: 'bank_transfer' }, ttlSeconds: 60 }
    const placed = await ask('POST', '/v1/orders', { body: order })
    const { id, hold } = z.object({ id: z.string(), hold: z.string() }).parse(placed.body)
    await passTime(sql, 61)
    expect(await lapseOrders({ ...hub.hub }, 10)).toMatchObject({ lapsed: 1 })
    await passTime(sql, 9 * day)
    await putAllAway(sql)
    expect(await whereIs(hold)).toBe(away)
    const money = { amount: { amount: 10_000, currency: 'VND' }, method: 'bank_transfer', reference: 'FT2' }
    const paid = await ask('POST', `/v1/orders/${id}/payments`, { body: money })
    expect(paid.body).toMatchObject({ state: 'paid' })
  })
})
