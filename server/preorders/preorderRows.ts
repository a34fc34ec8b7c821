import type { Queries } from '../db/connect.ts'

/** The columns of a `PreorderPool`, for a select on `preorders p`. */
export const preorderColumns = (sql: Queries) => sql`
  p.location, p.sku, p.quantity, p.promised, p.arrived, round(extract(epoch from p.release_at) * 1000)::bigint as "releaseAt",
  p.deposit_percent as "depositPercent", p.refund_percent as "refundPercent", p.grace_seconds as "graceSeconds",
  p.remind_before_seconds as "remindBeforeSeconds", not (select listed from items where sku = p.sku) as "isUnlisted"`
