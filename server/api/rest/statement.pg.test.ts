import { describe, expect, test } from 'vitest'
import { byHandAlone } from '../../payments/paymentSettings.ts'
import { providersOf } from '../../payments/providers.ts'
import { orderOf, restPayments } from '../../testing/restPayments.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'

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
    const line = `2026-11-24,35000,${number}\n`
    const csv = `date,amount,description\n${line}${line}`
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

  test('is for admins, and has to name its columns', async () => {
    const headers = { 'content-type': 'text/csv' }
    expect((await ask('POST', '/v1/payments/statement', { key: keys.web, raw: header, headers })).status).toBe(403)
    expect((await importCsv('date,amount\n')).status).toBe(422)
    expect((await importCsv('')).status).toBe(422)
  })
})
