import { type Campaign, discountSchema } from '../../shared/kinds/voucher/campaign.ts'
import type { Queries } from '../db/connect.ts'

/** A campaign as its table has it; the discount before it is known to be one. */
export interface CampaignRow extends Omit<Campaign, 'discount'> {
  readonly kind: string
  readonly value: number
}

/** The columns of a `CampaignRow`, for a select on `voucher_campaigns c`. */
export const campaignColumns = (sql: Queries) => sql`
  c.code, c.discount_kind as kind, c.discount_value as value, c.uses_per_code as "usesPerCode", c.per_customer as "perCustomer", c.budget,
  c.minimum, c.items, round(extract(epoch from c.valid_from) * 1000)::bigint as "validFrom",
  round(extract(epoch from c.valid_until) * 1000)::bigint as "validUntil"`

export const campaignOf = ({ kind, value, ...row }: CampaignRow): Campaign => ({
  ...row,
  discount: discountSchema.parse({ kind, value }),
})
