import { expect, test } from 'vitest'
import { z } from 'zod'
import { Reached } from '../../gate/gate.contract.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'
import { call, testTerminal } from '../../testing/testTerminal.ts'

const reached = new Reached()
const database = testDatabase()
const hub = testHub(database, { wrap: reached.wrap })

/** Whether somebody who comes too late is told so by the gate, sooner or later. */
const isGated = async (sku: string): Promise<boolean> => {
  for (let tries = 0; tries < 200; tries += 1) {
    const before = reached.commands
    const body = { location: 'q1', lines: [{ kind: 'stock', sku, quantity: 1 }] }
    expect((await hub.ask('POST', '/v1/holds', { body })).status).toBe(409)
    if (reached.commands === before) return true
    if (!hub.hub.gate.isOnSale('q1', sku)) return false
  }
  throw new Error('it is on sale and never refused')
}

test('F1: an item is put on flash sale at one location for a time, and taken off', async () => {
  await hub.item('a', 0)
  expect(await isGated('a')).toBe(false)
  const endsAt = new Date(Date.now() + 3_600_000).toISOString()
  const put = await hub.ask('PUT', '/v1/flash-sales/a/q1', { body: { endsAt } })
  expect(put).toMatchObject({ status: 200, body: { sku: 'a', location: 'q1', endsAt } })
  expect(await isGated('a')).toBe(true)
  expect((await hub.ask('GET', '/v1/flash-sales')).body).toEqual({ data: [put.body], nextCursor: null })
  expect((await hub.ask('DELETE', '/v1/flash-sales/a/q1')).status).toBe(204)
  expect(await isGated('a')).toBe(false)
  expect((await hub.ask('DELETE', '/v1/flash-sales/a/q1')).status).toBe(404)
})

test('F1: it is over by itself', async () => {
  await hub.item('b', 0)
  await hub.ask('PUT', '/v1/flash-sales/b/q1', { body: {} })
  expect(await isGated('b')).toBe(true)
  await database.sql`update flash_sales set ends_at = now() - interval '1 s' where sku = 'b'`
  expect((await hub.ask('GET', '/v1/flash-sales')).body).toEqual({ data: [], nextCursor: null })
  await expect.poll(() => hub.hub.gate.isOnSale('q1', 'b'), { timeout: 20_000 }).toBe(false)
})

test('an item or a location that there is not is 404, a moment that is none 422', async () => {
  await hub.item('c', 1)
  expect((await hub.ask('PUT', '/v1/flash-sales/nothing/q1', { body: {} })).status).toBe(404)
  expect((await hub.ask('PUT', '/v1/flash-sales/c/nowhere', { body: {} })).status).toBe(404)
  expect((await hub.ask('PUT', '/v1/flash-sales/c/q1', { body: { endsAt: 'soon' } })).status).toBe(422)
})

test('F1: a manager at a terminal begins one for some hours, and ends it', async () => {
  await hub.item('d', 0)
  const terminal = await testTerminal(hub)
  const staff = await terminal.signIn('manager')
  const ask = (type: 'query' | 'mutation', name: string, input: object) =>
    call(hub, type, `sales.${name}`, input, { token: terminal.token, staff })
  const stateSchema = z.object({ always: z.boolean(), isOn: z.boolean(), endsAt: z.number().nullable() })
  const read = async () => stateSchema.parse((await ask('query', 'read', { sku: 'd' })).data)
  expect(await read()).toEqual({ always: false, isOn: false, endsAt: null })
  await ask('mutation', 'begin', { sku: 'd', hours: 2 })
  const { isOn, endsAt } = await read()
  expect(isOn).toBe(true)
  expect(Math.abs((endsAt ?? 0) - Date.now() - 7_200_000)).toBeLessThan(60_000)
  expect(await isGated('d')).toBe(true)
  await ask('mutation', 'end', { sku: 'd' })
  expect(await read()).toEqual({ always: false, isOn: false, endsAt: null })
  expect(await isGated('d')).toBe(false)
})
