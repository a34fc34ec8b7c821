import { expect, test } from 'vitest'
import { connect } from '../db/connect.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { newEpoch } from './newEpoch.ts'

const { sql, connection } = testDatabase()

const epochs = async (): Promise<string[]> =>
  (await sql<{ epoch: string }[]>`select epoch from hub`).map((row) => row.epoch)

test('a copied database gets another epoch, but not under a hub that would go on telling the old one', async () => {
  const before = await epochs()
  const hub = connect({ ...connection, max: 1, name: 'holdfast watch' })
  await hub`select`
  expect(await newEpoch(sql)).toEqual({ ok: false, why: 'hubs_run' })
  expect(await epochs()).toEqual(before)
  await hub.end()
  // PostgreSQL forgets who was there a moment after they have gone.
  await expect.poll(() => newEpoch(sql)).toMatchObject({ ok: true, terminals: 0 })
  expect(await epochs()).not.toEqual(before)
})

test('what holds no shop is left alone', async () => {
  const empty = connect({ ...connection, database: 'postgres', max: 1, name: 'test' })
  expect(await newEpoch(empty)).toEqual({ ok: false, why: 'no_shop' })
  await empty.end()
})
