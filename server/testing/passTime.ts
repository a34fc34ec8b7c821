import type { Sql } from '../db/connect.ts'

/** A thousand years. */
const far = 1_000 * 365 * 86_400

/**
 * Lets time go by: makes everything that is stored older by so many seconds. PostgreSQL's clock decides (SPEC H10) and cannot be moved, so that what it
 * is compared with is moved instead: every moment of every table, and the due dates in orders' plans. Ranges of time (bookings) stay where they are.
 */
export const passTime = (sql: Sql, seconds: number): Promise<void> =>
  sql.begin(async (tx) => {
    // Histories are only added to, by anybody but this.
    await tx`set local session_replication_role = replica`
    const columns = await tx<{ table: string; columns: string[]; isKey: boolean }[]>`
      select c.table_name as table, array_agg(c.column_name::text) as columns, bool_or(exists (
          select from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
          where i.indrelid = r.oid and i.indisunique and a.attname = c.column_name)) as "isKey"
      from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
        join pg_class r on r.oid = to_regclass(c.table_name)
      where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.data_type = 'timestamp with time zone' and c.table_name <> 'schema_version'
        -- What was put away lies by months already.
        and r.relkind = 'r' and not r.relispartition
      group by c.table_name`
    const move = async (table: string, moments: readonly string[], by: number) => {
      const moved = moments.map((column) => tx`${tx(column)} = ${tx(column)} - make_interval(secs => ${by})`)
      await tx`update ${tx(table)} set ${moved.reduce((before, next) => tx`${before}, ${next}`)}`
    }
    for (const { table, columns: moments, isKey } of columns) {
      // Keys are moved far out of the way first: one might come to where another still is.
      if (isKey) await move(table, moments, far)
      await move(table, moments, isKey ? seconds - far : seconds)
    }
    await tx`
      update orders set plan = (
        select json_agg(json_build_object('kind', p ->> 'kind', 'amount', (p ->> 'amount')::bigint, 'dueAt', (p ->> 'dueAt')::bigint - ${seconds * 1000}::bigint) order by n)
        from json_array_elements(plan) with ordinality as i (p, n))
      where plan is not null and json_array_length(plan) > 0`
  })
