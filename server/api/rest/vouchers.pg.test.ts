import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { idOf, restVouchers, tet, vnd } from '../../testing/restVouchers.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'
import { alphabet, codeLength } from '../../vouchers/codes.ts'

const database = testDatabase()
const hub = testHub(database)
const { keys, put, make, hold, read } = restVouchers(hub)
const madeSchema = z.object({ created: z.number(), codes: z.array(z.string()) })

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
    const list = await hub.ask('GET', '/v1/voucher-campaigns?limit=1', { key: keys.web })
    expect(list).toMatchObject({ status: 200, body: { data: [{ code: 'whole' }] } })
    const { nextCursor } = z.object({ nextCursor: z.string() }).parse(list.body)
    expect((await hub.ask('GET', `/v1/voucher-campaigns?cursor=${nextCursor}`, { key: keys.web })).body).toMatchObject({
      data: [{ code: 'zz-last' }],
      nextCursor: null,
    })
    expect((await hub.ask('GET', '/v1/voucher-campaigns/none')).status).toBe(404)
  })

  test('free, held and used count uses; those of a void code are nobody’s', async () => {
    await put('counted', { usesPerCode: 2 })
    await make('counted', { codes: ['N1', 'N2', 'N3'] })
    const used = idOf(await hold(['N1']))
    await hub.ask('POST', `/v1/holds/${used}/confirm`, { key: keys.web })
    await hold(['N2'])
    expect(await hub.ask('POST', '/v1/vouchers/n2/void', { body: {} })).toMatchObject({
      body: { state: 'void', usesLeft: 0 },
    })
    expect((await hub.ask('GET', '/v1/voucher-campaigns/counted', { key: keys.web })).body).toMatchObject({
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
      expect((await hub.ask(method, url, { key: keys.web, ...(method === 'GET' ? {} : { body: {} }) })).status).toBe(
        403,
      )
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
