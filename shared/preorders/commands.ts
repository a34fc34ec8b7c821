import { z } from 'zod'
import { codeSchema } from '../codes.ts'
import { maxReasonLength } from '../holds/states.ts'
import { maxQuantity } from '../quantity.ts'
import { printable } from '../text.ts'

/** Goods come that were pre-ordered (SPEC G4). */
export const arriveSchema = z.strictObject({
  type: z.literal('preorder.arrive'),
  sku: codeSchema,
  location: codeSchema,
  quantity: z.int().min(1).max(maxQuantity),
  reference: z.string().trim().min(1).max(maxReasonLength).regex(printable, 'printable text').optional(),
})
export type Arrive = z.infer<typeof arriveSchema>
