import type { Money } from './money.ts'

/** A currency's minor units per major unit, as an exponent of ten: đồng has no decimals. Source: ISO 4217. */
const minorDigits: Readonly<Record<string, number>> = { VND: 0, JPY: 0, KRW: 0, EUR: 2, GBP: 2, USD: 2 }

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
