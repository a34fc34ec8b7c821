import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { saleReferenceOf } from '../../../shared/orders/saleReference.ts'
import { byHandAlone } from '../../payments/paymentSettings.ts'
import { readClosing } from '../../overview/readClosing.ts'
import { matchWaiting } from '../../payments/matchWaiting.ts'
import { providersOf } from '../../payments/providers.ts'
import { orderOf, restPayments } from '../../testing/restPayments.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'
import { call, testTerminal } from '../../testing/testTerminal.ts'

const bankAccount = { bin: '970436', account: '0123456789', name: 'TRA SEN' }
const database = testDatabase()
const hub = testHub(database, { providers: providersOf({ ...byHandAlone, bankAccount }) })
const { ask } = hub
const { keys, place, read, isClean } = restPayments(hub, database)

const importCsv = async (csv: string, key?: string) => {
  const headers = { 'content-type': 'text/csv', ...(key === undefined ? {} : { 'idempotency-key': key }) }
  return ask('POST', '/v1/payments/statement', { raw: csv, headers })
}
const header = 'date,amount,description,reference\n'
/** As a bank tells of a transfer for a counter sale. */
const line = (number: string, amount: number, reference: string) =>
  `2026-11-24,${amount},MBVCB.12.${saleReferenceOf(number).toLowerCase()}.CT tu 0123,${reference}\n`

describe('a bank’s statement', () => {
  test('books transfers to the orders that they name, each line once; the picture names the order', async () => {
    const [a, b] = [orderOf(await place('bank_transfer')), orderOf(await place('bank_transfer'))]
    expect(a.payment.qr).toContain(`0808${a.number}`)
    const lines =
      `2026-11-24,70000,"MBVCB.1.${a.number.toLowerCase()}.CT tu 0123",FT-A\n` +
      `2026-11-24,"70.000",IBFT${b.number}chuyen tien,\n` +
      '2026-11-24,5000,cam on,FT-C\n2026-11-24,-900,phi,FT-D\n2026-11-24,x,?,\n'
    const first = await importCsv(header + lines, 'statement-1')
    expect(first).toMatchObject({
      status: 200,
      body: {
        ...{ matched: 2, known: 0, unmatched: [{ line: 4, amount: 5_000, description: 'cam on', reference: 'FT-C' }] },
        rejected: [{ line: 5 }, { line: 6 }],
      },
    })
    expect((await importCsv(header + lines, 'statement-1')).text).toBe(first.text)
    expect((await importCsv(header + lines)).body).toMatchObject({ matched: 0, known: 2, unmatched: [{ line: 4 }] })
    for (const { id } of [a, b])
      expect(await read(id)).toMatchObject({ state: 'paid', paid: { amount: 70_000 }, refunds: [] })
    expect((await ask('GET', '/v1/payments/statement')).body).toMatchObject({
      data: [{ amount: 5_000, description: 'cam on', reference: 'FT-C' }],
      nextCursor: null,
    })
    await isClean()
  })

  test('O3: what a person wrote down under the bank’s reference is the same money', async () => {
    const { id, number } = orderOf(await place('bank_transfer'))
    const amount = { amount: 70_000, currency: 'VND' }
    await ask('POST', `/v1/orders/${id}/payments`, { body: { amount, method: 'bank_transfer', reference: 'FT-E' } })
    expect((await importCsv(`${header}2026-11-24,70000,${number},FT-E\n`)).body).toMatchObject({ matched: 1 })
    expect((await read(id)).payments).toHaveLength(1)
  })

  test('two lines that are alike are two payments, and stay two when the file comes again', async () => {
    const { id, number } = orderOf(await place('bank_transfer'))
    const alike = `2026-11-24,35000,${number}\n`
    const csv = `date,amount,description\n${alike}${alike}`
    expect((await importCsv(csv)).body).toMatchObject({ matched: 2 })
    expect((await importCsv(csv)).body).toMatchObject({ matched: 0, known: 2 })
    expect(await read(id)).toMatchObject({ state: 'paid', paid: { amount: 70_000 }, refunds: [] })
  })

  test('a line that names two orders, or a reference that was another amount, is for a person', async () => {
    const [a, b] = [orderOf(await place('bank_transfer')), orderOf(await place('bank_transfer'))]
    const csv = `${header}d,70000,${a.number} ${b.number},FT-F\nd,1000,${a.number},FT-G\nd,2000,${a.number},FT-G\n`
    expect((await importCsv(csv)).body).toMatchObject({ matched: 1, unmatched: [{ line: 2 }, { line: 4 }] })
    expect((await read(a.id)).paid.amount).toBe(1_000)
  })

  test('S9: the line of a counter sale by transfer is the money that the cashier saw; what comes beyond it has to go back', async () => {
    const till = await testTerminal(hub)
    await ask('PUT', '/v1/staff/lan', { body: { name: 'Lan', role: 'staff', pin: '1234' } })
    const sell = async (number: string, paid: object): Promise<string> => {
      const order = randomUUID()
      const lines = [{ line: { kind: 'stock' as const, sku: 'tea', quantity: 1 }, name: 'Trà', price: 70_000 }]
      const about = { order, number, location: 'q1', currency: 'VND', total: 70_000, tendered: 70_000, soldAt: 0 }
      const command = till.envelope({ type: 'order.sell', ...about, lines, ...paid }, { actor: 'lan' })
      await call(hub, 'mutation', 'commands.submit', { commands: [command] }, { token: till.token })
      return order
    }
    const told = async (id: string) => (await ask('GET', `/v1/orders/${id}`)).body
    const sold = await sell('7-261124-0017', { method: 'bank_transfer' })
    const inCash = await sell('7-261124-0018', {})
    expect(await told(inCash)).toMatchObject({ payments: [{ method: 'cash' }] })
    const first = header + line('7-261124-0017', 70_000, 'FT-S')
    expect((await importCsv(first)).body).toMatchObject({ matched: 1, unmatched: [] })
    expect((await importCsv(first)).body).toMatchObject({ matched: 0, known: 1 })
    const paid = { state: 'delivered', paid: { amount: 70_000 }, payments: [{ reference: 'FT-S' }], refunds: [] }
    expect(await told(sold)).toMatchObject({ ...paid, payment: { method: 'bank_transfer' } })
    // Of another amount somebody has to look; a second one, or one for what was paid in cash, has to go back.
    const more = line('7-261124-0017', 7_000, 'FT-T') + line('7-261124-0017', 70_000, 'FT-U')
    expect((await importCsv(header + more + line('7-261124-0018', 70_000, 'FT-V'))).body).toMatchObject({
      ...{ matched: 2, unmatched: [{ reference: 'FT-T' }] },
    })
    for (const order of [sold, inCash])
      expect(await told(order)).toMatchObject({
        ...{ paid: { amount: 70_000 }, refunds: [{ state: 'due', reason: 'overpaid', amount: { amount: 70_000 } }] },
      })
    const steps = await database.sql`select step, method from order_steps where order_id = ${sold} order by id`
    expect(steps.map(({ step, method }) => [step, method])).toEqual([
      ['sold', 'bank_transfer'],
      ['on_statement', 'bank_transfer'],
      ['money', 'bank_transfer'],
    ])
    await isClean()
  })

  test('S9: a line that was imported before an offline terminal told of its sale finds it afterwards, by itself and once', async () => {
    const till = await testTerminal(hub)
    const early = line('7-261124-0021', 70_000, 'FT-W') + line('7-261124-0021', 7_000, 'FT-X')
    expect((await importCsv(header + early)).body).toMatchObject({ matched: 0 })
    expect(await matchWaiting({ sql: database.sql, arbiter: hub.hub.arbiter, newId: randomUUID })).toBe(0)
    const lines = [{ line: { kind: 'stock' as const, sku: 'tea', quantity: 1 }, name: 'Trà', price: 70_000 }]
    const order = randomUUID()
    const about = { order, number: '7-261124-0021', location: 'q1', currency: 'VND', total: 70_000, tendered: 70_000 }
    const command = { type: 'order.sell' as const, ...about, soldAt: 0, lines, method: 'bank_transfer' as const }
    const commands = [till.envelope(command, { actor: 'lan' })]
    await call(hub, 'mutation', 'commands.submit', { commands }, { token: till.token })
    for (const matched of [1, 0])
      expect(await matchWaiting({ sql: database.sql, arbiter: hub.hub.arbiter, newId: randomUUID })).toBe(matched)
    expect((await ask('GET', `/v1/orders/${order}`)).body).toMatchObject({
      ...{ payments: [{ method: 'bank_transfer', reference: 'FT-W' }], paid: { amount: 70_000 }, refunds: [] },
    })
    expect((await importCsv(header + early)).body).toMatchObject({ known: 1, unmatched: [{ reference: 'FT-X' }] })
    await isClean()
  })

  test('O14, O16: a deposit that a till saw come in and the bank tells of is one payment, whichever is first; cash is the till’s in the closing', async () => {
    const till = await testTerminal(hub)
    const { id, number } = orderOf(await place('bank_transfer'))
    const take = async (method: 'cash' | 'bank_transfer', amount: number, knew: string[]): Promise<string> => {
      const payment = randomUUID()
      const command = till.envelope({ type: 'order.pay', order: id, payment, method, amount, knew }, { actor: 'lan' })
      await call(hub, 'mutation', 'commands.submit', { commands: [command] }, { token: till.token })
      return payment
    }
    const bank = (amount: number, reference: string) => `${header}d,${amount},${number},${reference}\n`
    const first = await take('bank_transfer', 20_000, [])
    expect((await importCsv(bank(20_000, 'FT-1'))).body).toMatchObject({ matched: 1 })
    // The bank was quicker; and then a customer brings as much again, which is other money.
    expect((await importCsv(bank(10_000, 'FT-2'))).body).toMatchObject({ matched: 1 })
    await take('bank_transfer', 10_000, [first])
    const { payments: known } = await read(id)
    await take(
      'bank_transfer',
      10_000,
      known.map((one) => one.id),
    )
    await take('cash', 30_000, [])
    const seen = { terminal: till.id, staff: 'lan' }
    const order = await database.sql`
      select amount::int, reference, terminal, staff from payments where order_id = ${id} order by at, id`
    expect(order).toEqual([
      { amount: 20_000, reference: 'FT-1', ...seen },
      { amount: 10_000, reference: 'FT-2', ...seen },
      { amount: 10_000, reference: null, ...seen },
      { amount: 30_000, reference: null, ...seen },
    ])
    expect(await read(id)).toMatchObject({ state: 'paid', paid: { amount: 70_000 }, refunds: [] })
    const steps = await database.sql`select step, amount::int from order_steps where order_id = ${id} order by id`
    expect(steps.map(({ step, amount }) => [step, amount])).toEqual([
      ...[['placed', null] as const, ['money', 20_000] as const, ['on_statement', 20_000] as const],
      ...[
        ['money', 10_000] as const,
        ['seen', 10_000] as const,
        ['money', 10_000] as const,
        ['money', 30_000] as const,
      ],
    ])
    const day = new Date().toISOString().slice(0, 10)
    const { tills } = await readClosing(database.sql, { location: 'q1', day, zone: 'UTC' })
    expect(tills.filter(({ terminal }) => terminal === till.id)).toMatchObject([
      { method: 'bank_transfer', payments: 3, amount: 40_000, forOrders: 40_000 },
      { method: 'cash', payments: 1, amount: 30_000, forOrders: 30_000 },
    ])
    await isClean()
  })

  test('is for admins, and has to name its columns', async () => {
    const headers = { 'content-type': 'text/csv' }
    expect((await ask('POST', '/v1/payments/statement', { key: keys.web, raw: header, headers })).status).toBe(403)
    expect((await importCsv('date,amount\n')).status).toBe(422)
    expect((await importCsv('')).status).toBe(422)
  })
})
