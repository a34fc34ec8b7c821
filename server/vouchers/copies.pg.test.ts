import { hash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { digestedText } from '../../shared/kinds/voucher/copies.ts'
import { bookableDocumentSchema, type Checkpoint, checkpointSchema } from '../../shared/protocol/feed.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { testHub } from '../testing/testHub.ts'
import { call, testTerminal, type TestTerminal } from '../testing/testTerminal.ts'
import { dropCodes } from './dropCodes.ts'

const database = testDatabase()
const { sql } = database
const hub = testHub(database)
let till: TestTerminal
let manager = ''
let web = ''

beforeAll(async () => {
  web = await hub.channelKey('web')
  await hub.item('tea', 1_000)
  till = await testTerminal(hub)
  manager = await till.signIn('manager')
})

const as = () => ({ token: till.token, staff: manager })
const campaign = (quantity: number, more: object = {}) => ({
  ...{ name: 'Tết', discount: { kind: 'percent', value: 10 }, quantity, ...more },
})
const save = (code: string, quantity: number, more: object = {}, isNew = true) =>
  call(hub, 'mutation', 'vouchers.save', { code, isNew, campaign: campaign(quantity, more) }, as())
const make = (code: string, wanted: number | string[]) =>
  call(hub, 'mutation', 'vouchers.make', { campaign: code, wanted }, as())
const codesOf = async (code: string): Promise<string[]> => {
  const { data } = await call(hub, 'query', 'vouchers.codes', { campaign: code, limit: 50_000 }, as())
  return z.object({ codes: z.array(z.string()) }).parse(data).codes
}

const pulledSchema = z.object({ documents: z.array(bookableDocumentSchema), checkpoint: checkpointSchema })
const pull = async (checkpoint: Checkpoint | null) => {
  const asked = { collection: 'bookables', checkpoint, limit: 5_000 }
  return pulledSchema.parse((await call(hub, 'query', 'feed.pull', asked, { token: till.token })).data)
}
const chunksIn = async (code: string, checkpoint: Checkpoint | null = null) =>
  (await pull(checkpoint)).documents.filter(({ codes }) => codes?.campaign === code)

const digestOf = (code: string): number => hash('sha256', digestedText(code), 'buffer').readUInt32BE()
const digestsIn = (text: string): number[] => {
  const bytes = Buffer.from(text, 'base64')
  return Array.from({ length: bytes.length / 4 }, (_, place) => bytes.readUInt32BE(place * 4))
}
/** How the copy says that a code is: used, held, void. */
const stateOf = async (campaignCode: string, code: string) => {
  for (const { codes } of await chunksIn(campaignCode)) {
    const place = digestsIn(codes?.digests ?? '').indexOf(digestOf(code))
    if (place === -1 || codes === null) continue
    const [, used, held] = codes.taken.find(([at]) => at === place) ?? [place, 0, 0]
    return [used, held, codes.void.includes(place)]
  }
  return null
}

describe('copies of campaigns and codes at terminals', () => {
  test('have each code once, as a digest and nothing else, in chunks that codes do not leave', async () => {
    await save('many', 1_000)
    expect((await make('many', 300)).data).toEqual({ type: 'made', created: 300 })
    expect((await make('many', ['TET2027', 'tet 2028'])).data).toEqual({ type: 'made', created: 2 })
    const codes = await codesOf('many')
    expect(codes).toHaveLength(302)
    const chunks = await chunksIn('many')
    expect(chunks.map(({ id }) => id)).toEqual(['codes:many/0', 'codes:many/1'])
    const digests = chunks.flatMap(({ codes: some }) => digestsIn(some?.digests ?? ''))
    expect(digests.toSorted((a, b) => a - b)).toEqual(codes.map(digestOf).toSorted((a, b) => a - b))
    for (const { codes: some } of chunks)
      expect(digestsIn(some?.digests ?? '')).toEqual(digestsIn(some?.digests ?? '').toSorted((a, b) => a - b))
    const copied = JSON.stringify((await pull(null)).documents)
    for (const code of codes) expect(copied).not.toContain(code)
    const known = (await pull(null)).documents.find(({ id }) => id === 'campaign:many')
    expect(known?.campaign).toMatchObject({ name: 'Tết', quantity: 1_000, usesPerCode: 1, isCopied: true })
  })

  test('V2: are told of each hold, use and release, and of a code that is void, by whichever way it came about', async () => {
    await save('few', 100, { usesPerCode: 2 })
    await make('few', ['AAA', 'BBB'])
    const { checkpoint } = await pull(null)
    const lines = [{ kind: 'voucher', code: 'AAA' }]
    const held = await hub.ask('POST', '/v1/holds', { key: web, body: { location: 'q1', lines } })
    const { id } = z.object({ id: z.string() }).parse(held.body)
    await expect.poll(() => chunksIn('few', checkpoint)).toHaveLength(1)
    expect(await stateOf('few', 'AAA')).toEqual([0, 1, false])
    await hub.ask('POST', `/v1/holds/${id}/confirm`, { key: web, body: {} })
    await expect.poll(() => stateOf('few', 'AAA')).toEqual([1, 0, false])
    const again = await hub.ask('POST', '/v1/holds', { key: web, body: { location: 'q1', lines, ttlSeconds: 1 } })
    expect(again.status).toBe(201)
    await sql`update voucher_claims set ends_at = now() where active and ends_at is not null`
    expect(await stateOf('few', 'AAA')).toEqual([1, 0, false])
    await call(hub, 'mutation', 'vouchers.void', { code: 'bbb' }, as())
    await expect.poll(() => stateOf('few', 'BBB')).toEqual([0, 0, true])
    const [one] = await chunksIn('few', checkpoint)
    expect(one).toMatchObject({ id: 'codes:few/0', _deleted: false })
  })

  test('of a campaign that is over are dropped a day later, and come back if it goes on; one that is too large has none', async () => {
    await save('over', 10)
    await make('over', ['OVER'])
    const { checkpoint } = await pull(null)
    await sql`update voucher_campaigns set valid_until = now() - interval '25 hours' where code = 'over'`
    expect(await chunksIn('over')).toEqual([])
    const position = await dropCodes(sql)
    expect(await dropCodes(sql)).toBeNull()
    hub.hub.feed.committed(position ?? 0)
    await expect.poll(() => chunksIn('over', checkpoint)).toMatchObject([{ _deleted: true }])
    await save('over', 10, {}, false)
    await expect.poll(() => chunksIn('over', checkpoint)).toMatchObject([{ _deleted: false }])
    await save('over', 2_000_000, {}, false)
    await expect.poll(() => chunksIn('over', checkpoint)).toMatchObject([{ _deleted: true }])
    expect(await chunksIn('over')).toEqual([])
  })

  test('a manager’s work is refused where it does not fit, and a code is told with the numbers of its orders', async () => {
    await save('small', 3)
    expect(await save('small', 3)).toMatchObject({ code: 'CONFLICT' })
    await make('small', 2)
    expect((await make('small', 2)).data).toEqual({ type: 'beyond_quantity', left: 1 })
    expect((await make('none', 2)).data).toEqual({ type: 'no_campaign' })
    expect((await make('small', ['TET2027'])).data).toEqual({ type: 'taken', codes: ['TET2027'] })
    expect(await codesOf('small')).toHaveLength(2)
    expect(await save('small', 1, {}, false)).toMatchObject({ code: 'CONFLICT' })
    const [code] = await codesOf('small')
    const body = {
      ...{ location: 'q1', payment: { method: 'cash' } },
      lines: [
        { kind: 'stock', sku: 'tea', quantity: 1 },
        { kind: 'voucher', code },
      ],
    }
    const placed = await hub.ask('POST', '/v1/orders', { key: web, body })
    const { number } = z.object({ number: z.string() }).parse(placed.body)
    const look = await call(
      hub,
      'query',
      'vouchers.look',
      { code: ` ${code?.toLowerCase() ?? ''} ` },
      { token: till.token },
    )
    expect(look.data).toMatchObject({
      campaign: 'small',
      state: 'held',
      usesLeft: 0,
      history: [{ event: 'held', orderNumber: number }],
    })
    expect(await call(hub, 'query', 'vouchers.look', { code: 'NOBODY' }, { token: till.token })).toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  test('20,000 codes are 79 documents of less than 2 kB', async () => {
    await save('huge', 20_000)
    expect((await make('huge', 20_000)).data).toEqual({ type: 'made', created: 20_000 })
    const chunks = await chunksIn('huge')
    expect(chunks).toHaveLength(79)
    expect(Math.max(...chunks.map((chunk) => JSON.stringify(chunk).length))).toBeLessThan(2_000)
  })
})
