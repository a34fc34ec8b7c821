import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Command } from '../../../shared/protocol/commands.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'
import { call, type Called, testTerminal } from '../../testing/testTerminal.ts'

const hub = testHub(testDatabase())

test('questions about stock: totals, one SKU, and what moved', async () => {
  for (const sku of ['a', 'new']) await hub.item(sku, 1)
  await hub.item('q', 8)
  await hub.ask('PUT', '/v1/staff/lan', { body: { name: 'lan', role: 'staff', pin: '1111' } })
  const till = await testTerminal(hub)
  const hold: Command = {
    type: 'hold.place',
    hold: randomUUID(),
    location: 'q1',
    lines: [{ kind: 'stock', sku: 'q', quantity: 3 }],
  }
  await call(hub, 'mutation', 'commands.submit', { commands: [till.envelope(hold)] }, { token: till.token })
  const ask = (path: string, input: object): Promise<Called> => call(hub, 'query', path, input, { token: till.token })
  const row = {
    sku: 'q',
    name: 'q',
    onHand: 8,
    held: 3,
    available: 5,
    locations: [{ location: 'q1', onHand: 8, held: 3, available: 5, heldBy: { counter: 3 } }],
  }
  expect((await ask('stock.bySku', { sku: 'q' })).data).toEqual(row)
  expect(await ask('stock.bySku', { sku: 'nothing' })).toMatchObject({ code: 'NOT_FOUND' })
  expect((await ask('stock.totals', { query: 'q' })).data).toEqual({ data: [row], nextCursor: null })
  for (const sort of ['sku', 'name', 'onHand', 'held', 'available']) {
    const found: string[] = []
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const { data } = await ask('stock.totals', { sort, descending: true, limit: 1, cursor })
      const page = z
        .object({ data: z.array(z.object({ sku: z.string() })), nextCursor: z.string().nullable() })
        .parse(data)
      found.push(...page.data.map(({ sku }) => sku))
      cursor = page.nextCursor
      const other = sort === 'sku' ? 'held' : 'sku'
      if (cursor !== null && sort !== 'name')
        expect(await ask('stock.totals', { sort: other, cursor })).toMatchObject({ code: 'BAD_REQUEST' })
    }
    expect(found.toSorted()).toEqual(['a', 'new', 'q'])
  }
  expect((await ask('stock.movements', { sku: 'q', location: 'q1' })).data).toMatchObject({
    data: [
      { from: 'available', to: 'held', quantity: 3, staffName: 'lan', terminalName: 'Quầy 1', at: expect.any(Number) },
      { from: 'outside', to: 'available', quantity: 8, staffName: null },
    ],
  })
})
