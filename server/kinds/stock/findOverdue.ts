import type { ArbiterCommand } from '../../../shared/protocol/commands.ts'
import type { Queries } from '../../db/connect.ts'
import { levelKeysOf } from './keys.ts'
import { ofLevel } from './ofLevel.ts'

/**
 * Up to `limit` overdue holds that still count on the levels that these commands name, the longest overdue first. The clock is asked in a question of its own: asked
 * for each row, no index could go by it, and all that is held of a level would be read.
 */
export const findOverdueHolds = async (
  sql: Queries,
  commands: readonly ArbiterCommand[],
  limit: number,
): Promise<string[]> => {
  const keys = levelKeysOf(commands)
  if (keys.length === 0) return []
  const rows = await sql<{ hold: string }[]>`
    select c.hold
    from unnest(${keys.map(({ location }) => location)}::text[], ${keys.map(({ sku }) => sku)}::text[]) as k (location, sku)
    cross join lateral (
      select hold, expires_at from stock_claims c
      where active and ${ofLevel(sql, 'c', sql`k.location`, sql`k.sku`)} and expires_at <= (select clock_timestamp())
      order by expires_at limit ${limit}
    ) as c
    order by c.expires_at limit ${limit}`
  return [...new Set(rows.map(({ hold }) => hold))]
}
