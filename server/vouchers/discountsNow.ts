import { discountsOf } from '../../shared/orders/discount.ts'
import type { Discount, OrderLine } from '../../shared/orders/orders.ts'
import type { Sql } from '../db/connect.ts'
import { type CampaignRow, campaignColumns, campaignOf } from './campaignRows.ts'

/** What the vouchers among these lines would take off now. Promises nothing: the arbiter looks again when it grants them. */
export const discountsNow = async (sql: Sql, lines: readonly OrderLine[]): Promise<readonly Discount[]> => {
  const codes = lines.flatMap(({ line }) => (line.kind === 'voucher' ? [line.code] : []))
  if (codes.length === 0) return []
  const rows = await sql<(CampaignRow & { voucher: string })[]>`
    select v.code as voucher, ${campaignColumns(sql)} from vouchers v join voucher_campaigns c on c.code = v.campaign
    where v.code = any(${codes}::text[])`
  const terms = new Map(rows.map(({ voucher, ...row }) => [voucher, campaignOf(row)]))
  return discountsOf(lines, (code) => terms.get(code) ?? null).discounts
}
