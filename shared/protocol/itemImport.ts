import { z } from 'zod'

/** The columns that a file of items has to have, in any order; others are passed over. */
export const neededColumns = ['sku', 'name', 'barcode', 'price', 'location', 'on_hand'] as const
/** All that is read: `listed` says whether an item is sold, where there is such a column (SPEC N1). */
export const importColumns = [...neededColumns, 'listed'] as const
export type ImportColumn = (typeof importColumns)[number]

/** The largest file that is taken: 50 MiB. */
export const mostImportBytes = 50 * 1024 * 1024

/** What can be wrong with one line: a closed set. The words for people are in the renderer's translations. */
export const lineFaults = [
  'fields',
  'not_utf8',
  'sku',
  'name',
  'barcode',
  'price',
  'location_missing',
  'location_unknown',
  'on_hand',
  'listed',
  /** A quote that is never closed: nothing behind it was read. */
  'broken',
] as const
export type LineFault = (typeof lineFaults)[number]

export const rejectedLineSchema = z.object({
  /** In the file, the header being line 1. */
  line: z.number(),
  fault: z.enum(lineFaults),
  /** What the words need besides: how many fields there were, or the location that nobody knows; else empty. */
  detail: z.string(),
  /** In English, for programs and logs. */
  message: z.string(),
})
export type RejectedLine = z.infer<typeof rejectedLineSchema>

/** Why nothing of a file could be read. */
export const fileFaults = ['empty', 'columns_missing', 'columns_doubled'] as const
export type FileFault = (typeof fileFaults)[number]

/** What a terminal hears while the hub reads its file: one JSON document on each line of the answer. The last one is not `progress`. */
export const importEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), bytes: z.number(), lines: z.number() }),
  z.object({
    type: z.literal('done'),
    created: z.number(),
    updated: z.number(),
    rejected: z.array(rejectedLineSchema),
  }),
  /** Nothing was written. */
  z.object({ type: z.literal('unreadable'), fault: z.enum(fileFaults), columns: z.array(z.enum(importColumns)) }),
  /** The hub met a fault; lines before it may have been written. */
  z.object({ type: z.literal('failed') }),
])
export type ImportEvent = z.infer<typeof importEventSchema>
