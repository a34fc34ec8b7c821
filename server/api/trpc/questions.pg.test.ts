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
    listed: true,
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

test('who took the last: the newest that left nothing to be had, not what was sold beyond it', async () => {
  const web = await hub.channelKey('web')
  await hub.item('last', 3)
  const till = await testTerminal(hub)
  const asked = async () => (await call(hub, 'query', 'stock.lastTaken', { sku: 'last' }, { token: till.token })).data
  expect(await asked()).toBeNull()

  const held = await hub.ask('POST', '/v1/holds', {
    key: web,
    body: { location: 'q1', lines: [{ kind: 'stock', sku: 'last', quantity: 2 }] },
  })
  const { id } = z.object({ id: z.string() }).parse(held.body)
  await hub.ask('PUT', '/v1/stock/last/q1', { body: { onHand: 2 } })
  expect(await asked()).toBeNull()
  await hub.ask('POST', `/v1/holds/${id}/confirm`, { key: web, body: {} })
  const byWeb = { how: 'sold', quantity: 2, channel: 'web', terminal: null, terminalName: null, at: expect.any(Number) }
  expect(await asked()).toEqual(byWeb)

  const sale: Command = {
    type: 'order.sell',
    order: randomUUID(),
    number: '1-1',
    location: 'q1',
    currency: 'VND',
    lines: [{ line: { kind: 'stock', sku: 'last', quantity: 1 }, name: 'last', price: 10_000 }],
    total: 10_000,
    tendered: 10_000,
    soldAt: 0,
  }
  await call(hub, 'mutation', 'commands.submit', { commands: [till.envelope(sale)] }, { token: till.token })
  expect(await asked()).toEqual(byWeb)

  await hub.ask('PUT', '/v1/stock/last/q1', { body: { onHand: 1 } })
  expect(await asked()).toBeNull()
  const again: Command = { ...sale, order: randomUUID(), number: '1-2' }
  await call(hub, 'mutation', 'commands.submit', { commands: [till.envelope(again)] }, { token: till.token })
  expect(await asked()).toMatchObject({ how: 'sold', channel: 'counter', terminal: till.id, terminalName: 'Quầy 1' })
  await hub.ask('PUT', '/v1/stock/last/q1', { body: { onHand: 4 } })
  await hub.ask('PUT', '/v1/stock/last/q1', { body: { onHand: 0 } })
  expect(await asked()).toMatchObject({ how: 'counted', quantity: 4, channel: null, terminalName: null })
})
