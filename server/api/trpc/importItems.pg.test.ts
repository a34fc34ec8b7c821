import { readdir } from 'node:fs/promises'
import os from 'node:os'
import { beforeAll, expect, test } from 'vitest'
import { type ImportEvent, importEventSchema, mostImportBytes } from '../../../shared/protocol/itemImport.ts'
import { roles } from '../../../shared/protocol/roles.ts'
import { ownTemporaryFolder } from '../../testing/ownTemporaryFolder.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { type Answered, testHub } from '../../testing/testHub.ts'
import { testTerminal, type TestTerminal } from '../../testing/testTerminal.ts'

ownTemporaryFolder()
const hub = testHub(testDatabase())
const head = 'sku,name,barcode,price,location,on_hand\n'
let till: TestTerminal
let manager: string

beforeAll(async () => {
  till = await testTerminal(hub)
  manager = await till.signIn('manager')
})

const send = (raw: string | Buffer, staff: string | null = manager, more: Record<string, string> = {}) =>
  hub.ask('POST', '/trpc/items.import', {
    raw,
    key: till.token,
    headers: { 'content-type': 'text/csv', ...(staff === null ? {} : { 'x-holdfast-staff': staff }), ...more },
  })
const eventsOf = ({ text }: Answered): ImportEvent[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => importEventSchema.parse(JSON.parse(line)))

test('only a manager’s file is read: everybody else is refused by name, and nothing is written', async () => {
  const file = `${head}forbidden,F,,1,q1,1\n`
  expect(
    (await hub.ask('POST', '/trpc/items.import', { raw: file, headers: { 'content-type': 'text/csv' } })).body,
  ).toMatchObject({
    status: 401,
    code: 'terminal',
  })
  for (const staff of [null, 'wrong'])
    expect((await send(file, staff)).body).toMatchObject({ status: 401, code: 'sign_in' })
  for (const role of roles.slice(0, roles.indexOf('manager')))
    expect(await send(file, await till.signIn(role))).toMatchObject({ status: 403 })
  expect((await hub.ask('GET', '/v1/items/forbidden')).status).toBe(404)
  expect((await send(`${head}allowed,A,,1,q1,1\n`, await till.signIn('admin'))).status).toBe(200)
})

test('good lines go in, bad ones are named by line and fault, and the manager is in the ledger', async () => {
  const answer = await send(
    `${head}a,Cà phê,893,29000,q1,5\na,Cà phê,893,29000,q1,6\nb,B,,29.5,q1,1\nc,C,,1,q9,1\nd,D\ne,E,8 9,1,,\n/,F,,1,,\nf,,,1,,\ng,G,,1,,1\nh,H,,1,q1,x\n`,
  )
  expect(answer.headers['content-type']).toBe('application/x-ndjson')
  expect(eventsOf(answer).at(-1)).toEqual({
    type: 'done',
    created: 1,
    updated: 1,
    rejected: [
      [4, 'price', ''],
      [5, 'location_unknown', 'q9'],
      [6, 'fields', '2'],
      [7, 'barcode', ''],
      [8, 'sku', ''],
      [9, 'name', ''],
      [10, 'location_missing', ''],
      [11, 'on_hand', ''],
    ].map(([line, fault, detail]) => ({ line, fault, detail, message: expect.any(String) })),
  })
  expect((await hub.ask('GET', '/v1/stock?sku=a')).body).toMatchObject({ data: [{ location: 'q1', onHand: 6 }] })
})

test('the answer tells how far it is, and every line of the file is counted once', async () => {
  const lines = Array.from({ length: 2_500 }, (_, n) => `s${n},Thing ${n},,1000,q1,${n % 7}\n`)
  const file = head + lines.join('')
  const events = eventsOf(await send(file))
  const progress = events.filter((event) => event.type === 'progress')
  expect(progress.map(({ lines: done }) => done)).toEqual([1_000, 2_000, 2_500])
  expect(progress.at(-1)?.bytes).toBe(Buffer.byteLength(file))
  expect(events.at(-1)).toEqual({ type: 'done', created: 2_500, updated: 0, rejected: [] })
})

test('a file as spreadsheets write it where amounts have commas: semicolons between the fields', async () => {
  const answer = await send(`\ufeff${head.replaceAll(',', ';')}cf2;Cà phê, sữa;;29000;q1;5\r\n`)
  expect(eventsOf(answer).at(-1)).toEqual({ type: 'done', created: 1, updated: 0, rejected: [] })
  expect((await hub.ask('GET', '/v1/items/cf2')).body).toMatchObject({ name: 'Cà phê, sữa' })
})

test.each([
  ['', 'empty', []],
  ['name,price\n', 'columns_missing', ['sku', 'barcode', 'location', 'on_hand']],
  [head.replace('sku', 'sku,sku'), 'columns_doubled', ['sku']],
])('a file whose first line cannot be understood says why: %j', async (file, fault, columns) => {
  expect(eventsOf(await send(file))).toEqual([{ type: 'unreadable', fault, columns }])
})

test('a file that is too large or of another type is refused, and leaves nothing on the disk', async () => {
  expect((await send(Buffer.alloc(mostImportBytes + 1, 'a'))).body).toMatchObject({ status: 413, code: 'too_large' })
  expect((await send('{}', manager, { 'content-type': 'application/json' })).status).toBeGreaterThanOrEqual(400)
  await send(`${head}z,Z,,1,q1,1\n`)
  const left = (await readdir(os.tmpdir())).filter((name) => name.startsWith('holdfast-import-'))
  expect(left).toEqual([])
})
