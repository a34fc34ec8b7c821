import { z } from 'zod'
import { connect, type Sql } from '../db/connect.ts'
import type { TestDatabase } from './testDatabase.ts'

const countSchema = z.tuple([z.object({ rows: z.number() })])

/** Counts how many rows of a table, and entries of its indexes, some work reads: what must not grow with all that ever was. */
export const rowsRead = async (
  { connection }: TestDatabase,
  table: string,
  work: (sql: Sql) => Promise<unknown>,
): Promise<number> => {
  // One connection: PostgreSQL's counts are each connection's own until it writes them down.
  const sql = connect({ ...connection, max: 1, name: 'test reads' })
  const count = async (): Promise<number> => {
    await sql`select pg_stat_force_next_flush()`
    const [{ rows }] = countSchema.parse(
      await sql`
        select (t.seq_tup_read + coalesce((select sum(idx_tup_read) from pg_stat_user_indexes where relid = t.relid), 0))::int as rows
        from pg_stat_user_tables t where t.relid = ${table}::regclass`,
    )
    return rows
  }
  try {
    const before = await count()
    await work(sql)
    return (await count()) - before
  } finally {
    await sql.end({ timeout: 5 })
  }
}
