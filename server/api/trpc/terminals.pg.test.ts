import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Command, Envelope } from '../../../shared/protocol/commands.ts'
import { Overloaded } from '../../arbiter/types.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'
import { call, type Called, testTerminal, type TestTerminal } from '../../testing/testTerminal.ts'

const database = testDatabase()
/** How many more submissions the arbiter takes before it says that it is overloaded. */
let room = Number.POSITIVE_INFINITY
const hub = testHub(database, {
  wrap: (arbiter) => ({
    ...arbiter,
    submit: (submission) => {
      room -= 1
      return room < 0 ? Promise.reject(new Overloaded()) : arbiter.submit(submission)
    },
  }),
})

let terminal: TestTerminal

beforeAll(async () => {
  terminal = await testTerminal(hub)
  await hub.item('a', 100)
  for (const [id, role] of [
    ['lan', 'staff'],
    ['tuan', 'manager'],
    ['gone', 'manager'],
  ] as const)
    await hub.ask('PUT', `/v1/staff/${id}`, { body: { name: id, role, pin: '1111', active: id !== 'gone' } })
})

const place = (quantity = 1, hold: string = randomUUID()): Command => ({
  type: 'hold.place',
  hold,
  location: 'q1',
  lines: [{ kind: 'stock', sku: 'a', quantity }],
})
const sell = (): Command => ({
  type: 'order.sell',
  order: randomUUID(),
  number: `1-${randomUUID().slice(0, 8)}`,
  location: 'q1',
  currency: 'VND',
  lines: [{ line: { kind: 'stock', sku: 'a', quantity: 1 }, name: 'A', price: 10_000 }],
  total: 10_000,
  tendered: 10_000,
  soldAt: 0,
})

const submit = (commands: readonly Envelope[], at = terminal): Promise<Called> =>
  call(hub, 'mutation', 'commands.submit', { commands }, { token: at.token })

const verdicts = (answer: Called): unknown[] =>
  z
    .object({ settled: z.array(z.object({ verdict: z.unknown() })) })
    .parse(answer.data)
    .settled.map(({ verdict }) => verdict)

test('hello tells the terminal who it is and where everything stands', async () => {
  const { data } = await call(hub, 'query', 'terminal.hello', undefined, { token: terminal.token })
  expect(data).toEqual({
    terminal: {
      id: terminal.id,
      code: expect.stringMatching(/^\d+$/),
      name: 'Quầy 1',
      location: 'q1',
      channel: 'counter',
    },
    epoch: expect.any(String),
    position: expect.any(Number),
    hubTime: expect.any(Number),
    nextSequence: 1,
    currency: 'VND',
    bankAccount: null,
  })
})

describe('commands', () => {
  test('are settled in order, and repeats get the stored verdicts (C1, C2, C4)', async () => {
    const till = await testTerminal(hub)
    const first = place(2)
    if (first.type !== 'hold.place') throw new Error('no hold')
    const envelopes = [
      till.envelope(first),
      till.envelope({ type: 'hold.confirm', hold: first.hold }),
      till.envelope({ type: 'hold.release', hold: first.hold }),
      till.envelope(sell()),
    ]
    const answer = await submit(envelopes, till)
    expect(verdicts(answer)).toMatchObject([
      { accepted: true, outcome: { hold: { state: 'held', channel: 'counter', terminal: till.id, staff: 'lan' } } },
      { accepted: true, outcome: { hold: { state: 'confirmed' } } },
      { accepted: false, rejection: { code: 'hold_confirmed' } },
      { accepted: true, outcome: { type: 'sold', discrepancies: [] } },
    ])
    expect((await submit(envelopes, till)).data).toEqual(answer.data)
    expect((await submit(envelopes.slice(2), till)).data).toMatchObject({ type: 'settled' })
  })

  test('out of turn are not settled (C4); a used number by another command means that the terminal was copied', async () => {
    const till = await testTerminal(hub)
    const [one, two, three] = [till.envelope(place()), till.envelope(place()), till.envelope(place())]
    expect((await submit([two], till)).data).toEqual({ type: 'out_of_turn', expected: 1 })
    expect(verdicts(await submit([one, three], till))).toHaveLength(1)
    expect((await submit([{ ...one, id: randomUUID() }], till)).data).toEqual({ type: 'pair_again' })
    expect(verdicts(await submit([two, three], till))).toHaveLength(2)
  })

  test('of somebody who may not are refused; facts of anybody are taken (C5)', async () => {
    const till = await testTerminal(hub)
    const count: Command = { type: 'stock.count', sku: 'a', location: 'q1', onHand: 90 }
    const by = (actor: string, command: Command): Envelope => till.envelope(command, { actor })
    const answer = await submit(
      [
        by('lan', count),
        by('tuan', count),
        by('gone', place()),
        by('nobody', place()),
        by('nobody', sell()),
        by('gone', sell()),
      ],
      till,
    )
    const refused = { accepted: false, rejection: { code: 'forbidden' } }
    const taken = { accepted: true }
    expect(verdicts(answer)).toMatchObject([refused, taken, refused, refused, taken, taken])
    const [order] = await database.sql<{ staff: string }[]>`select staff from orders where staff = 'nobody'`
    expect(order?.staff).toBe('nobody')
  })

  test('a hold of another terminal takes a manager', async () => {
    const [till, other] = [await testTerminal(hub), await testTerminal(hub)]
    const hold = randomUUID()
    await submit([till.envelope(place(1, hold))], till)
    const release: Command = { type: 'hold.release', hold, reason: 'needed here' }
    const answer = await submit([other.envelope(release), other.envelope(release, { actor: 'tuan' })], other)
    expect(verdicts(answer)).toMatchObject([{ rejection: { code: 'forbidden' } }, { accepted: true }])
  })

  test('when the hub can take no more, what was settled is told and the rest is sent again', async () => {
    const till = await testTerminal(hub)
    const envelopes = [till.envelope(place()), till.envelope(place()), till.envelope(place())]
    room = 2
    const some = await submit(envelopes, till)
    room = 0
    const none = await submit(envelopes.slice(2), till)
    room = Number.POSITIVE_INFINITY
    expect(verdicts(some)).toHaveLength(2)
    expect(none).toMatchObject({ status: 503, code: 'SERVICE_UNAVAILABLE' })
    expect(verdicts(await submit(envelopes, till))).toHaveLength(3)
  })

  test('that do not fit are refused as a whole', async () => {
    expect(await submit([])).toMatchObject({ status: 400, code: 'BAD_REQUEST' })
    const [envelope] = [terminal.envelope(place(0), { sequence: 1 })]
    expect(await submit([envelope])).toMatchObject({ status: 400 })
  })
})

describe('pairing', () => {
  test('a manager makes a code, lists the terminals and revokes one, which is refused at once', async () => {
    const staff = await terminal.signIn('manager')
    const as = { token: terminal.token, staff }
    const counter = { location: 'q1', channel: 'counter' }
    // Nothing that is sent is dropped without a word: the name is given where the code is used.
    const named = await call(hub, 'mutation', 'pairing.createCode', { ...counter, name: 'x' }, as)
    expect(named).toMatchObject({ code: 'BAD_REQUEST' })
    const made = await call(hub, 'mutation', 'pairing.createCode', counter, as)
    const { code } = z.object({ code: z.string(), expiresAt: z.number() }).parse(made.data)
    const paired = await call(hub, 'mutation', 'pairing.pair', { code, name: 'Quầy 2' })
    const {
      token,
      terminal: other,
      epoch,
    } = z.object({ token: z.string(), epoch: z.string(), terminal: z.object({ id: z.string() }) }).parse(paired.data)
    expect(epoch).toBe(hub.hub.feed.head().epoch)
    expect((await call(hub, 'query', 'terminal.hello', undefined, { token })).status).toBe(200)
    expect(JSON.stringify((await call(hub, 'query', 'pairing.list', undefined, as)).data)).toContain('Quầy 2')
    await call(hub, 'mutation', 'pairing.revoke', { terminal: other.id }, as)
    expect(await call(hub, 'query', 'terminal.hello', undefined, { token })).toMatchObject({ message: 'terminal' })
    expect(await call(hub, 'mutation', 'pairing.pair', { code, name: 'again' })).toMatchObject({ code: 'UNAUTHORIZED' })
  })

  test('there is no demo code where there is no demo', async () => {
    expect(await call(hub, 'query', 'pairing.demo', undefined)).toMatchObject({ status: 200, data: null })
  })
})

const pull = (collection: string, checkpoint: unknown = null): Promise<Called> =>
  call(hub, 'query', 'feed.pull', { collection, checkpoint, limit: 1000 }, { token: terminal.token })

describe('pulling', () => {
  test('brings what was set up, and then its changes', async () => {
    const first = await pull('items')
    const { checkpoint, documents } = z
      .object({ checkpoint: z.looseObject({}), documents: z.array(z.object({ sku: z.string() })) })
      .parse(first.data)
    expect(documents.map(({ sku }) => sku)).toContain('a')
    await hub.item('new', 3, { safetyStock: 1 })
    await expect.poll(async () => JSON.stringify((await pull('items', checkpoint)).data)).toContain('"new"')
    await expect.poll(async () => JSON.stringify((await pull('levels', checkpoint)).data)).toContain('"q1/new"')
    await hub.item('new', 3, { safetyStock: 2 })
    await expect.poll(async () => JSON.stringify((await pull('levels', checkpoint)).data)).toContain('"safetyStock":2')
    expect(JSON.stringify((await pull('staff')).data)).toContain('$argon2id$')
    expect(JSON.stringify((await pull('places')).data)).toContain(`terminal:${terminal.id}`)
  })

  test('of another life of the database has to begin anew', async () => {
    expect(await pull('items', { epoch: randomUUID(), position: 0 })).toMatchObject({
      code: 'PRECONDITION_FAILED',
      message: 'resync',
    })
  })
})
