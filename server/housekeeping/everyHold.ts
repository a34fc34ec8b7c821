import type { Queries } from '../db/connect.ts'
import type { Fragment } from '../kinds/types.ts'

/** Which holds are read: those in the hot table, those that were put away, or all. */
export type Places = 'hot' | 'away' | 'all'

/** Holds as a table with the columns of `every_hold`. */
export const holdsIn = (sql: Queries, places: Places): Fragment => {
  switch (places) {
    case 'hot':
      return sql`(select *, null::jsonb as claims from holds)`
    case 'away':
      return sql`holds_ended`
    case 'all':
      return sql`every_hold`
  }
}

/** The claims in one table of a hold `h`, wherever that lies, as rows of that table. */
export const claimsOf = (sql: Queries, table: string): Fragment => sql`(
  select * from ${sql(table)} where hold = h.id
  union all select * from jsonb_populate_recordset(null::${sql(table)}, h.claims -> ${table}::text)
) as claims`
