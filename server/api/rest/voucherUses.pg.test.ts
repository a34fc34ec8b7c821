import { describe, expect, test } from 'vitest'
import { selfCheck } from '../../selfCheck/selfCheck.ts'
import { idOf, restVouchers, vnd } from '../../testing/restVouchers.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'

const database = testDatabase()
const hub = testHub(database)
const { keys, put, make, hold, order, read } = restVouchers(hub)

const plan = (deposit: number, balance: number) => ({
  payment: {
    method: 'cash',
    plan: [
      { kind: 'deposit', amount: vnd(deposit), dueAt: '2098-01-01T00:00:00Z' },
      { kind: 'balance', amount: vnd(balance), dueAt: '2099-01-01T00:00:00Z' },
    ],
  },
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
    expect((await hub.ask('GET', `/v1/holds/${first}`, { key: keys.web })).body).toMatchObject({
      lines: [{ kind: 'voucher', code: 'LUCKY' }],
    })
    await hub.ask('POST', `/v1/holds/${first}/release`, { key: keys.web, body: { reason: 'no more' } })
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
    await hub.ask('POST', `/v1/orders/${id}/cancel`, { key: keys.web, body: { reason: 'too dear' } })
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
    await hub.ask('POST', `/v1/holds/${held}/release`, { key: keys.web })
    await hub.ask('POST', `/v1/holds/${idOf(await hold(['FED']))}/confirm`, { key: keys.web })
    const rows = await database.sql<{ type: string }[]>`select type from feed where subject = 'FED' order by position`
    expect(rows.map(({ type }) => type)).toEqual(['voucher.held', 'voucher.free', 'voucher.held', 'voucher.used'])
  })

  test('the books are right', async () => {
    expect(await selfCheck(database.sql)).toEqual({ clean: true, differences: [] })
  })
})
