import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { startFeedReader } from '../feed/reader.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { testHub } from '../testing/testHub.ts'
import { claim, giveBack } from './claim.ts'
import { deliverTo } from './deliver.ts'
import { fanOut } from './fanOut.ts'
import { readyReceivers } from './receivers.ts'
import { startWebhookJob } from './webhookJob.ts'

const database = testDatabase()
const { sql } = database
const hub = testHub(database)
const { ask } = hub
const log = pino({ level: 'silent' })

interface Received {
  readonly id: string
  readonly type: string
  readonly subject: string
  readonly position: number
}

const bodySchema = z.object({ type: z.string(), subject: z.string(), position: z.number(), timestamp: z.string() })

/** A receiver that checks each signature with the library, and answers what it is told to. */
const openReceiver = async () => {
  const received: Received[] = []
  const state = { secret: '', status: 200, tries: 0 }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      state.tries += 1
      const raw = Buffer.concat(chunks).toString('utf8')
      const id = String(request.headers['webhook-id'])
      const headers = {
        'webhook-id': id,
        'webhook-timestamp': String(request.headers['webhook-timestamp']),
        'webhook-signature': String(request.headers['webhook-signature']),
      }
      if (state.status === 200) {
        const { type, subject, position } = bodySchema.parse(new Webhook(state.secret).verify(raw, headers))
        received.push({ id, type, subject, position })
      }
      response.writeHead(state.status).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  servers.push(server)
  const address = server.address()
  const port = address === null || typeof address === 'string' ? 0 : address.port
  return { received, state, url: `http://127.0.0.1:${port}/hook` }
}

const servers: Server[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve))
  await sql`delete from webhooks`
})

const setUp = async (name: string, url: string, types: readonly string[]): Promise<string> =>
  z.object({ secret: z.string() }).parse((await ask('PUT', `/v1/webhooks/${name}`, { body: { url, types } })).body)
    .secret

const place = async (): Promise<string> => {
  const body = { location: 'q1', lines: [{ kind: 'stock', sku: 'tea', quantity: 1 }] }
  return z.object({ id: z.string() }).parse((await ask('POST', '/v1/holds', { body })).body).id
}
const release = (hold: string) => ask('POST', `/v1/holds/${hold}/release`, { body: {} })

const deliver = async (): Promise<number> => {
  await fanOut(sql)
  const receivers = await readyReceivers(sql)
  const delivered = await Promise.all(
    receivers.map((name) => deliverTo(sql, name, { mayBePrivate: true, timeoutMs: 500 })),
  )
  return delivered.reduce((sum, { arrived }) => sum + arrived, 0)
}
/** Lets the time pass that a change waits before it is tried again. */
const passWaits = async (): Promise<void> => {
  await sql`update webhook_deliveries set next_try_at = now() where state = 'waiting'`
  await sql`update webhooks set paused_until = null`
}
const until = async (met: () => boolean): Promise<void> => {
  for (let waited = 0; !met(); waited += 20) {
    if (waited > 20_000) throw new Error('it did not come about')
    await sleep(20)
  }
}

beforeAll(() => hub.item('tea', 100_000))

const secretOf = ({ body }: { readonly body: unknown }): string =>
  z.object({ secret: z.string().startsWith('whsec_'), oldUntil: z.iso.datetime() }).parse(body).secret

describe('a webhook', () => {
  test('is told what it wants, signed, in order, once', async () => {
    const { received, state, url } = await openReceiver()
    state.secret = await setUp('shop', url, ['hold.*'])
    const hold = await place()
    await release(hold)
    expect(await deliver()).toBe(2)
    expect(await deliver()).toBe(0)
    expect(received.map(({ type, subject }) => [type, subject])).toEqual([
      ['hold.placed', hold],
      ['hold.released', hold],
    ])
    expect(new Set(received.map(({ id }) => id)).size).toBe(2)
    expect(await setUp('shop', url, ['*'])).toBe(state.secret)
  })

  test('whose secret is replaced is believed by both for a while; asked once more the same is told', async () => {
    const { received, state, url } = await openReceiver()
    const old = await setUp('shop', url, ['hold.placed'])
    const renew = (body: object, key: string) =>
      ask('POST', '/v1/webhooks/shop/secret', { body, headers: { 'idempotency-key': key } })
    // What waited is signed by both too.
    await place()
    const renewed = secretOf(await renew({ keepOldForSeconds: 60 }, 'first'))
    expect(secretOf(await renew({ keepOldForSeconds: 60 }, 'first'))).toBe(renewed)
    expect(renewed).not.toBe(old)
    state.secret = old
    expect(await deliver()).toBe(1)
    await place()
    state.secret = renewed
    expect(await deliver()).toBe(1)
    const last = secretOf(await renew({ keepOldForSeconds: 0 }, 'second'))
    await place()
    state.secret = last
    expect(await deliver()).toBe(1)
    const [kept] = await sql`select old_secret_until > now() as old from webhooks`
    expect(kept).toEqual({ old: false })
    expect(received).toHaveLength(3)
    expect((await ask('POST', '/v1/webhooks/nobody/secret', { body: {} })).status).toBe(404)
  })

  test('that was down gets everything afterwards, in order per subject; others do not wait for it', async () => {
    const down = await openReceiver()
    const up = await openReceiver()
    down.state.secret = await setUp('down', down.url, ['hold.*'])
    up.state.secret = await setUp('up', up.url, ['hold.*'])
    down.state.status = 503
    const holds = await Promise.all([place(), place(), place()])
    await deliver()
    await Promise.all(holds.map(release))
    await deliver()
    expect(up.received).toHaveLength(6)
    // It is left alone for a while, and nothing overtakes what has not arrived.
    const { tries } = down.state
    await deliver()
    expect(down.state.tries).toBe(tries)
    const [log1] = z
      .object({ data: z.array(z.object({ failure: z.string().optional() })) })
      .parse((await ask('GET', '/v1/webhooks')).body).data
    expect(log1?.failure).toBe('answered 503')
    down.state.status = 200
    await passWaits()
    await deliver()
    expect(down.received).toHaveLength(6)
    for (const hold of holds)
      expect(down.received.filter(({ subject }) => subject === hold).map(({ type }) => type)).toEqual([
        'hold.placed',
        'hold.released',
      ])
  })

  test('loses nothing by a hub that dies while it sends, and two hubs send nothing twice', async () => {
    const { received, state, url } = await openReceiver()
    state.secret = await setUp('shop', url, ['hold.placed'])
    const holds = await Promise.all(Array.from({ length: 40 }, place))
    await fanOut(sql)
    // One hub has claimed them and is gone.
    await sql`update webhook_deliveries set tries = 1, next_try_at = now() + interval '20 seconds'`
    expect(await deliver()).toBe(0)
    await passWaits()
    await Promise.all([deliver(), deliver(), deliver()])
    expect(received.map(({ subject }) => subject).toSorted()).toEqual(holds.toSorted())
  })

  test('is told at once while the hub runs, and a replay sends a change again', async () => {
    const { received, state, url } = await openReceiver()
    state.secret = await setUp('shop', url, ['hold.placed'])
    const feed = await startFeedReader({ sql, log, coalesceMs: 1 })
    const job = startWebhookJob({ sql, feed, log, mayBePrivate: true, tickMs: 60_000 })
    try {
      const hold = await place()
      await until(() => received.length === 1)
      expect(received).toMatchObject([{ type: 'hold.placed', subject: hold }])
      // What came of it is written down once the receiver has answered.
      await expect
        .poll(async () => (await ask('GET', '/v1/webhooks/shop/deliveries?limit=1')).body)
        .toMatchObject({ data: [{ subject: hold, state: 'delivered', tries: 1, answer: 'answered 200' }] })
      const position = received[0]?.position ?? 0
      expect((await ask('POST', `/v1/webhooks/shop/deliveries/${position}/replay`)).status).toBe(200)
      await place()
      await until(() => received.length === 3)
      expect(received.filter((one) => one.position === position)).toHaveLength(2)
      expect((await ask('POST', '/v1/webhooks/shop/deliveries/1/replay')).status).toBe(404)
    } finally {
      await job.stop()
      await feed.close()
    }
  })

  test('is given up after three days with all behind it that is as old, and then the next of its subject goes', async () => {
    const { received, state, url } = await openReceiver()
    state.secret = await setUp('shop', url, ['hold.*'])
    state.status = 500
    const hold = await place()
    await ask('POST', `/v1/holds/${hold}/extend`, { body: { ttlSeconds: 60 } })
    await deliver()
    await sql`update webhook_deliveries set at = now() - interval '74 hours', first_try_at = first_try_at - interval '73 hours'`
    await release(hold)
    await fanOut(sql)
    await passWaits()
    await deliver()
    state.status = 200
    await passWaits()
    await deliver()
    expect(received.map(({ type }) => type)).toEqual(['hold.released'])
    const states = await sql`select state from webhook_deliveries order by position`
    expect(states).toMatchObject([{ state: 'given_up' }, { state: 'given_up' }, { state: 'delivered' }])
  })

  test('is told what waits in a row of one subject at one go, and nobody else has any of it meanwhile', async () => {
    const { received, state, url } = await openReceiver()
    state.secret = await setUp('shop', url, ['stock.changed'])
    for (let n = 0; n < 3; n += 1) await place()
    await fanOut(sql)
    const [row = [], ...others] = await claim(sql, 'shop')
    expect(others).toEqual([])
    expect(row).toHaveLength(3)
    expect(await claim(sql, 'shop')).toEqual([])
    await giveBack(sql, row)
    expect(await deliver()).toBe(3)
    expect(received.map(({ position }) => position)).toEqual(row.map(({ position }) => position))
  })

  test('that hangs keeps no other waiting, nor a hub that stops', async () => {
    const hanging = createServer(() => {})
    await new Promise<void>((resolve) => hanging.listen(0, '127.0.0.1', resolve))
    const address = hanging.address()
    const port = address === null || typeof address === 'string' ? 0 : address.port
    await setUp('hanging', `http://127.0.0.1:${port}/`, ['hold.placed'])
    const { received, state, url } = await openReceiver()
    state.secret = await setUp('shop', url, ['hold.placed'])
    const feed = await startFeedReader({ sql, log, coalesceMs: 1 })
    const job = startWebhookJob({ sql, feed, log, mayBePrivate: true, timeoutMs: 3_600_000 })
    try {
      const asked = once(hanging, 'request')
      await place()
      await asked
      await place()
      await until(() => received.length === 2)
    } finally {
      await job.stop()
      await feed.close()
      hanging.close()
    }
    // Given up by the hub itself: it says nothing of the receiver.
    expect(await readyReceivers(sql)).toContain('hanging')
  })

  test('that nobody has is 404, and what does not fit is 422', async () => {
    expect((await ask('DELETE', '/v1/webhooks/none')).status).toBe(404)
    const put = (body: object) => ask('PUT', '/v1/webhooks/x', { body })
    expect((await put({ url: 'ftp://shop.example', types: ['*'] })).status).toBe(422)
    expect((await put({ url: 'https://shop.example', types: ['everything'] })).status).toBe(422)
    expect((await put({ url: 'https://shop.example', types: [] })).status).toBe(422)
  })
})
