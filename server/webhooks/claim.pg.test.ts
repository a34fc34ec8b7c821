import { expect, it } from 'vitest'
import { rowsRead } from '../testing/rowsRead.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { claim, giveBack } from './claim.ts'
import { renewSecret } from './webhooks.ts'

const database = testDatabase()
const { sql } = database

/** A receiver, and so many changes that are due for it, each of another subject. */
const receiver = async (name: string, waiting: number): Promise<void> => {
  await sql`insert into webhooks (name, url, types, secret, position) values (${name}, 'http://127.0.0.1:1', '{*}', 'whsec_', 0)`
  await sql`
    insert into webhook_deliveries (webhook, position, at, type, subject, body, next_try_at)
    select ${name}, n, now(), 'stock.changed', 'q1/' || n, '{}', now() - interval '1 hour' from generate_series(1, ${waiting}::int) n`
}

it('what is due for a receiver is found without reading what waits for others', async () => {
  await receiver('away', 5_000)
  await receiver('there', 3)
  await sql`analyze webhook_deliveries`
  const claimed: number[] = []
  const rows = await rowsRead(database, 'webhook_deliveries', async (one) => {
    claimed.push(...(await claim(one, 'there')).flat().map(({ position }) => position))
  })
  expect(claimed).toEqual([1, 2, 3])
  expect(rows).toBeLessThan(100)
})

it('what waits when a secret is replaced is signed by both, until the old one is over', async () => {
  await receiver('renewed', 1)
  const claimed = async () => {
    const [[one] = []] = await claim(sql, 'renewed')
    if (one === undefined) throw new Error('nothing is due')
    await giveBack(sql, [one])
    return one.secrets
  }
  const first = await renewSecret(sql, 'renewed', 60)
  expect(await claimed()).toEqual([first?.secret, 'whsec_'])
  const second = await renewSecret(sql, 'renewed', 60)
  expect(await claimed()).toEqual([second?.secret, first?.secret])
  const third = await renewSecret(sql, 'renewed', 0)
  expect(await claimed()).toEqual([third?.secret])
  expect(await renewSecret(sql, 'nobody', 0)).toBeNull()
})
