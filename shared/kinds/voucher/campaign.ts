import { z } from 'zod'
import { codeSchema } from '../../codes.ts'
import { maxAmount, moneySchema } from '../../money.ts'
import { saidMomentSchema } from '../../saidMoment.ts'
import { printable } from '../../text.ts'
import type { EpochMs } from '../../time.ts'

/** The most codes of one campaign, and the most uses of one code. */
export const mostCodes = 10_000_000
export const mostUses = 10_000

/** A percentage of what it applies to, or an amount in minor units of the shop's currency. */
export const discountSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('percent'), value: z.int().min(1).max(100) }),
  z.strictObject({ kind: z.literal('amount'), value: z.int().min(1).max(maxAmount) }),
])
export type DiscountRule = z.infer<typeof discountSchema>

/** A campaign as it is written: as a whole, what is left out has its default. */
export const campaignInputSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(200).regex(printable, 'printable text'),
    discount: discountSchema,
    quantity: z.int().min(1).max(mostCodes).meta({ description: 'the most codes that may be made' }),
    usesPerCode: z.int().min(1).max(mostUses).optional().meta({ description: 'default: 1' }),
    perCustomer: z
      .int()
      .min(1)
      .max(mostUses)
      .optional()
      .meta({ description: 'uses by one customer, told by phone or e-mail; default: any number' }),
    budget: moneySchema.optional().meta({ description: 'the most that all orders together take off' }),
    minimum: moneySchema.optional().meta({ description: 'an order has to come to this much before discounts' }),
    items: z
      .array(codeSchema)
      .min(1)
      .max(1_000)
      .optional()
      .meta({ description: 'SKUs that it takes off from; default: everything' }),
    validFrom: saidMomentSchema.optional(),
    validUntil: saidMomentSchema.optional().meta({ description: 'from then on it is not valid' }),
  })
  .refine(
    ({ validFrom, validUntil }) =>
      validFrom === undefined || validUntil === undefined || Date.parse(validFrom) < Date.parse(validUntil),
    { path: ['validUntil'], message: 'is not after validFrom' },
  )
export type CampaignInput = z.infer<typeof campaignInputSchema>

/** What a voucher takes off, and from which orders. Money in minor units. */
export interface VoucherTerms {
  readonly discount: DiscountRule
  readonly minimum: number | null
  /** SKUs; null: everything. */
  readonly items: readonly string[] | null
}

/** A campaign as its rules see it. */
export interface Campaign extends VoucherTerms {
  readonly code: string
  readonly usesPerCode: number
  readonly perCustomer: number | null
  readonly budget: number | null
  readonly validFrom: EpochMs | null
  readonly validUntil: EpochMs | null
}
