import { z } from 'zod'
import { codeSchema } from '../../codes.ts'
import { maxQuantity } from '../../quantity.ts'
import type { EpochMs } from '../../time.ts'

/** One line of a hold: so many of a SKU that are still to come. */
export const preorderLineSchema = z.strictObject({
  kind: z.literal('preorder'),
  sku: codeSchema,
  quantity: z.int().min(1).max(maxQuantity),
})
export type PreorderLine = z.infer<typeof preorderLineSchema>

/** What is agreed with those who pre-order a SKU at a location. */
export interface PreorderTerms {
  /** From then on nothing more can be pre-ordered (SPEC G2), and the balance is due. */
  readonly releaseAt: EpochMs
  /** Of what it costs; null: all is paid at once. */
  readonly depositPercent: number | null
  /** How much of the deposit goes back when the customer cancels or does not pay the rest. */
  readonly refundPercent: number
  readonly graceSeconds: number
  readonly remindBeforeSeconds: readonly number[]
}

/** What may be pre-ordered of one SKU at one location, in pieces; `promised` and `arrived` are part of `quantity` (SPEC G1). */
export interface PreorderPool extends PreorderTerms {
  readonly location: string
  readonly sku: string
  readonly quantity: number
  readonly promised: number
  readonly arrived: number
  /** True if the shop does not sell it any more (SPEC N1). */
  readonly isUnlisted?: boolean
}

/** The bins of the ledger; `outside`: neither for pre-order nor promised. */
export const preorderBuckets = ['open', 'promised', 'arrived', 'outside'] as const
export type PreorderBucket = (typeof preorderBuckets)[number]
