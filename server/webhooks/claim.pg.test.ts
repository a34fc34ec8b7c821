import { expect, it } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../testing/testDatabase.ts'
import { claim } from './claim.ts'

const { sql } = testDatabase()

/** A receiver, and so many changes that are due for it, each of another subject. */
const receiver = async (name: string, waiting: number): Promise<void> => {
  await sql`insert into webhooks (name, url, types, secret, position) values (${name}, 'http://127.0.0.1:1', '{*}', 'whsec_', 0)`
  await sql`
    insert into webhook_deliveries (webhook, position, at, type, subject, body, next_try_at)
    select ${name}, n, now(), 'stock.changed', 'q1/' || n, '{}', now() - interval '1 hour' from generate_series(1, ${waiting}::int) n`
}

const read = z.tuple([z.object({ rows: z.number() })])

it('what is due for a receiver is found without reading what waits for others', async () => {
  await receiver('away', 5_000)
  await receiver('there', 3)
  await sql`analyze webhook_deliveries`
  const { claimed, rows } = await sql.begin(async (tx) => {
    const subjects = await claim(tx, 'there')
    // All that this transaction read of the table and of its indexes.
    const [counted] = read.parse(
      await tx`
        select sum(pg_stat_get_xact_tuples_returned(oid))::int as rows from (
          select 'webhook_deliveries'::regclass::oid union all select indexrelid from pg_index where indrelid = 'webhook_deliveries'::regclass
        ) as read (oid)`,
    )
    return { claimed: subjects.flat().map(({ position }) => position), rows: counted.rows }
  })
  expect(claimed).toEqual([1, 2, 3])
  expect(rows).toBeLessThan(100)
})
