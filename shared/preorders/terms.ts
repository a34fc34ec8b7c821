import type { PreorderTerms } from '../kinds/preorder/schema.ts'
import { type Instalment, type OrderLine, piecesOf, sumOf, type Terms } from '../orders/orders.ts'
import type { EpochMs } from '../time.ts'

/** What is agreed for pre-orders of a SKU; null for one that nobody can pre-order. */
export type TermsBySku = (sku: string) => PreorderTerms | null

interface Preordered {
  readonly value: number
  readonly terms: PreorderTerms
}

const valueOf = ({ line, price }: OrderLine): number => piecesOf(line) * price

const preorderedAmong = (lines: readonly OrderLine[], termsOf: TermsBySku): readonly Preordered[] =>
  lines.flatMap((one) => {
    const terms = one.line.kind === 'preorder' ? termsOf(one.line.sku) : null
    return terms === null ? [] : [{ value: valueOf(one), terms }]
  })

/** `amount` × `part` / `whole` in whole minor units, exact however large they are. */
const share = (amount: number, part: number, whole: number, rounded: 'down' | 'up'): number => {
  const product = BigInt(amount) * BigInt(part)
  const by = BigInt(whole)
  return Number(rounded === 'down' ? product / by : (product + by - 1n) / by)
}

/** The least that the deposits of a plan come to, in minor units; 0 where none is asked for. */
export const leastDeposit = (lines: readonly OrderLine[], total: number, termsOf: TermsBySku): number => {
  const asked = preorderedAmong(lines, termsOf).reduce(
    (sum, { value, terms }) => sum + share(value, terms.depositPercent ?? 0, 100, 'up'),
    0,
  )
  return Math.min(asked, total)
}

/**
 * The plan that the terms make where none is asked for (SPEC G7): of what is pre-ordered its deposit, and all of the rest, by `firstDueAt`; the balance
 * on the day of release. Empty: all is paid at once. What vouchers take off is taken off the balance.
 */
export const planBy = (
  lines: readonly OrderLine[],
  total: number,
  termsOf: TermsBySku,
  firstDueAt: EpochMs,
): Instalment[] => {
  const preordered = preorderedAmong(lines, termsOf).filter(({ terms }) => terms.depositPercent !== null)
  const later = preordered.reduce(
    (sum, { value, terms }) => sum + value - share(value, terms.depositPercent ?? 100, 100, 'up'),
    0,
  )
  const deposit = Math.min(total, sumOf(lines) - later)
  if (later === 0 || deposit === total) return []
  const dueAt = Math.max(firstDueAt, ...preordered.map(({ terms }) => terms.releaseAt))
  return [
    { kind: 'deposit', amount: deposit, dueAt: firstDueAt },
    { kind: 'balance', amount: total - deposit, dueAt },
  ]
}

/** What is agreed with the payer of an order; null where nothing is pre-ordered (SPEC G7, G8). */
export const termsOf = (
  lines: readonly OrderLine[],
  plan: readonly Instalment[],
  termsBySku: TermsBySku,
): Terms | null => {
  const preordered = preorderedAmong(lines, termsBySku)
  if (preordered.length === 0) return null
  const deposit = plan.reduce((sum, { kind, amount }) => (kind === 'deposit' ? sum + amount : sum), 0)
  const value = sumOf(lines)
  // Each line's part of the deposit, and of that what does not go back.
  const keeps = preordered.reduce(
    (sum, one) =>
      value === 0
        ? sum
        : sum + share(share(deposit, one.value, value, 'down'), 100 - one.terms.refundPercent, 100, 'down'),
    0,
  )
  return {
    keeps,
    graceSeconds: Math.max(...preordered.map(({ terms }) => terms.graceSeconds)),
    remindBeforeSeconds: [...new Set(preordered.flatMap(({ terms }) => terms.remindBeforeSeconds))].toSorted(
      (one, other) => other - one,
    ),
  }
}
