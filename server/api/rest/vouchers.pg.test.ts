import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { selfCheck } from '../../selfCheck/selfCheck.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'
import { alphabet, codeLength } from '../../vouchers/codes.ts'

const database = testDatabase()
const hub = testHub(database)
let web = ''

beforeAll(async () => {
  web = await hub.channelKey('web')
  await hub.item('tea', 100)
})

const vnd = (amount: number) => ({ amount, currency: 'VND' })
const tet = { name: 'Tết', discount: { kind: 'percent', value: 10 }, quantity: 100_000 }
const put = (code: string, more: object = {}) =>
  hub.ask('PUT', `/v1/voucher-campaigns/${code}`, { body: { ...tet, ...more } })
const make = (campaign: string, body: object, headers = {}) =>
  hub.ask('POST', `/v1/voucher-campaigns/${campaign}/codes`, { body, headers })
const madeSchema = z.object({ created: z.number(), codes: z.array(z.string()) })
const hold = (codes: readonly string[], more: object = {}) =>
  hub.ask('POST', '/v1/holds', {
    key: web,
    body: { location: 'q1', lines: codes.map((code) => ({ kind: 'voucher', code })), ...more },
  })
const idOf = ({ body }: { body: unknown }): string => z.object({ id: z.string() }).parse(body).id
const order = (codes: readonly string[], more: object = {}) =>
  hub.ask('POST', '/v1/orders', {
    key: web,
    body: {
      ...{ location: 'q1', payment: { method: 'cash' } },
      lines: [{ kind: 'stock', sku: 'tea', quantity: 2 }, ...codes.map((code) => ({ kind: 'voucher', code }))],
      ...more,
    },
  })
const read = (code: string) => hub.ask('GET', `/v1/vouchers/${encodeURIComponent(code)}`, { key: web })

describe('campaigns', () => {
  test('one is made, changed as a whole, listed and told with its counts', async () => {
    const whole = {
      ...{ usesPerCode: 2, perCustomer: 1, budget: vnd(1_000_000), minimum: vnd(50_000), items: ['tea'] },
      ...{ validFrom: '2026-01-01T00:00:00+07:00', validUntil: '2099-01-01T00:00:00+07:00' },
    }
    expect((await put('whole', whole)).body).toEqual({
      ...{ ...tet, ...whole, code: 'whole', codes: 0, free: 0, held: 0, used: 0, spent: vnd(0) },
      ...{ validFrom: '2025-12-31T17:00:00.000Z', validUntil: '2098-12-31T17:00:00.000Z' },
    })
    expect((await put('whole')).body).toEqual({
      ...{ ...tet, code: 'whole', usesPerCode: 1, codes: 0, free: 0, held: 0, used: 0, spent: vnd(0) },
    })
    await put('zz-last')
    const list = await hub.ask('GET', '/v1/voucher-campaigns?limit=1', { key: web })
    expect(list).toMatchObject({ status: 200, body: { data: [{ code: 'whole' }] } })
    const { nextCursor } = z.object({ nextCursor: z.string() }).parse(list.body)
    expect((await hub.ask('GET', `/v1/voucher-campaigns?cursor=${nextCursor}`, { key: web })).body).toMatchObject({
      data: [{ code: 'zz-last' }],
      nextCursor: null,
    })
    expect((await hub.ask('GET', '/v1/voucher-campaigns/none')).status).toBe(404)
  })

  test('free, held and used count uses; those of a void code are nobody’s', async () => {
    await put('counted', { usesPerCode: 2 })
    await make('counted', { codes: ['N1', 'N2', 'N3'] })
    const used = idOf(await hold(['N1']))
    await hub.ask('POST', `/v1/holds/${used}/confirm`, { key: web })
    await hold(['N2'])
    expect(await hub.ask('POST', '/v1/vouchers/n2/void', { body: {} })).toMatchObject({
      body: { state: 'void', usesLeft: 0 },
    })
    expect((await hub.ask('GET', '/v1/voucher-campaigns/counted', { key: web })).body).toMatchObject({
      ...{ codes: 3, free: 3, held: 1, used: 1 },
    })
  })

  test.each([
    [{ discount: { kind: 'percent', value: 101 } }, 'discount.value'],
    [{ discount: { kind: 'amount', value: 0.5 } }, 'discount.value'],
    [{ discount: { kind: 'gift', value: 1 } }, 'discount.kind'],
    [{ quantity: 0 }, 'quantity'],
    [{ usesPerCode: 0 }, 'usesPerCode'],
    [{ minimum: { amount: 1, currency: 'USD' } }, 'minimum.currency'],
    [{ budget: { amount: 1, currency: 'USD' } }, 'budget.currency'],
    [{ validFrom: '2026-01-02T00:00:00Z', validUntil: '2026-01-02T00:00:00Z' }, 'validUntil'],
    [{ colour: 'red' }, 'colour'],
  ])('%j does not fit', async (more, path) => {
    const answer = await put('unfit', more)
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid', errors: [{ path }] } })
  })

  test('only an admin key makes campaigns and codes, sees all codes, and voids one', async () => {
    await put('own')
    for (const [method, url] of [
      ['PUT', '/v1/voucher-campaigns/own'],
      ['POST', '/v1/voucher-campaigns/own/codes'],
      ['GET', '/v1/voucher-campaigns/own/codes'],
      ['POST', '/v1/vouchers/x/void'],
    ] as const)
      expect((await hub.ask(method, url, { key: web, ...(method === 'GET' ? {} : { body: {} }) })).status).toBe(403)
  })
})

describe('codes', () => {
  test('made ones are long, of letters that nobody mistakes, and never alike; a repeat makes no more', async () => {
    await put('made')
    const once = { 'idempotency-key': 'made once' }
    const first = await make('made', { count: 2_000 }, once)
    expect(first.status).toBe(201)
    const { created, codes } = madeSchema.parse(first.body)
    expect(created).toBe(2_000)
    expect(new Set(codes).size).toBe(2_000)
    for (const code of codes) expect(code).toMatch(new RegExp(`^[${alphabet}]{${codeLength}}$`))
    for (const pair of ['0O', '1I', '1L', 'IL', '2Z', '5S', '6G', '8B'])
      expect(pair.split('').every((letter) => alphabet.includes(letter))).toBe(false)
    expect((await make('made', { count: 2_000 }, once)).text).toBe(first.text)
    expect((await hub.ask('GET', '/v1/voucher-campaigns/made')).body).toMatchObject({ codes: 2_000, free: 2_000 })
    const page = await hub.ask('GET', '/v1/voucher-campaigns/made/codes?limit=1000')
    const told = z.object({ data: z.array(z.object({ code: z.string() })), nextCursor: z.string() }).parse(page.body)
    const rest = await hub.ask('GET', `/v1/voucher-campaigns/made/codes?limit=1000&cursor=${told.nextCursor}`)
    const more = z.object({ data: z.array(z.object({ code: z.string() })), nextCursor: z.null() }).parse(rest.body)
    expect(new Set([...told.data, ...more.data].map(({ code }) => code))).toEqual(new Set(codes))
  })

  test('imported ones are compared without case and spaces; the campaign’s own stay, another’s are refused', async () => {
    await put('brought', { quantity: 3 })
    await put('other')
    await make('other', { codes: ['THEIRS'] })
    expect(await make('brought', { codes: ['tet 1', 'TET1', 'tet-2'] })).toMatchObject({
      ...{ status: 201, body: { created: 2, codes: ['TET1', 'TET-2'] } },
    })
    expect((await make('brought', { codes: ['Tet1', 'tet3'] })).body).toEqual({ created: 1, codes: ['TET1', 'TET3'] })
    expect(await make('other', { codes: ['fresh', 'tet1'] })).toMatchObject({
      ...{ status: 409, body: { code: 'codes_taken', codes: ['TET1'] } },
    })
    expect((await read('fresh')).status).toBe(404)
    expect(await make('brought', { codes: ['one-more'] })).toMatchObject({
      status: 409,
      body: { code: 'too_many_codes', left: 0 },
    })
    expect(await make('brought', { count: 1 })).toMatchObject({ status: 409, body: { code: 'too_many_codes' } })
    expect(await put('brought', { quantity: 2 })).toMatchObject({
      status: 409,
      body: { code: 'too_many_codes', codes: 3 },
    })
    expect((await read('one-more')).status).toBe(404)
  })

  test.each([
    [{}, 'count'],
    [{ count: 1, codes: ['A'] }, 'count'],
    [{ count: 100_001 }, 'count'],
    [{ codes: [] }, 'codes'],
    [{ codes: ['ok', 'a/b'] }, 'codes.1'],
    [{ codes: ['ok', ' '] }, 'codes.1'],
  ])('%j does not fit', async (body, path) => {
    await put('unfit')
    const { errors } = z
      .object({ errors: z.array(z.object({ path: z.string() })) })
      .parse((await make('unfit', body)).body)
    expect(errors.map((error) => error.path)).toContain(path)
  })

  test('for a campaign that nobody made: 404', async () => {
    expect((await make('none', { count: 1 })).status).toBe(404)
    expect((await hub.ask('POST', '/v1/vouchers/none/void', { body: {} })).status).toBe(404)
  })
})

describe('holding and ordering', () => {
  test('a code is told with its state and history, however it was typed', async () => {
    await put('told', { usesPerCode: 2 })
    await make('told', { codes: ['LUCKY'] })
    expect((await read('lucky')).body).toEqual({
      code: 'LUCKY',
      campaign: 'told',
      state: 'free',
      usesLeft: 2,
      history: [],
    })
    const held = await hold([' luc ky'])
    expect(held).toMatchObject({ status: 201, body: { lines: [{ kind: 'voucher', code: 'LUCKY' }] } })
    const first = idOf(held)
    expect((await hub.ask('GET', `/v1/holds/${first}`, { key: web })).body).toMatchObject({
      lines: [{ kind: 'voucher', code: 'LUCKY' }],
    })
    await hub.ask('POST', `/v1/holds/${first}/release`, { key: web, body: { reason: 'no more' } })
    const second = idOf(await hold(['LUCKY']))
    const moment = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    expect((await read('LUCKY')).body).toEqual({
      ...{ code: 'LUCKY', campaign: 'told', state: 'free', usesLeft: 1 },
      history: [
        { at: moment, event: 'held', hold: first },
        { at: moment, event: 'reopened', hold: first, reason: 'no more' },
        { at: moment, event: 'held', hold: second },
      ],
    })
    await hold(['LUCKY'])
    expect((await read('LUCKY')).body).toMatchObject({ state: 'held', usesLeft: 0 })
    expect((await hold(['LUCKY'])).body).toMatchObject({
      ...{ status: 409, code: 'conflict', conflicts: [{ line: 0, code: 'voucher_held' }] },
    })
    expect((await read('nobody-made-it')).status).toBe(404)
  })

  test('the same code twice is 422, an unknown one a conflict, an unknown place 404', async () => {
    await put('twice')
    await make('twice', { codes: ['TWICE'] })
    expect(await hold(['TWICE', 'twi ce'])).toMatchObject({ status: 422, body: { errors: [{ path: 'lines.1' }] } })
    expect((await hold(['TWICE', 'UNKNOWN'])).body).toMatchObject({
      conflicts: [{ line: 1, code: 'voucher_not_valid' }],
    })
    expect((await hold(['TWICE'], { location: 'nowhere' })).status).toBe(404)
    expect((await hold(['TWICE'])).status).toBe(201)
  })

  test('V4: a customer of a hold is known again, by phone or by e-mail', async () => {
    await put('each', { perCustomer: 1 })
    await make('each', { codes: ['EACH1', 'EACH2'] })
    expect((await hold(['EACH1'], { customer: { phone: '0901234567', email: 'lan@shop.vn' } })).status).toBe(201)
    for (const customer of [{ phone: '+84 901 234 567' }, { email: 'LAN@shop.vn' }, { name: 'Lan' }, undefined])
      expect((await hold(['EACH2'], { customer })).body).toMatchObject({
        conflicts: [{ line: 0, code: 'limit_reached' }],
      })
    expect((await order(['EACH2'], { customer: { email: 'lan@shop.vn' } })).body).toMatchObject({
      conflicts: [{ line: 1, code: 'limit_reached' }],
    })
    expect((await order(['EACH2'], { customer: { email: 'minh@shop.vn' } })).status).toBe(201)
    const [row] = await database.sql<{ told: string }[]>`select string_agg(c::text, ' ') as told from voucher_claims c`
    expect(row?.told).not.toMatch(/901234567|shop\.vn/)
  })

  test('V5: an order says what its vouchers take off; its plan adds up to what is left', async () => {
    await put('order')
    await make('order', { codes: ['TEN'] })
    const plan = (deposit: number, balance: number) => ({
      payment: {
        method: 'cash',
        plan: [
          { kind: 'deposit', amount: vnd(deposit), dueAt: '2098-01-01T00:00:00Z' },
          { kind: 'balance', amount: vnd(balance), dueAt: '2099-01-01T00:00:00Z' },
        ],
      },
    })
    expect(await order(['ten'], plan(10_000, 10_000))).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'payment.plan' }] },
    })
    const placed = await order(['ten'], plan(8_000, 10_000))
    expect(placed).toMatchObject({
      status: 201,
      body: {
        ...{
          state: 'awaiting_payment',
          total: vnd(18_000),
          due: vnd(18_000),
          discounts: [{ code: 'TEN', amount: vnd(2_000) }],
        },
        lines: [
          { kind: 'stock', sku: 'tea' },
          { kind: 'voucher', code: 'TEN', price: vnd(0) },
        ],
      },
    })
    const id = idOf(placed)
    await hub.ask('POST', `/v1/orders/${id}/cancel`, { key: web, body: { reason: 'too dear' } })
    expect((await read('TEN')).body).toMatchObject({
      ...{ state: 'free', usesLeft: 1 },
      history: [
        { event: 'held', order: id },
        { event: 'reopened', order: id, reason: 'too dear' },
      ],
    })
  })

  test('a voucher has no price of its own', async () => {
    const lines = [{ kind: 'voucher', code: 'TEN', price: vnd(1) }]
    expect(await order([], { lines })).toMatchObject({ status: 422, body: { errors: [{ path: 'lines.0.price' }] } })
  })

  test('the feed tells of a code by the state that it enters', async () => {
    await put('fed')
    await make('fed', { codes: ['FED'] })
    const held = idOf(await hold(['FED']))
    await hub.ask('POST', `/v1/holds/${held}/release`, { key: web })
    await hub.ask('POST', `/v1/holds/${idOf(await hold(['FED']))}/confirm`, { key: web })
    const rows = await database.sql<{ type: string }[]>`select type from feed where subject = 'FED' order by position`
    expect(rows.map(({ type }) => type)).toEqual(['voucher.held', 'voucher.free', 'voucher.held', 'voucher.used'])
  })

  test('the books are right', async () => {
    expect(await selfCheck(database.sql)).toEqual({ clean: true, differences: [] })
  })
})
