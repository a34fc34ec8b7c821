import { expect, test } from 'vitest'
import { testDatabase } from '../testing/testDatabase.ts'
import { testHub } from '../testing/testHub.ts'
import { call } from '../testing/testTerminal.ts'
import { isNew, setUpDemo } from './newShop.ts'

const database = testDatabase()
const hub = testHub(database)

test('the demo shop can be put into a new hub, which is not new any more; its code pairs a terminal', async () => {
  expect(await isNew(database.sql)).toBe(true)
  const code = await setUpDemo(hub.hub)
  expect(await isNew(database.sql)).toBe(false)
  expect(await call(hub, 'mutation', 'pairing.pair', { code, name: 'Quầy 1' })).toMatchObject({ status: 200 })
  expect(await setUpDemo(hub.hub)).toBeNull()
})
