import { z } from 'zod'

export { digitsOf, formatMoney } from './formatMoney.ts'

export const currencySchema = z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code of three capital letters')

/** The most that one amount may be: safely below 2^53 even after being multiplied by the largest quantity. */
export const maxAmount = 9_000_000_000_000

export const amountSchema = z.int().min(0).max(maxAmount)

export const moneySchema = z.strictObject({ amount: amountSchema, currency: currencySchema })

/** An amount in the currency's minor units, so that sums are exact. */
export type Money = z.infer<typeof moneySchema>
