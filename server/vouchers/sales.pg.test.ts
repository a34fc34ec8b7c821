import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { caseDocumentSchema } from '../../shared/protocol/cases.ts'
import type { Command } from '../../shared/protocol/commands.ts'
import { selfCheck } from '../selfCheck/selfCheck.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { testHub } from '../testing/testHub.ts'
import { call, testTerminal, type TestTerminal } from '../testing/testTerminal.ts'
import { campaignWith } from '../testing/voucherShop.ts'
import { readCampaign } from './campaigns.ts'
import { readVoucher } from './readVoucher.ts'

const database = testDatabase()
const { sql } = database
const hub = testHub(database)
let tills: readonly [TestTerminal, TestTerminal]

beforeAll(async () => {
  await hub.item('tea', 100)
  await hub.ask('PUT', '/v1/staff/lan', { body: { name: 'Lan', role: 'staff', pin: '1234' } })
  tills = [await testTerminal(hub), await testTerminal(hub)]
})

let numbers = 0
/** What a till does without a network: it asks to hold a voucher, and then the customer pays and goes. */
const saleWith = (code: string): readonly Command[] => {
  const hold = randomUUID()
  return [
    { type: 'hold.place', hold, location: 'q1', lines: [{ kind: 'voucher', code }] },
    {
      ...{ type: 'order.sell', order: randomUUID(), number: `N-${(numbers += 1)}`, location: 'q1', currency: 'VND' },
      lines: [
        { line: { kind: 'stock', sku: 'tea', quantity: 1 }, name: 'Trà', price: 10_000 },
        { line: { kind: 'voucher', code }, name: code, price: 0, hold },
      ],
      ...{ discounts: [{ code, amount: 500 }], total: 9_500, tendered: 10_000, soldAt: 0 },
    },
  ]
}

const submit = async (till: TestTerminal, commands: readonly Command[]): Promise<void> => {
  const envelopes = commands.map((command) => till.envelope(command))
  const { status } = await call(hub, 'mutation', 'commands.submit', { commands: envelopes }, { token: till.token })
  expect(status).toBe(200)
}

const codesFrom = (from: number): string[] => Array.from({ length: 15 }, (_, n) => `V${from + n}`)

test('S7, must show 6: 30 cash sales with vouchers on two tills offline: each voucher is used once, the clash is told, the goods are facts', async () => {
  // Each till sold 15; five codes were shown at both.
  const [one, two] = [codesFrom(0), codesFrom(10)]
  const all = [...new Set([...one, ...two])]
  const campaign = await campaignWith(sql, all)
  const [first, second] = tills
  await Promise.all([submit(first, one.flatMap(saleWith)), submit(second, two.flatMap(saleWith))])

  for (const code of all) {
    const voucher = await readVoucher(sql, code)
    expect(voucher).toMatchObject({ state: 'used', usesLeft: 0 })
    expect(voucher?.history.filter(({ event }) => event === 'used')).toMatchObject([{ order: expect.any(String) }])
  }
  expect(await readCampaign(sql, campaign)).toMatchObject({ used: 25, held: 0, spent: { amount: 12_500 } })
  const [sales] = await sql<{ sales: number; money: number; goods: number }[]>`
    select (select count(*)::int from orders where hold is null) as sales, (select sum(amount)::int from payments) as money,
      (select on_hand from stock_levels where sku = 'tea') as goods`
  expect(sales).toEqual({ sales: 30, money: 30 * 9_500, goods: 70 })

  const pulled = await call(
    hub,
    'query',
    'feed.pull',
    { collection: 'cases', checkpoint: null, limit: 1_000 },
    { token: first.token },
  )
  const { documents } = z.object({ documents: z.array(caseDocumentSchema) }).parse(pulled.data)
  const clashes = documents.flatMap((one_) => (one_.type === 'discrepancy' ? [one_.data] : []))
  expect(clashes.map(({ kind, sku }) => `${kind} ${sku}`).toSorted()).toEqual(
    one
      .filter((code) => two.includes(code))
      .map((code) => `double_used ${code}`)
      .toSorted(),
  )
  for (const { orderNumber, terminal } of clashes)
    expect([orderNumber, terminal]).toEqual([expect.stringMatching(/^N-/), expect.any(String)])
  expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })
})

test('S7: a sale uses the voucher that its till holds, and what it took off is the campaign’s, beyond its budget too', async () => {
  const campaign = await campaignWith(sql, ['B1', 'B2'], { budget: 900 })
  const [till] = tills
  const [[hold, sale], [, over]] = [saleWith('B1'), saleWith('B2')]
  if (hold === undefined || sale === undefined || over === undefined) throw new Error('no sale')
  await submit(till, [hold])
  expect(await readVoucher(sql, 'B1')).toMatchObject({ state: 'held' })
  await submit(till, [sale, over])
  expect(await readCampaign(sql, campaign)).toMatchObject({ used: 2, spent: { amount: 1_000 } })
  const told = await sql`select kind, sku from discrepancies where sku in ('B1', 'B2')`
  expect(told).toEqual([{ kind: 'over_budget', sku: 'B2' }])
  const rows = await sql<{ discounts: unknown }[]>`select discounts from orders where discounts::text like '%B1%'`
  expect(rows).toEqual([{ discounts: [{ code: 'B1', amount: 500 }] }])
  expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })
})

test('H9: an overdue hold of another does not keep a sale from its voucher', async () => {
  await campaignWith(sql, ['LATE'])
  const web = await hub.channelKey('web')
  const lines = [{ kind: 'voucher', code: 'LATE' }]
  await hub.ask('POST', '/v1/holds', { key: web, body: { location: 'q1', lines, ttlSeconds: 1 } })
  await sql`update holds set expires_at = now() - interval '1 second' where state = 'held'`
  await sql`update voucher_claims set ends_at = now() - interval '1 second' where active and ends_at is not null`
  await submit(tills[0], saleWith('LATE').slice(1))
  expect(await readVoucher(sql, 'LATE')).toMatchObject({ state: 'used' })
  expect(await sql`select from discrepancies where sku = 'LATE'`).toHaveLength(0)
  expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })
})
