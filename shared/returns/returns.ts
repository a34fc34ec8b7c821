import { z } from 'zod'

export const returnStates = ['returning', 'received', 'inspected'] as const
export type ReturnState = (typeof returnStates)[number]

/** What goods that came back are: for sale again, kept apart, or waste. */
export const grades = ['sellable', 'damaged', 'scrap'] as const
export type Grade = (typeof grades)[number]

/** How many pieces of one SKU a return is about, and what became of them. */
export const returnLineSchema = z.object({
  sku: z.string(),
  /** Nothing, if nobody knew that it would come. */
  expected: z.number(),
  received: z.number(),
  sellable: z.number(),
  damaged: z.number(),
  scrap: z.number(),
  /** The discrepancy that was raised for what is missing. */
  short: z.string().nullable(),
})
export type ReturnLine = Readonly<z.infer<typeof returnLineSchema>>

/** A return as it crosses the wire: moments in milliseconds of the hub's clock. */
export const returnSchema = z.object({
  id: z.string(),
  order: z.string(),
  orderNumber: z.string(),
  state: z.enum(returnStates),
  /** Of the order: there its goods count as returning. */
  location: z.string(),
  /** Where its goods came, and are looked at. */
  receivedIn: z.string().nullable(),
  parcel: z.string().nullable(),
  reason: z.string(),
  /** True if the customer never had the goods: all the money goes back (SPEC R7). */
  undelivered: z.boolean(),
  lines: z.array(returnLineSchema),
  openedAt: z.number(),
  receivedAt: z.number().nullable(),
  inspectedAt: z.number().nullable(),
  /** When somebody gave up what had not come (SPEC R6). */
  closedAt: z.number().nullable(),
})

/** What somebody saw when they looked at goods. Never changed. */
export const gradingSchema = z.object({
  at: z.number(),
  sku: z.string(),
  quantity: z.number(),
  grade: z.enum(grades),
  note: z.string().nullable(),
  /** The digest of a photo of it (SPEC R12). */
  photo: z.string().nullable(),
  /** Of so many pieces nobody had said so before (SPEC R9). */
  counted: z.number(),
  /** Null: a channel said so. */
  staff: z.string().nullable(),
})
export type Grading = Readonly<z.infer<typeof gradingSchema>>

/** A return with its story. */
export const toldReturnSchema = returnSchema.extend({ gradings: z.array(gradingSchema) })
export type ToldReturn = Return & { readonly gradings: readonly Grading[] }

/** Goods of an order that come back. */
export type Return = Readonly<Omit<z.infer<typeof returnSchema>, 'lines'>> & { readonly lines: readonly ReturnLine[] }

/** How many pieces have not come, and might. */
export const missingOf = ({ expected, received }: Pick<ReturnLine, 'expected' | 'received'>): number =>
  Math.max(0, expected - received)

/** How many pieces somebody has looked at. */
export const gradedOf = ({ sellable, damaged, scrap }: Pick<ReturnLine, Grade>): number => sellable + damaged + scrap

/** How many pieces came that nobody has looked at. */
export const ungradedOf = (line: ReturnLine): number => line.received - gradedOf(line)

/** The state that the figures say (SPEC R2). */
export const stateOf = ({ lines, closedAt }: Pick<Return, 'lines' | 'closedAt'>): ReturnState => {
  if (lines.some((line) => ungradedOf(line) > 0)) return 'received'
  return closedAt !== null || lines.some(({ received }) => received > 0) ? 'inspected' : 'returning'
}
