import { z } from 'zod'
import { idSchema, noteSchema } from '../bookings/fields.ts'
import { codeSchema } from '../codes.ts'
import { maxQuantity } from '../quantity.ts'

const pieces = { sku: codeSchema, quantity: z.int().min(1).max(maxQuantity) }

const namesEachOnce = (lines: readonly { readonly sku: string }[]): boolean =>
  new Set(lines.map(({ sku }) => sku)).size === lines.length

const piecesSchema = z.array(z.strictObject(pieces)).min(1).max(200).refine(namesEachOnce, 'names a SKU twice')

const cameSchema = z
  .array(
    z.strictObject({
      ...pieces,
      /** How many of the SKU whoever says this knew to have come before (SPEC X6). */
      before: z.int().min(0).max(maxQuantity).optional(),
    }),
  )
  .min(1)
  .max(200)
  .refine(namesEachOnce, 'names a SKU twice')
/** So many pieces of a SKU came. */
export type TransferCame = z.infer<typeof cameSchema>[number]

/** What callers may say about a transfer; the schemas of the routes are these. */
export const transferFields = { pieces: piecesSchema, note: noteSchema } as const

const one = { transfer: idSchema }

export const transferCommandSchemas = [
  z.strictObject({
    ...{ type: z.literal('transfer.send'), ...one, from: codeSchema, to: codeSchema, lines: piecesSchema },
    note: noteSchema.optional(),
  }),
  /** Lines default to all that has not come. */
  z.strictObject({ type: z.literal('transfer.receive'), ...one, lines: cameSchema.optional() }),
  /** All goes back to where it came from. */
  z.strictObject({ type: z.literal('transfer.cancel'), ...one }),
  /** What has not come is given up. */
  z.strictObject({ type: z.literal('transfer.close'), ...one }),
] as const

const transferCommandSchema = z.discriminatedUnion('type', transferCommandSchemas)
export type TransferCommand = z.infer<typeof transferCommandSchema>
export type TransferCommandOf<T extends TransferCommand['type']> = Extract<TransferCommand, { type: T }>

export const isTransferCommand = <C extends { readonly type: string }>(
  command: C,
): command is Extract<C, { type: TransferCommand['type'] }> => command.type.startsWith('transfer.')
