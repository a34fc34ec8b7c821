import { beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { secondQueue } from '../testing/secondQueue.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { testHub } from '../testing/testHub.ts'
import { openTestStream } from '../testing/testStream.ts'

/** The sweep is off in all of these: nobody tidies. */
const database = testDatabase()
const hub = testHub(database)
let key = ''
beforeAll(async () => {
  key = await hub.channelKey('web')
})

const queuedSchema = z.object({
  id: z.string(),
  state: z.string(),
  ahead: z.number().optional(),
  hold: z.string().optional(),
  offeredUntil: z.string().optional(),
})
const idSchema = z.object({ id: z.string() })

const place = async (sku: string, quantity = 1) =>
  hub.ask('POST', '/v1/holds', { key, body: { location: 'q1', lines: [{ kind: 'stock', sku, quantity }] } })
const held = async (sku: string, quantity = 1): Promise<string> => {
  const answer = await place(sku, quantity)
  expect(answer.status).toBe(201)
  return idSchema.parse(answer.body).id
}
const end = async (hold: string, how: 'release' | 'confirm'): Promise<void> => {
  expect((await hub.ask('POST', `/v1/holds/${hold}/${how}`, { key, body: {} })).status).toBe(200)
}
/** A session that lives as long as the test, without a stream. */
const session = async (): Promise<string> => {
  const { id } = idSchema.parse((await hub.ask('POST', '/v1/sessions', { key, body: {} })).body)
  await database.sql`update sessions set ends_at = now() + interval '1 hour' where ended_at is null`
  return id
}
const ask = (sku: string, quantity: number, whose: string, headers: Record<string, string> = {}) =>
  hub.ask('POST', '/v1/queue', { key, headers, body: { location: 'q1', sku, quantity, session: whose } })
const join = async (sku: string, quantity = 1, whose?: string): Promise<string> => {
  const answer = await ask(sku, quantity, whose ?? (await session()))
  expect(answer.status).toBe(201)
  return queuedSchema.parse(answer.body).id
}
const stand = async (id: string) => queuedSchema.parse((await hub.ask('GET', `/v1/queue/${id}`, { key })).body)
const until = async (id: string, state: string) => {
  await expect.poll(async () => (await stand(id)).state, { interval: 20 }).toBe(state)
  return stand(id)
}

/** Newcomers who ask all the time. @returns how to end that, with how many had something */
const newcomers = (sku: string) => {
  let over = false
  let lucky = 0
  const newcomer = async (): Promise<void> => {
    while (!over) if ((await place(sku)).status === 201) lucky += 1
  }
  const crowd = Array.from({ length: 4 }, newcomer)
  return {
    lucky: () => lucky,
    end: async (): Promise<number> => {
      over = true
      await Promise.all(crowd)
      return lucky
    },
  }
}

const heldOut = async (sku: string, pieces: number): Promise<string[]> => {
  await hub.item(sku, pieces, { flashSale: true })
  const holds: string[] = []
  for (let n = 0; n < pieces; n += 1) holds.push(await held(sku))
  return holds
}

describe('who queues', () => {
  test('Q2, Q3: has what comes back, while a newcomer is told that there is nothing; then the next has their turn', async () => {
    await hub.item('bag', 1, { flashSale: true })
    const first = await held('bag')
    const [one, two] = [await join('bag'), await join('bag')]
    expect((await stand(one)).ahead).toBe(0)
    expect((await stand(two)).ahead).toBe(1)
    await end(first, 'release')
    const newcomer = await place('bag')
    expect(newcomer.status).toBe(409)
    const offered = await until(one, 'offered')
    expect(Date.parse(offered.offeredUntil ?? '') - Date.now()).toBeGreaterThan(100_000)
    expect((await stand(two)).ahead).toBe(0)
    expect((await hub.ask('POST', `/v1/queue/${one}/leave`, { key, body: {} })).body).toMatchObject({ state: 'left' })
    const next = await until(two, 'offered')
    await end(next.hold ?? '', 'confirm')
    expect((await until(two, 'served')).hold).toBe(next.hold)
    expect((await place('bag')).status).toBe(409)
  })

  test('Q3: is passed by nobody but those whom what is left fits', async () => {
    await hub.item('vase', 3, { flashSale: true })
    const [one, two] = [await held('vase', 2), await held('vase')]
    const [pair, single] = [await join('vase', 2), await join('vase')]
    await end(two, 'release')
    await until(single, 'offered')
    expect((await stand(pair)).state).toBe('waiting')
    await end(one, 'release')
    await until(pair, 'offered')
  })

  test('Q4: misses an offer at its deadline, with no sweep about; the next has it', async () => {
    await hub.item('lamp', 1, { flashSale: true })
    const first = await held('lamp')
    const [one, two] = [await join('lamp'), await join('lamp')]
    await end(first, 'release')
    const { hold = '' } = await until(one, 'offered')
    await database.sql`update holds set expires_at = now() where id = ${hold}`
    await database.sql`update stock_claims set expires_at = now() where hold = ${hold}`
    await until(one, 'missed')
    await until(two, 'offered')
  })

  test('Q4: an order that takes the offer over serves them', async () => {
    await hub.item('chair', 1, { flashSale: true })
    const first = await held('chair')
    const one = await join('chair')
    await end(first, 'release')
    const { hold } = await until(one, 'offered')
    const body = { location: 'q1', hold, payment: { method: 'cash' } }
    expect((await hub.ask('POST', '/v1/orders', { key, body })).status).toBe(201)
    expect((await stand(one)).state).toBe('served')
  })

  test('Q5: is out once their session is over, with what they were offered', async () => {
    await hub.item('rug', 1, { flashSale: true })
    const first = await held('rug')
    const [early, late] = [await session(), await session()]
    const [one, two] = [await join('rug', 1, early), await join('rug', 1, late)]
    const three = await join('rug')
    await hub.ask('POST', `/v1/sessions/${late}/end`, { key: null })
    await until(two, 'left')
    await end(first, 'release')
    await until(one, 'offered')
    await hub.ask('POST', `/v1/sessions/${early}/end`, { key: null })
    await until(one, 'left')
    await until(three, 'offered')
  })

  test('Q1: waits once, in a live session of their channel, for goods on flash sale; a repeat is the same place', async () => {
    await hub.item('cup', 0, { flashSale: true })
    await hub.item('plain', 0)
    const whose = await session()
    const keyed = { 'idempotency-key': 'once' }
    const one = await ask('cup', 1, whose, keyed)
    expect((await ask('cup', 1, whose, keyed)).body).toEqual(one.body)
    expect((await ask('cup', 1, whose)).body).toMatchObject({ code: 'queued_already' })
    expect((await ask('plain', 1, whose)).body).toMatchObject({ code: 'not_on_sale' })
    expect((await ask('cup', 1, 'x'.repeat(43))).body).toMatchObject({ code: 'session_ended' })
    const other = await hub.channelKey('other')
    const { id } = queuedSchema.parse(one.body)
    expect((await hub.ask('GET', `/v1/queue/${id}`, { key: other })).status).toBe(404)
    expect((await hub.ask('POST', `/v1/queue/${id}/leave`, { key: other, body: {} })).status).toBe(404)
  })
})

test('Q4: who leaves just as they are made an offer gives that back', async () => {
  await hub.item('stool', 1, { flashSale: true })
  const first = await held('stool')
  const one = await join('stool')
  const { queue } = hub.hub
  const { leave } = queue
  const late = vi.spyOn(queue, 'leave').mockImplementationOnce(async (tx, id) => {
    await end(first, 'release')
    await until(one, 'offered')
    await leave(tx, id)
  })
  const left = await hub.ask('POST', `/v1/queue/${one}/leave`, { key, body: {} })
  late.mockRestore()
  expect(left.body).toMatchObject({ state: 'left' })
  expect((await place('stool')).status).toBe(201)
})

describe('who looks on', () => {
  let url = ''
  beforeAll(async () => {
    url = await hub.app.listen({ host: '127.0.0.1', port: 0 })
  })

  test('Q6: is told their place and their offer as it changes, by their session alone', async () => {
    await hub.item('sofa', 1, { flashSale: true })
    const first = await held('sofa')
    const [early, late] = [await session(), await session()]
    const one = await join('sofa', 1, early)
    const two = await join('sofa', 1, late)
    expect((await openTestStream(`${url}/v1/queue/${two}/stream?session=${early}`)).status).toBe(404)
    const open = await openTestStream(`${url}/v1/queue/${two}/stream?session=${late}`)
    expect(open.status).toBe(200)
    await expect.poll(open.text).toContain('"ahead":1')
    await end(first, 'confirm')
    await hub.ask('POST', `/v1/queue/${one}/leave`, { key, body: {} })
    await expect.poll(open.text).toContain('"ahead":0')
    await hub.ask('PUT', '/v1/stock/sofa/q1', { body: { onHand: 1 } })
    await expect.poll(open.text).toContain('"state":"offered"')
    open.cut()
  })
})

describe('Q3: two hubs, a crowd of newcomers, and pieces that come back one by one', () => {
  const secondHub = secondQueue(database)

  test('each of those who wait has one offer, in their order', async () => {
    await secondHub()
    const pieces = 12
    const holds = await heldOut('show', pieces)
    const waiting: string[] = []
    for (let n = 0; n < pieces + 2; n += 1) waiting.push(await join('show'))
    const crowd = newcomers('show')
    for (const hold of holds) await end(hold, 'release')
    // None, unless this machine is so slow that the gate could not look for a second and let them through.
    const offers = pieces - (await crowd.end())
    for (const id of waiting.slice(0, offers)) await until(id, 'offered')
    for (const [n, id] of waiting.slice(offers).entries())
      expect(await stand(id)).toMatchObject({ state: 'waiting', ahead: n })
    const [row] = await database.sql<{ live: number }[]>`
      select count(*)::integer as live from stock_claims where sku = 'show' and active`
    expect(row?.live).toBe(pieces)
  })

  test('control: where nobody waits, newcomers have what comes back', async () => {
    const holds = await heldOut('free', 5)
    const crowd = newcomers('free')
    for (const hold of holds) await end(hold, 'release')
    await expect.poll(crowd.lucky, { timeout: 20_000 }).toBe(5)
    await crowd.end()
  })
})
