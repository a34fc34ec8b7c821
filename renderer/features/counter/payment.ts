import { digitsOf, maxAmount } from '../../../shared/money.ts'

/** The notes that customers hand over most, in minor units. */
export const notesOf = (currency: string): readonly number[] =>
  currency === 'VND'
    ? [50_000, 100_000, 200_000, 500_000]
    : [5, 10, 20, 50].map((note) => note * 10 ** digitsOf(currency))

/** What the customer gets back, or what is still missing. */
export type Change =
  | { readonly enough: true; readonly change: number }
  | { readonly enough: false; readonly missing: number }

export const changeOf = (total: number, tendered: number): Change =>
  tendered >= total ? { enough: true, change: tendered - total } : { enough: false, missing: total - tendered }

/** The amount that stands in a field, whatever separates its figures; null if it would be absurd. */
export const typedAmount = (text: string): number | null => {
  const amount = Number(text.replace(/\D/g, ''))
  return amount <= maxAmount ? amount : null
}

/** The amount after more figures were typed behind it; unchanged if it would become absurd. */
export const typedOnto = (amount: number, digits: string): number => typedAmount(`${amount}${digits}`) ?? amount

/** The amount without its last figure. */
export const withoutLast = (amount: number): number => Math.floor(amount / 10)
