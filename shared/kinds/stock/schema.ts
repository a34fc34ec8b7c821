import { z } from 'zod'
import { codeSchema } from '../../codes.ts'
import { maxQuantity } from '../../quantity.ts'
import type { ChannelLimits } from './limits.ts'

export const stockLineSchema = z.strictObject({
  kind: z.literal('stock'),
  sku: codeSchema,
  quantity: z.int().min(1).max(maxQuantity),
})

/** One line of a hold: so many of a SKU. */
export type StockLine = z.infer<typeof stockLineSchema>

/**
 * The stock of one SKU at one location, in pieces. `held` and `allotted` are part of `onHand`.
 * `shortfall` is what was promised or given beyond what is there (SPEC S4); 0 but after a fact that did not fit.
 */
export interface StockPool {
  readonly location: string
  readonly sku: string
  readonly onHand: number
  readonly held: number
  readonly allotted: number
  readonly safetyStock: number
  readonly shortfall: number
  /** True if the shop does not sell it any more (SPEC N1). */
  readonly isUnlisted?: boolean
  /** What channels may have of it; only the hub knows. */
  readonly limits?: ChannelLimits
}

/** The bins between which stock moves; `outside` is everything that is not ours: suppliers, customers, the bin for waste. */
export const buckets = [
  'available',
  'held',
  'allotted',
  'in_transit',
  'returning',
  'quarantined',
  'damaged',
  'outside',
] as const
export type Bucket = (typeof buckets)[number]
