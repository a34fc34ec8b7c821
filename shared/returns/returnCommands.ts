import { z } from 'zod'
import { idSchema, noteSchema } from '../bookings/fields.ts'
import { codeSchema } from '../codes.ts'
import { maxQuantity } from '../quantity.ts'
import { printable } from '../text.ts'
import { photoHashSchema } from './photos.ts'
import { grades } from './returns.ts'

const word = z.string().trim().min(1).max(200).regex(printable, 'printable text')

const pieces = { sku: codeSchema, quantity: z.int().min(1).max(maxQuantity) }

/** So many pieces of SKUs, each named once. */
const piecesSchema = z
  .array(z.strictObject(pieces))
  .min(1)
  .max(200)
  .refine((lines) => new Set(lines.map(({ sku }) => sku)).size === lines.length, 'names a SKU twice')
export type Pieces = z.infer<typeof piecesSchema>[number]

const gradedSchema = z
  .array(z.strictObject({ ...pieces, grade: z.enum(grades), note: noteSchema.optional() }))
  .min(1)
  .max(200)
export type Graded = z.infer<typeof gradedSchema>[number]

/** How many of the SKU whoever says this knew of before: to have come, or to be graded (SPEC R9). */
const before = z.int().min(0).max(maxQuantity).optional()

const cameSchema = z
  .array(z.strictObject({ ...pieces, before }))
  .min(1)
  .max(200)
  .refine((lines) => new Set(lines.map(({ sku }) => sku)).size === lines.length, 'names a SKU twice')
export type Came = z.infer<typeof cameSchema>[number]

const seenSchema = z
  .array(
    z.strictObject({
      ...{ ...pieces, grade: z.enum(grades), note: noteSchema.optional(), before },
      /** A photo of it, which follows (SPEC R12). */
      photo: photoHashSchema.optional(),
    }),
  )
  .min(1)
  .max(200)
/** What somebody saw who looked at goods. */
export type Seen = z.infer<typeof seenSchema>[number]

/** What callers may say about a return; the schemas of the routes are these. */
export const returnFields = { pieces: piecesSchema, graded: gradedSchema, parcel: word, reason: noteSchema } as const

const one = { return: idSchema }
/** The order to which the return belongs, should the hub not know that (SPEC R10). */
const ofOrder = { order: idSchema.optional() }

export const returnCommandSchemas = [
  /** Lines default to all that was shipped and that no other return names (SPEC R1). */
  z.strictObject({
    ...{ type: z.literal('return.open'), ...one, order: idSchema, reason: noteSchema },
    ...{ parcel: word.optional(), lines: piecesSchema.optional() },
  }),
  z.strictObject({ type: z.literal('return.receive'), ...one, ...ofOrder, location: codeSchema, lines: cameSchema }),
  z.strictObject({
    ...{ type: z.literal('return.inspect'), ...one, ...ofOrder, lines: seenSchema },
    /** Where they lie; default: where they came. */
    location: codeSchema.optional(),
  }),
  /** What has not come is given up. */
  z.strictObject({ type: z.literal('return.close'), ...one, reason: noteSchema.optional() }),
  /** What is written down as come is not there (SPEC R11). */
  z.strictObject({ type: z.literal('return.not_there'), ...one, lines: piecesSchema }),
] as const

const returnCommandSchema = z.discriminatedUnion('type', returnCommandSchemas)
export type ReturnCommand = z.infer<typeof returnCommandSchema>
export type ReturnCommandOf<T extends ReturnCommand['type']> = Extract<ReturnCommand, { type: T }>
/** Goods lie on the table: at a terminal these have happened (SPEC R9). */
export type ReturnFact = ReturnCommandOf<'return.receive' | 'return.inspect'>

export const isReturnCommand = <C extends { readonly type: string }>(
  command: C,
): command is Extract<C, { type: ReturnCommand['type'] }> => command.type.startsWith('return.')

export const isReturnFact = (command: ReturnCommand): command is ReturnFact =>
  command.type === 'return.receive' || command.type === 'return.inspect'
