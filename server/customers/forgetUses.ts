import type { Sql } from '../db/connect.ts'

/**
 * Forgets by whom the vouchers of these holds, or of these orders' holds, were used. A transaction of its own, before what they are found by is gone: whoever settles
 * locks claims before orders.
 */
export const forgetUses = async (sql: Sql, table: string, ids: readonly string[]): Promise<void> => {
  const holds =
    table === 'orders'
      ? await sql<
          { id: string }[]
        >`select hold as id from orders where id = any(${[...ids]}::uuid[]) and hold is not null`
      : ids.map((id) => ({ id }))
  const wanted = sql`any(${holds.map(({ id }) => id)}::uuid[])`
  await sql`update voucher_claims set customers = '{}' where hold = ${wanted} and customers <> '{}'`
  await sql`
    update holds_ended set claims = jsonb_set(claims, '{voucher_claims}', (
      select jsonb_agg(c || '{"customers": []}') from jsonb_array_elements(claims -> 'voucher_claims') as c
    )) where id = ${wanted} and claims ? 'voucher_claims'`
}
