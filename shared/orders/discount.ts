import type { VoucherTerms } from '../kinds/voucher/campaign.ts'
import { type Discount, type OrderLine, piecesOf } from './orders.ts'

export interface Discounts {
  readonly discounts: readonly Discount[]
  /** Places of lines whose voucher does not fit this order: its minimum is not reached, or nothing that it applies to is there (SPEC V6). */
  readonly unfit: readonly number[]
}

/**
 * What the vouchers among these lines take off (SPEC V5, V6), in minor units.
 * @param termsOf what a code takes off; null for a code that nobody made, which takes off nothing here
 */
export const discountsOf = (lines: readonly OrderLine[], termsOf: (code: string) => VoucherTerms | null): Discounts => {
  const costs = lines.map(({ line, price }) => piecesOf(line) * price)
  const sum = costs.reduce((all, cost) => all + cost, 0)
  /** What those before have left of each line. */
  const left = [...costs]
  const discounts: Discount[] = []
  const unfit: number[] = []
  for (const [index, { line }] of lines.entries()) {
    const terms = line.kind === 'voucher' ? termsOf(line.code) : null
    if (line.kind !== 'voucher' || terms === null) continue
    const places = [...lines.keys()].filter((place) => appliesTo(terms, lines[place]))
    if (sum < (terms.minimum ?? 0) || (terms.items !== null && places.length === 0)) {
      unfit.push(index)
      continue
    }
    const base = places.reduce((all, place) => all + (left[place] ?? 0), 0)
    const amount = takenOff(terms, base)
    takeFrom(left, places, amount)
    discounts.push({ code: line.code, amount })
  }
  return { discounts, unfit }
}

const appliesTo = ({ items }: VoucherTerms, wanted: OrderLine | undefined): boolean => {
  if (wanted === undefined || wanted.line.kind === 'voucher') return false
  return (
    items === null ||
    ((wanted.line.kind === 'stock' || wanted.line.kind === 'preorder') && items.includes(wanted.line.sku))
  )
}

const takenOff = ({ discount: { kind, value } }: VoucherTerms, base: number): number => {
  switch (kind) {
    case 'amount':
      return Math.min(value, base)
    case 'percent':
      return percentOf(base, value)
  }
}

/** In whole numbers, half rounded down: the hundreds apart from the rest, so that the product stays exact however much it is. */
const percentOf = (base: number, percent: number): number => {
  const rest = base % 100
  return ((base - rest) / 100) * percent + Math.ceil((rest * percent - 50) / 100)
}

/** Takes an amount from the first of these lines on; it has to be there. */
const takeFrom = (left: number[], places: readonly number[], amount: number): void => {
  let still = amount
  for (const place of places) {
    const there = left[place] ?? 0
    const part = Math.min(there, still)
    left[place] = there - part
    still -= part
  }
}
