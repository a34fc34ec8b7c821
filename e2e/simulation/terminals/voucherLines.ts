import { z } from 'zod'

const bodySchema = z.object({
  lines: z.array(z.looseObject({ kind: z.string(), code: z.string().optional() })).optional(),
})

/** The voucher's code that is asked for, or null. */
export const voucherCodeOf = (body: object): string | null =>
  bodySchema.parse(body).lines?.find(({ kind }) => kind === 'voucher')?.code ?? null
