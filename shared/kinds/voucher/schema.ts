import { z } from 'zod'
import { printable } from '../../text.ts'

/** The form in which codes are compared: capitals without spaces, letters and digits in their plain form (SPEC V1). */
export const canonicalCode = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, '').toUpperCase()

const code = z.string().overwrite(canonicalCode).min(1).max(64)

/** A code as somebody types or scans it. One that nobody made is for the rules to refuse. */
export const voucherCodeSchema = code.regex(printable, 'printable text')

/** A code that is made: it has to stand in an address, on paper and in a picture of bars. */
export const newVoucherCodeSchema = code.regex(
  /^[\p{L}\p{M}\p{N}._-]+$/u,
  'letters, digits, dots, dashes and underscores',
)

/** One line of a hold: one use of a voucher's code. */
export const voucherLineSchema = z.strictObject({ kind: z.literal('voucher'), code: voucherCodeSchema })
export type VoucherLine = z.infer<typeof voucherLineSchema>
