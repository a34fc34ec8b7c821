import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import type { Arbiter } from '../arbiter/types.ts'
import type { Answered, TestHub } from '../testing/testHub.ts'

/** What reaches the arbiter. */
export class Reached {
  commands = 0

  wrap = (arbiter: Arbiter): Arbiter => ({
    ...arbiter,
    submit: (submission) => {
      this.commands += 1
      return arbiter.submit(submission)
    },
  })
}

const idOf = (answer: Answered): string => z.object({ id: z.string() }).parse(answer.body).id

/** What every gate must do, wherever it counts. */
export const gateContract = (hub: TestHub, reached: Reached): void => {
  let key = ''
  let sku = ''
  const onSale = { flashSale: true }

  beforeAll(async () => {
    key = await hub.channelKey('web', { requestsPerMinute: 1_000_000 })
  })
  beforeEach(() => {
    sku = randomUUID()
  })

  const line = (quantity = 1, of = sku) => ({ kind: 'stock', sku: of, quantity })

  const place = (lines: readonly object[] = [line()], idempotencyKey?: string, more: object = {}): Promise<Answered> =>
    hub.ask('POST', '/v1/holds', {
      ...{ key, body: { location: 'q1', lines, ...more } },
      ...(idempotencyKey === undefined ? {} : { headers: { 'idempotency-key': idempotencyKey } }),
    })

  const end = (id: string, how = 'release'): Promise<Answered> => hub.ask('POST', `/v1/holds/${id}/${how}`, { key })

  /** Asks until the gate itself refuses: it has looked lately then. Each time under another key, if under any. */
  const untilRefused = async (lines?: readonly object[], isKeyed = false): Promise<Answered & { asked: string }> => {
    for (;;) {
      const before = reached.commands
      const asked = randomUUID()
      const answer = await place(lines, isKeyed ? asked : undefined)
      expect(answer.status).toBe(409)
      if (reached.commands === before) return { ...answer, asked }
    }
  }

  test('F2: 200 buyers of 50 units: 50 get one, and once that is known nobody reaches the database', async () => {
    await hub.item(sku, 50, onSale)
    const answers = await Promise.all(Array.from({ length: 200 }, () => place()))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(50)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(150)
    await untilRefused()
  })

  test('F2: a refusal at the gate is the same to the byte as one of the arbiter', async () => {
    const plain = randomUUID()
    await hub.item(plain, 0)
    await hub.item(sku, 0, onSale)
    const [atGate, atArbiter] = [await untilRefused(), await place([line(1, plain)])]
    expect(atGate).toMatchObject({ status: 409, body: { conflicts: [{ line: 0, code: 'sold_out', available: 0 }] } })
    expect(atGate.text).toBe(atArbiter.text)
    expect(atGate.headers['content-type']).toBe(atArbiter.headers['content-type'])
  })

  test('F2: every conflict is named, also of what the gate does not know', async () => {
    const [plain, few] = [randomUUID(), randomUUID()]
    await hub.item(plain, 1)
    await hub.item(few, 3, onSale)
    await hub.item(sku, 0, onSale)
    await untilRefused()
    const mixed = await place([line(2, plain), line()])
    expect(mixed.body).toMatchObject({
      conflicts: [
        { line: 0, available: 1 },
        { line: 1, available: 0 },
      ],
    })
    const tooMany = await place([line(4, few), line()])
    expect(tooMany.body).toMatchObject({
      conflicts: [
        { line: 0, available: 3 },
        { line: 1, available: 0 },
      ],
    })
    const fits = await untilRefused([line(3, few), line(), line()])
    expect(fits.body).toMatchObject({ conflicts: [{ line: 1, code: 'sold_out', available: 0 }] })
    expect(await place([line(3, few)])).toMatchObject({ status: 201 })
  })

  test('F4: a refusal under a key is kept, also when there is some again; the same key with another wish is refused', async () => {
    await hub.item(sku, 1, onSale)
    const held = idOf(await place())
    const { asked, ...refused } = await untilRefused([line()], true)
    await end(held)
    const again = await place([line()], asked)
    expect(again).toMatchObject({ status: 409, text: refused.text, headers: { 'idempotent-replayed': 'true' } })
    expect(await place([line(2)], asked)).toMatchObject({ status: 409, body: { code: 'idempotency_key_reused' } })
    expect(await place()).toMatchObject({ status: 201 })
  })

  test('F4: a repeat of what was held is answered with it, although nothing is left', async () => {
    await hub.item(sku, 1, onSale)
    const asked = randomUUID()
    const held = await place([line()], asked)
    await untilRefused()
    const again = await place([line()], asked)
    expect(again).toMatchObject({ status: 201, text: held.text, headers: { 'idempotent-replayed': 'true' } })
  })

  test('F4: repeats that come together with a crowd all get one answer', async () => {
    await hub.item(sku, 5, onSale)
    const keys = Array.from({ length: 40 }, () => randomUUID())
    const answers = await Promise.all([...keys, ...keys, ...keys].map((asked) => place([line()], asked)))
    const texts = keys.map((_, n) => new Set([0, 1, 2].map((turn) => answers[n + turn * keys.length]?.text)).size)
    expect(Math.max(...texts)).toBe(1)
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(15)
  })

  test('F7: what is released or cancelled is the next request’s, each time', async () => {
    await hub.item(sku, 1, onSale)
    let held = await place()
    for (let turn = 0; turn < 10; turn += 1) {
      await untilRefused()
      await end(idOf(held))
      held = await place()
      expect(held.status).toBe(201)
    }
    await end(idOf(held))
    const payment = { method: 'cash' }
    const ordered = await hub.ask('POST', '/v1/orders', { key, body: { location: 'q1', lines: [line()], payment } })
    expect(ordered.status).toBe(201)
    await untilRefused()
    await hub.ask('POST', `/v1/orders/${idOf(ordered)}/cancel`, { key })
    expect((await place()).status).toBe(201)
  })

  test('H3: at its deadline a hold is the next buyer’s, with no sweep about and nobody committing anything', async () => {
    await hub.item(sku, 1, onSale)
    expect((await place([line()], undefined, { ttlSeconds: 1 })).status).toBe(201)
    await expect.poll(async () => (await place()).status, { timeout: 20_000, interval: 50 }).toBe(201)
  })

  test('what others write reaches the gate', async () => {
    await hub.item(sku, 0, onSale)
    await untilRefused()
    await hub.ask('PUT', `/v1/stock/${sku}/q1`, { body: { onHand: 1 } })
    await expect.poll(async () => (await place()).status, { timeout: 20_000, interval: 5 }).toBe(201)
  })

  test('F1: off sale, all goes to the arbiter again', async () => {
    await hub.item(sku, 0, onSale)
    await untilRefused()
    await hub.item(sku, 0)
    await hub.hub.gate.salesChanged()
    const before = reached.commands
    expect((await place()).status).toBe(409)
    expect(reached.commands).toBe(before + 1)
  })
}
