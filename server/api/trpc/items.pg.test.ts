import { beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'
import { call, testTerminal, type TestTerminal } from '../../testing/testTerminal.ts'

const hub = testHub(testDatabase())
let till: TestTerminal
let manager: string

beforeAll(async () => {
  till = await testTerminal(hub)
  manager = await till.signIn('manager')
})

const tea = {
  sku: 'TRA',
  isNew: true,
  name: 'Trà sen',
  barcodes: ['893', '894'],
  price: 45_000,
  safetyStock: 2,
  onHand: 9,
}
const save = (input: object) => call(hub, 'mutation', 'items.save', input, { token: till.token, staff: manager })
const setListed = (sku: string, listed: boolean) =>
  call(hub, 'mutation', 'items.setListed', { sku, listed }, { token: till.token, staff: manager })
const listed = async () => (await hub.ask('GET', '/v1/items/TRA')).body
const level = async () => (await hub.ask('GET', '/v1/stock?sku=TRA&location=q1')).body

test('a new item is made with its barcodes, price, safety stock and count at the terminal’s own location', async () => {
  expect(await save(tea)).toMatchObject({ status: 200 })
  expect((await hub.ask('GET', '/v1/items/TRA')).body).toEqual({
    sku: 'TRA',
    name: 'Trà sen',
    barcodes: ['893', '894'],
    price: { amount: 45_000, currency: 'VND' },
    safetyStock: 2,
    flashSale: false,
    listed: true,
  })
  expect(await level()).toMatchObject({ data: [{ onHand: 9, available: 7 }] })
})

test('N1: a manager takes an item out of what is sold, and the form leaves that as it is unless it says so', async () => {
  expect(await setListed('TRA', false)).toMatchObject({ status: 200 })
  expect(await listed()).toMatchObject({ listed: false })
  await save({ ...tea, isNew: false, onHand: null })
  expect(await listed()).toMatchObject({ listed: false })
  await save({ ...tea, isNew: false, onHand: null, listed: true })
  expect(await listed()).toMatchObject({ listed: true })
  expect((await setListed('nothing', false)).status).toBe(404)
})

test('a new item never overwrites one that is there', async () => {
  expect(await save({ ...tea, name: 'Another' })).toMatchObject({ code: 'CONFLICT' })
  expect((await hub.ask('GET', '/v1/items/TRA')).body).toMatchObject({ name: 'Trà sen' })
})

test('a change leaves the count as it is unless one is given, and the flash sale in any case', async () => {
  await hub.ask('PUT', '/v1/items/TRA', {
    body: { name: 'Trà sen', price: { amount: 45_000, currency: 'VND' }, flashSale: true },
  })
  expect(await save({ ...tea, isNew: false, name: 'Trà sen Tây Hồ', onHand: null })).toMatchObject({ status: 200 })
  expect((await hub.ask('GET', '/v1/items/TRA')).body).toMatchObject({
    name: 'Trà sen Tây Hồ',
    flashSale: true,
    safetyStock: 2,
  })
  expect(await level()).toMatchObject({ data: [{ onHand: 9 }] })
  await save({ ...tea, isNew: false, onHand: 4 })
  expect(await level()).toMatchObject({ data: [{ onHand: 4, available: 2 }] })
})

test('what does not fit is refused whole', async () => {
  for (const wrong of [
    { sku: 'a/b' },
    { name: ' ' },
    { barcodes: ['8 9'] },
    { price: -1 },
    { price: 1.5 },
    { onHand: -1 },
    { more: 1 },
  ])
    expect(await save({ ...tea, isNew: false, ...wrong })).toMatchObject({ status: 400 })
  expect(await level()).toMatchObject({ data: [{ onHand: 4 }] })
})
