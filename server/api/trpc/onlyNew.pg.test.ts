import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'
import { call, type Called, testTerminal, type TestTerminal } from '../../testing/testTerminal.ts'

const database = testDatabase()
const { sql } = database
const hub = testHub(database)
let till: TestTerminal
let managers: readonly string[]

beforeAll(async () => {
  till = await testTerminal(hub)
  managers = [await till.signIn('manager'), await till.signIn('manager')]
  await hub.ask('PUT', '/v1/items/CAFE', { body: { name: 'Cà phê', price: { amount: 90_000, currency: 'VND' } } })
})

/** What a form makes: the procedure, what it sends under a code, and where its name stands afterwards. */
const forms = [
  {
    ...{ path: 'items.save', table: 'items', key: 'sku' },
    input: (sku: string, name: string) => ({
      ...{ sku, isNew: true, name, barcodes: [], price: 1_000, safetyStock: 0, onHand: null },
    }),
  },
  {
    ...{ path: 'bookables.saveResource', table: 'resources', key: 'code' },
    input: (code: string, name: string) => ({ code, isNew: true, resource: { kind: 'staff', name } }),
  },
  {
    ...{ path: 'bookables.saveService', table: 'services', key: 'code' },
    input: (code: string, name: string) => ({
      ...{ code, isNew: true, service: { name, durationMinutes: 30, needs: [{ kind: 'staff' }] } },
    }),
  },
  {
    ...{ path: 'vouchers.save', table: 'voucher_campaigns', key: 'code' },
    input: (code: string, name: string) => ({
      ...{ code, isNew: true, campaign: { name, discount: { kind: 'percent', value: 10 }, quantity: 5 } },
    }),
  },
  {
    ...{ path: 'shops.saveCarrier', table: 'carriers', key: 'code' },
    input: (code: string, name: string) => ({ code, isNew: true, name, fields: {}, states: { done: 'delivered' } }),
  },
] as const

/** Lets nobody write to a table until so many stand before it, each having seen that nothing is there. */
const gatherBefore = async (table: string, count: number, come: () => void): Promise<void> => {
  await sql.begin(async (tx) => {
    await tx`lock table ${tx(table)} in share mode`
    come()
    await expect
      .poll(async () => (await sql`select from pg_locks where relation = ${table}::regclass and not granted`).length)
      .toBe(count)
  })
}

describe('what a form calls new', () => {
  test.each(forms)('$path: of two managers at the same moment one makes it, the other is told', async (form) => {
    const { path, input, table, key } = form
    const asked: Promise<Called>[] = []
    await gatherBefore(table, 2, () => {
      for (const [index, name] of ['Một', 'Hai'].entries())
        asked.push(call(hub, 'mutation', path, input('THE-ONE', name), { token: till.token, staff: managers[index] }))
    })
    const answers = await Promise.all(asked)
    expect(new Set(answers.map(({ code }) => code))).toEqual(new Set(['CONFLICT', null]))
    const rows = await sql`select name from ${sql(table)} where ${sql(key)} = 'THE-ONE'`
    expect(rows).toEqual([{ name: answers[0]?.code === null ? 'Một' : 'Hai' }])
  })

  test('preorders.save: of two managers at the same moment one offers the goods, the other is told', async () => {
    const releaseAt = new Date(Date.now() + 86_400_000).toISOString()
    const asked: Promise<Called>[] = []
    await gatherBefore('preorders', 2, () => {
      for (const [index, quantity] of [10, 20].entries()) {
        const input = { sku: 'CAFE', isNew: true, pool: { quantity, releaseAt } }
        asked.push(call(hub, 'mutation', 'preorders.save', input, { token: till.token, staff: managers[index] }))
      }
    })
    const answers = await Promise.all(asked)
    const types = answers.map(({ data }) => z.object({ type: z.string() }).parse(data).type)
    expect(types.toSorted()).toEqual(['exists', 'saved'])
    expect((await sql`select quantity from preorders`)[0]).toEqual({ quantity: types[0] === 'saved' ? 10 : 20 })
  })
})
