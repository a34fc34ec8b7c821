import { z } from 'zod'

/** A currency's minor units per major unit, as an exponent of ten: đồng has no decimals. Source: ISO 4217. */
const minorDigits: Readonly<Record<string, number>> = { VND: 0, JPY: 0, KRW: 0, EUR: 2, GBP: 2, USD: 2 }

export const currencySchema = z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code of three capital letters')

/** The most that one amount may be: safely below 2^53 even after being multiplied by the largest quantity. */
export const maxAmount = 9_000_000_000_000

export const amountSchema = z.int().min(0).max(maxAmount)

export const moneySchema = z.strictObject({ amount: amountSchema, currency: currencySchema })

/** An amount in the currency's minor units, so that sums are exact. */
export type Money = z.infer<typeof moneySchema>

/** Digits after the decimal point of a currency's major unit; 2 for a currency that is not listed. */
export const digitsOf = (currency: string): number => minorDigits[currency] ?? 2

/** Writes money for people, e.g. `199.000 ₫` in Vietnamese. `locale` is a BCP 47 tag. */
export const formatMoney = (money: Money, locale: string): string => {
  const digits = digitsOf(money.currency)
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: money.currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(money.amount / 10 ** digits)
}
