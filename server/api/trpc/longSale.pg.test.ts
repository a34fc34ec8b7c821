import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Command } from '../../../shared/protocol/commands.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'
import { call, testTerminal } from '../../testing/testTerminal.ts'

const hub = testHub(testDatabase())

test('a sale of a very long cart is a fact like any other (SPEC C5): it is booked whole', async () => {
  const till = await testTerminal(hub)
  const skus = Array.from({ length: 500 }, (_, n) => `s${n}`)
  const file = `sku,name,barcode,price,location,on_hand\n${skus.map((sku) => `${sku},${sku},,10,q1,3\n`).join('')}`
  await hub.ask('POST', '/v1/items/import', { raw: file, headers: { 'content-type': 'text/csv' } })
  const sale: Command = {
    type: 'order.sell',
    order: randomUUID(),
    number: '1-1',
    location: 'q1',
    currency: 'VND',
    lines: skus.map((sku) => ({ line: { kind: 'stock', sku, quantity: 1 }, name: sku, price: 10 })),
    total: 5_000,
    tendered: 5_000,
    soldAt: 0,
  }
  const answer = await call(
    hub,
    'mutation',
    'commands.submit',
    { commands: [till.envelope(sale)] },
    { token: till.token },
  )
  expect(answer.data).toMatchObject({ settled: [{ verdict: { accepted: true, outcome: { discrepancies: [] } } }] })
  for (const sku of ['s0', 's499'])
    expect((await hub.ask('GET', `/v1/stock?sku=${sku}&location=q1`)).body).toMatchObject({ data: [{ onHand: 2 }] })
})
