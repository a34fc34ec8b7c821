import { z } from 'zod'

export { digitsOf, formatMoney } from './formatMoney.ts'

export const currencySchema = z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code of three capital letters')

/** The most that one amount may be, and what an order comes to: a thousand of them add up exactly. */
export const maxAmount = 9_000_000_000_000

export const amountSchema = z.int().min(0).max(maxAmount)

export const moneySchema = z.strictObject({ amount: amountSchema, currency: currencySchema })

/** Money as it is told. What came in, goes back or was taken off together may be more than one amount; an order that nobody could read would keep all others from being read. */
export const toldMoneySchema = z.object({ amount: z.number(), currency: currencySchema })

/** An amount in the currency's minor units, so that sums are exact. */
export type Money = z.infer<typeof moneySchema>
