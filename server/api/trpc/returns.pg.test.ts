import { hash as digest, randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { caseDocumentSchema } from '../../../shared/protocol/cases.ts'
import type { Command } from '../../../shared/protocol/commands.ts'
import { type Verdict, verdictSchema } from '../../../shared/protocol/verdicts.ts'
import type { ReturnCommand, ReturnFact, Seen } from '../../../shared/returns/returnCommands.ts'
import { dropReturns } from '../../returns/dropReturns.ts'
import { selfCheck } from '../../selfCheck/selfCheck.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'
import { call, testTerminal, type TestTerminal } from '../../testing/testTerminal.ts'

const database = testDatabase()
const { sql } = database
const hub = testHub(database)
let till: TestTerminal
let other: TestTerminal

beforeAll(async () => {
  for (const sku of ['tea', 'cup', 'pot']) await hub.item(sku, 100)
  till = await testTerminal(hub)
  other = await testTerminal(hub)
  for (const [id, role] of [
    ['lan', 'staff'],
    ['tuan', 'manager'],
  ] as const)
    await hub.ask('PUT', `/v1/staff/${id}`, { body: { name: id, role, pin: '1234' } })
})

const refusedOrder = async (sku: string, quantity: number): Promise<string> => {
  const lines = [{ kind: 'stock', sku, quantity, price: { amount: 1_000, currency: 'VND' } }]
  const placed = await hub.ask('POST', '/v1/orders', { body: { location: 'q1', lines, payment: { method: 'cash' } } })
  const { id } = z.object({ id: z.string() }).parse(placed.body)
  const step = (name: string, body: object) => hub.ask('POST', `/v1/orders/${id}/${name}`, { body })
  await step('payments', { amount: { amount: quantity * 1_000, currency: 'VND' }, method: 'cash' })
  await step('ship', { parcel: `GHN-${id}` })
  await step('delivery-failed', { reason: 'refused' })
  return id
}

const submitted = z.object({ settled: z.array(z.object({ verdict: verdictSchema })) })
/** Sends a command twice, as after a lost answer: it is settled once. */
const give = async (command: Command, { by = till, actor = 'lan' } = {}): Promise<Verdict> => {
  const sent = { commands: [by.envelope(command, { actor })] }
  const first = await call(hub, 'mutation', 'commands.submit', sent, { token: by.token })
  const again = await call(hub, 'mutation', 'commands.submit', sent, { token: by.token })
  expect(again.data).toEqual(first.data)
  return submitted.parse(first.data).settled[0]?.verdict ?? expect.unreachable('it was not settled')
}
const after = async (command: ReturnCommand, options: Parameters<typeof give>[1] = {}) => {
  const verdict = await give(command, options)
  if (!verdict.accepted || verdict.outcome.type !== 'return') return expect.unreachable(JSON.stringify(verdict))
  return verdict.outcome.return
}
const opened = async (sku: string, quantity: number) => {
  const [order, id] = [await refusedOrder(sku, quantity), randomUUID()]
  await after({ type: 'return.open', return: id, order, reason: 'refused' })
  return { order, id }
}
const came = (id: string, sku: string, quantity: number, before = 0): ReturnFact => ({
  ...{ type: 'return.receive', return: id, location: 'q1', lines: [{ sku, quantity, before }] },
})
const seen = (id: string, sku: string, quantity: number, grade: Seen['grade'], before = 0): ReturnFact => ({
  ...{ type: 'return.inspect', return: id, location: 'q1' },
  lines: [{ sku, quantity, grade, before, ...(grade === 'damaged' ? { note: 'móp' } : {}) }],
})

const level = async (sku: string) => {
  const { body } = await hub.ask('GET', `/v1/stock?sku=${sku}&location=q1`)
  const figures = z.object({
    available: z.number(),
    returning: z.number(),
    quarantined: z.number(),
    damaged: z.number(),
  })
  return z.object({ data: z.tuple([figures]) }).parse(body).data[0]
}
const raised = (order: string | null) =>
  sql<{ kind: string; quantity: number }[]>`
    select kind, quantity from discrepancies where order_id is not distinct from ${order} and settled_at is null order by kind`
const copies = async (id: string) => {
  const asked = { collection: 'cases', checkpoint: null, limit: 1_000 }
  const { data } = await call(hub, 'query', 'feed.pull', asked, { token: till.token })
  const { documents } = z.object({ documents: z.array(caseDocumentSchema) }).parse(data)
  return documents.flatMap((one) => (one.type === 'return' && one.data.id === id ? [one.data] : []))
}
const isClean = async () => expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })

test('R1 to R9 at a terminal: ship 10, receive 9, inspect 6, 2 and 1; each step sent twice is one', async () => {
  const { id, order } = await opened('tea', 10)
  expect(await after(came(id, 'tea', 9))).toMatchObject({ state: 'received', receivedIn: 'q1' })
  expect(await level('tea')).toMatchObject({ available: 90, returning: 1, quarantined: 9 })
  await after(seen(id, 'tea', 6, 'sellable'))
  await after(seen(id, 'tea', 2, 'damaged', 6))
  await after(seen(id, 'tea', 1, 'scrap', 8))
  expect(await level('tea')).toMatchObject({ available: 96, returning: 1, quarantined: 0, damaged: 2 })
  expect(await give({ type: 'return.close', return: id })).toMatchObject({ rejection: { code: 'forbidden' } })
  expect(await after({ type: 'return.close', return: id }, { actor: 'tuan' })).toMatchObject({ state: 'inspected' })
  const [refund] = await sql`select amount::int, reason from refunds where order_id = ${order}`
  expect(refund).toEqual({ amount: 10_000, reason: 'returned' })
  expect(await raised(order)).toEqual([{ kind: 'return_short', quantity: 1 }])
  // Terminals keep it a day longer, with its story.
  const [copy] = await copies(id)
  expect(copy?.gradings).toMatchObject([
    { sku: 'tea', quantity: 6, grade: 'sellable', counted: 6, staff: 'lan', note: null },
    { quantity: 2, grade: 'damaged', note: 'móp' },
    { quantity: 1, grade: 'scrap' },
  ])
  expect(await dropReturns(sql, 10)).toBeNull()
  await sql`update returns set kept_until = now() where id = ${id}`
  expect(await dropReturns(sql, 10)).not.toBeNull()
  expect(await copies(id)).toEqual([])
  await isClean()
})

test('R9: one parcel received and graded at two terminals that did not know of each other counts once', async () => {
  const { id, order } = await opened('cup', 5)
  await after(came(id, 'cup', 5))
  await after(seen(id, 'cup', 5, 'sellable'))
  expect(await after(came(id, 'cup', 4), { by: other })).toMatchObject({ lines: [{ received: 5 }] })
  const later = { by: other }
  expect(await after(seen(id, 'cup', 4, 'damaged'), later)).toMatchObject({ lines: [{ sellable: 5, damaged: 0 }] })
  expect(await level('cup')).toMatchObject({ available: 100, returning: 0, quarantined: 0, damaged: 0 })
  expect(await raised(order)).toEqual([
    { kind: 'return_twice', quantity: 4 },
    { kind: 'return_twice', quantity: 4 },
  ])
  // What the second one saw is kept, and that none of it counted.
  expect((await copies(id))[0]?.gradings).toMatchObject([{ counted: 5 }, { quantity: 4, grade: 'damaged', counted: 0 }])
  // Somebody who knew of the first has really found one more.
  expect(await after(came(id, 'cup', 1, 5), later)).toMatchObject({ state: 'received', lines: [{ received: 6 }] })
  await isClean()
})

test('R10: goods whose return somebody else had opened first are that one’s; what belongs to none is told', async () => {
  const { id, order } = await opened('pot', 3)
  const mine = randomUUID()
  const open = { type: 'return.open', return: mine, order, reason: 'refused' } as const
  expect(await give(open, { by: other })).toMatchObject({ rejection: { code: 'order_state' } })
  const fact = { ...came(mine, 'pot', 2), order }
  expect(await after(fact, { by: other })).toMatchObject({ id, lines: [{ received: 2 }] })
  expect(await after({ ...seen(mine, 'pot', 2, 'sellable'), order }, { by: other })).toMatchObject({ id })
  expect(await level('pot')).toMatchObject({ available: 99, returning: 1, quarantined: 0 })

  // Nobody had opened one: it is opened now, if the order allows.
  const [unopened, its] = [await refusedOrder('pot', 1), randomUUID()]
  expect(await after({ ...came(its, 'pot', 1), order: unopened })).toMatchObject({ id: its, order: unopened })
  const nobodys = await give({ ...came(randomUUID(), 'pot', 7), order: randomUUID() })
  expect(nobodys).toMatchObject({ accepted: true, outcome: { type: 'noted' } })
  expect(await raised(null)).toEqual([{ kind: 'return_unknown', quantity: 7 }])
  expect(await level('pot')).toMatchObject({ available: 98, quarantined: 1 })
  await isClean()
})

test('R8, R10: what comes to another place than the rest moves nothing', async () => {
  const { id, order } = await opened('pot', 4)
  await hub.ask('PUT', '/v1/locations/td', { body: { name: 'Thủ Đức', timeZone: 'Asia/Ho_Chi_Minh' } })
  const sent = { body: { location: 'td', lines: [{ sku: 'pot', quantity: 2 }] } }
  expect((await hub.ask('POST', `/v1/returns/${id}/receive`, sent)).status).toBe(200)
  const before = await level('pot')
  expect(await give(came(id, 'pot', 2))).toMatchObject({ accepted: true, outcome: { type: 'noted' } })
  expect(await give(seen(id, 'pot', 2, 'sellable'))).toMatchObject({ accepted: true, outcome: { type: 'noted' } })
  expect(await level('pot')).toEqual(before)
  expect((await raised(order)).map(({ kind }) => kind)).toEqual([
    'return_elsewhere',
    'return_elsewhere',
    'return_short',
  ])
  await isClean()
})

test('R11: what was written down and is not there is taken back by a manager, and is missing again', async () => {
  const { id, order } = await opened('cup', 3)
  const before = await level('cup')
  await after(came(id, 'cup', 5))
  const gone: ReturnCommand = { type: 'return.not_there', return: id, lines: [{ sku: 'cup', quantity: 4 }] }
  expect(await give(gone)).toMatchObject({ rejection: { code: 'forbidden' } })
  expect(await after(gone, { actor: 'tuan' })).toMatchObject({ state: 'received', lines: [{ received: 1 }] })
  expect(await level('cup')).toEqual({ ...before, returning: 2, quarantined: before.quarantined + 1 })
  expect(await give(gone, { actor: 'tuan' })).toMatchObject({ rejection: { code: 'too_many', lines: [0] } })
  const last: ReturnCommand = { ...gone, lines: [{ sku: 'cup', quantity: 1 }] }
  expect(await after(last, { actor: 'tuan' })).toMatchObject({ state: 'returning', receivedIn: null })
  expect(await level('cup')).toEqual({ ...before, returning: 3 })
  expect((await raised(order)).map(({ kind }) => kind)).toEqual(['return_extra', 'return_short'])
  await isClean()
})

test('what cannot be is told by its code, and changes nothing', async () => {
  expect(await give({ type: 'return.close', return: randomUUID() }, { actor: 'tuan' })).toMatchObject({
    rejection: { code: 'not_found', what: 'return' },
  })
  expect(await give({ ...came(randomUUID(), 'nothing', 1) })).toMatchObject({
    rejection: { code: 'not_found', what: 'sku' },
  })
  // A fact is taken from somebody whom the hub does not know; a request is not.
  const { id, order } = await opened('tea', 1)
  expect(await after(came(id, 'tea', 1), { actor: 'nobody' })).toMatchObject({ state: 'received' })
  const open = { type: 'return.open', return: randomUUID(), order, reason: 'refused' } as const
  expect(await give(open, { actor: 'nobody' })).toMatchObject({ rejection: { code: 'forbidden' } })
})

/** What a photo begins with, and then whatever. */
const jpeg = (more: string) => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(more)])
const save = (bytes: Buffer, { by = till, hash = digest('sha256', bytes) } = {}) =>
  call(hub, 'mutation', 'returns.savePhoto', { hash, data: bytes.toString('base64') }, { token: by.token })

test('R12: a photo is kept once, if something that was seen here names it and it is one; it stands in the story', async () => {
  const { id } = await opened('pot', 2)
  await after(came(id, 'pot', 2))
  const bytes = jpeg('móp góc')
  const photo = digest('sha256', bytes)
  expect((await save(bytes)).data).toBe('unknown')
  const lines = [{ sku: 'pot', quantity: 2, grade: 'damaged' as const, before: 0, photo }]
  await after({ type: 'return.inspect', return: id, location: 'q1', lines })
  // Of another terminal: it has seen nothing of the kind.
  expect((await save(bytes, { by: other })).data).toBe('unknown')
  for (const unfit of [Buffer.from('<svg onload="alert(1)">'), jpeg('x'.repeat(200_000))])
    expect((await save(unfit)).status).toBeGreaterThanOrEqual(400)
  expect(await save(jpeg('another'), { hash: photo })).toMatchObject({ status: 422 })
  for (let time = 0; time < 2; time++) expect((await save(bytes)).data).toBe('kept')
  expect((await sql`select type, bytes from return_photos`).map(({ type }) => type)).toEqual(['image/jpeg'])
  expect((await copies(id))[0]?.gradings).toMatchObject([{ grade: 'damaged', photo }])
  expect((await hub.ask('GET', `/v1/returns/${id}`)).body).toMatchObject({ gradings: [{ photo }] })

  const url = `/v1/returns/${id}/photos/${photo}`
  expect(await hub.ask('GET', url)).toMatchObject({ status: 200, headers: { 'content-type': 'image/jpeg' } })
  expect((await hub.ask('GET', url, { key: null })).status).toBe(401)
  expect((await hub.ask('GET', `/v1/returns/${randomUUID()}/photos/${photo}`)).status).toBe(404)
})

test('R12: a photo is seen by who works where its return is, and by managers of other places', async () => {
  const [{ photo }] = await sql<[{ photo: string }]>`select photo from return_gradings where photo is not null limit 1`
  const look = async (role: 'staff' | 'manager') =>
    call(hub, 'query', 'returns.photo', { hash: photo }, { token: till.token, staff: await till.signIn(role) })
  expect((await look('staff')).data).toMatchObject({ type: 'image/jpeg' })
  await sql`update returns r set location = 'td', received_in = 'td' from return_gradings g where g.return_id = r.id and g.photo = ${photo}`
  expect(await look('staff')).toMatchObject({ code: 'NOT_FOUND' })
  expect((await look('manager')).data).toMatchObject({ type: 'image/jpeg' })
})
