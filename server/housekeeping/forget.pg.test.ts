import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { startFeedReader } from '../feed/reader.ts'
import { lapseOrders } from '../orders/lapseOrders.ts'
import { ResyncNeeded } from '../feed/types.ts'
import { selfCheck } from '../selfCheck/selfCheck.ts'
import { passTime } from '../testing/passTime.ts'
import { day, idOf, line, pastHolds } from '../testing/pastHolds.ts'
import { putAllAway, testAges } from '../testing/putAllAway.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { testHub } from '../testing/testHub.ts'
import { call, testTerminal } from '../testing/testTerminal.ts'
import { forgetMonths } from './forget.ts'
import { startHousekeepingJob } from './housekeepingJob.ts'

const database = testDatabase()
const { sql } = database
const hub = testHub(database)
const { ask } = hub
const { place, end } = pastHolds(hub, sql)

afterEach(async () => {
  expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })
})

describe('verdicts', () => {
  test('A4: a channel may use a key anew after 35 days; a terminal has its verdict still', async () => {
    await hub.item('keys', 9)
    const terminal = await testTerminal(hub)
    const envelope = terminal.envelope({
      ...{ type: 'hold.place', hold: randomUUID(), location: 'q1' },
      lines: [{ kind: 'stock', sku: 'keys', quantity: 1 }],
    })
    const push = () => call(hub, 'mutation', 'commands.submit', { commands: [envelope] }, { token: terminal.token })
    const first = await push()
    expect(first.status).toBe(200)
    const body = { location: 'q1', lines: [line('keys')] }
    const headers = { 'idempotency-key': randomUUID() }
    const held = idOf(await ask('POST', '/v1/holds', { body, headers }))
    await end(held, 'release')
    await passTime(sql, 34 * day)
    await putAllAway(sql)
    expect(idOf(await ask('POST', '/v1/holds', { body, headers }))).toBe(held)
    await passTime(sql, 2 * day)
    await putAllAway(sql)
    expect(idOf(await ask('POST', '/v1/holds', { body, headers }))).not.toBe(held)
    const [kept] = await sql<{ n: number }[]>`select count(*)::int as n from verdicts where key = ${envelope.id}`
    expect(kept?.n).toBe(0)
    const again = await push()
    expect(again.data).toEqual(first.data)
  })
})

const money = (reference: string) => ({
  body: { amount: { amount: 10_000, currency: 'VND' }, method: 'bank_transfer', reference },
})

describe('months', () => {
  test('A6: a hold of a month that is forgotten is nowhere; its order can be paid late, failed or come back all the same', async () => {
    await hub.item('months', 9)
    const order = { location: 'q1', lines: [line('months')], payment: { method: 'bank_transfer' }, ttlSeconds: 60 }
    const placed = z.object({ id: z.string(), hold: z.string() })
    const late = placed.parse((await ask('POST', '/v1/orders', { body: order })).body)
    const sold = placed.parse((await ask('POST', '/v1/orders', { body: order })).body)
    await ask('POST', `/v1/orders/${sold.id}/payments`, money('A6-1'))
    for (const step of ['ship', 'deliver']) await ask('POST', `/v1/orders/${sold.id}/${step}`, { body: {} })
    await passTime(sql, 61)
    expect(await lapseOrders(hub.hub, 10)).toMatchObject({ lapsed: 1 })
    await passTime(sql, 70 * day)
    await putAllAway(sql, { feedDays: 36_000 })
    expect(await forgetMonths(sql, 1)).toContainEqual(expect.stringMatching(/^holds_ended_/))
    for (const { hold } of [late, sold]) expect((await ask('GET', `/v1/holds/${hold}`)).status).toBe(404)

    const paid = await ask('POST', `/v1/orders/${late.id}/payments`, money('A6-2'))
    expect(paid.body).toMatchObject({ state: 'paid' })
    expect((await ask('POST', `/v1/orders/${sold.id}/fail`, { body: { reason: 'broken' } })).status).toBe(409)
    const back = await ask('POST', '/v1/returns', { body: { order: sold.id, reason: 'too small' } })
    expect(back.status).toBe(201)
  })
})

describe('the feed', () => {
  test('A5: is told from what was put away; from what is forgotten on nobody goes on as if nothing had been', async () => {
    await hub.item('feed', 9)
    await end(await place('feed'), 'release')
    const [old] = await sql<{ position: number; epoch: string }[]>`select position, epoch from feed_head, hub`
    if (old === undefined) throw new Error('there is a head')
    await passTime(sql, 31 * day)
    const hold = await place('feed')
    const all = await ask('GET', '/v1/changes?after=0&limit=1000')
    await putAllAway(sql, { feedDays: 30 })
    const [hot] = await sql<{ first: number }[]>`select min(position) as first from changes`
    expect(hot?.first).toBe(old.position + 1)
    expect((await ask('GET', '/v1/changes?after=0&limit=1000')).text).toBe(all.text)
    const page = z.object({ data: z.array(z.object({ position: z.number() })), next: z.number() })
    // Page by page over the border between the two.
    const walked: number[] = []
    for (let after = 0; ; ) {
      const { data, next } = page.parse((await ask('GET', `/v1/changes?after=${after}&limit=3`)).body)
      walked.push(...data.map(({ position }) => position))
      if (data.length < 3) break
      after = next
    }
    expect(walked).toEqual(page.parse(all.body).data.map(({ position }) => position))

    // Forgotten: whoever stands before it hears from where on all is there.
    expect(await forgetMonths(sql, 0)).toContainEqual(expect.stringMatching(/^feed_old_/))
    const gone = await ask('GET', '/v1/changes?after=0')
    expect(gone.status).toBe(410)
    const { oldest } = z.object({ code: z.literal('changes_forgotten'), oldest: z.number() }).parse(gone.body)
    const rest = page.parse((await ask('GET', `/v1/changes?after=${oldest}&limit=1000`)).body)
    expect(rest.data.map(({ position }) => position)).toEqual(walked.filter((position) => position > oldest))
    expect((await ask('GET', `/v1/holds/${hold}`)).status).toBe(200)

    // A terminal that stands before what is at hand starts over, whatever it follows; one that stands right at it goes on.
    const reader = await startFeedReader({ sql, log: pino({ level: 'silent' }) })
    const from = (position: number) => ({ epoch: old.epoch, position })
    for (const collection of ['holds', 'items', 'levels'] as const) {
      await expect(reader.pull(collection, 'q1', from(old.position - 1), 10)).rejects.toThrow(ResyncNeeded)
      await expect(reader.pull(collection, 'q1', from(old.position), 10)).resolves.toBeDefined()
    }
    await reader.close()
  })
})

test('what shops and carriers told is kept for 90 days, and wrong tries for a day', async () => {
  await hub.item('passing', 1)
  await ask('PUT', '/v1/channels/shop', { body: { name: 'Shop', kind: 'web' } })
  const shop = { kind: 'woocommerce', location: 'q1', secret: 'secret-of-the-shop' }
  expect((await ask('PUT', '/v1/connectors/shop', { body: shop })).status).toBe(200)
  expect((await ask('PUT', '/v1/carriers/fast', { body: { name: 'Fast', states: {} } })).status).toBe(200)
  for (const days of [91, 89]) {
    await sql`insert into connector_messages (channel, id, at, topic) values ('shop', ${days}, now() - make_interval(days => ${days}), 'order')`
    await sql`insert into carrier_messages (carrier, id, at) values ('fast', ${days}, now() - make_interval(days => ${days}))`
  }
  await sql`
    insert into wrong_tries (subject, tries, wait_until) values ('pair:old', 2, now() - interval '25 hours'), ('pair:new', 2, now() - interval '23 hours')`
  await putAllAway(sql)
  const job = startHousekeepingJob({ sql, feed: hub.hub.feed, ages: testAges, log: pino({ level: 'error' }) })
  const left = async () => {
    const rows = await sql<{ id: string }[]>`
      select id from connector_messages union all select id from carrier_messages union all select subject from wrong_tries where subject like 'pair:%'`
    return rows.map(({ id }) => id)
  }
  await expect.poll(left).toEqual(['89', '89', 'pair:new'])
  await job.stop()
})
