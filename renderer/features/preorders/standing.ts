import { type Instalment, isUnpaid, nextInstalment } from '../../../shared/orders/orders.ts'
import type { BoardOrder } from '../../app/terminal.ts'
import { ordersLike } from '../orders/orderFilter.ts'

/** How pre-orders stand, what presses first first. */
export const standings = ['overdue', 'due', 'ready', 'toCome', 'ended'] as const
export type Standing = (typeof standings)[number]

/** A pre-order as a person works through it. */
export interface Preorder {
  readonly order: BoardOrder
  readonly standing: Standing
  /** What is to be paid next; null once all is paid, or nothing is waited for any more. */
  readonly next: Instalment | null
}

/** Part of it was bought before it was there. */
export const isPreorder = ({ terms }: Pick<BoardOrder, 'terms'>): boolean => terms !== null

/** The instalments; one of which nothing else was agreed is paid at once. */
export const planOf = ({
  plan,
  total,
  expiresAt,
}: Pick<BoardOrder, 'plan' | 'total' | 'expiresAt'>): readonly Instalment[] =>
  plan.length > 0 ? plan : [{ kind: 'balance', amount: total, dueAt: expiresAt }]

const standingOf = ({ state, toCome }: BoardOrder, next: Instalment | null, now: number): Standing => {
  if (next !== null) return next.dueAt <= now ? 'overdue' : 'due'
  if (state !== 'paid') return 'ended'
  return toCome > 0 ? 'toCome' : 'ready'
}

const preorderOf = (order: BoardOrder, now: number): Preorder => {
  const next = isUnpaid(order.state) ? nextInstalment(planOf(order), order.money) : null
  return { order, next, standing: standingOf(order, next, now) }
}

/** Within a group the first to be due comes first; those who have paid stand as they ordered, which is how goods go to them (SPEC G4). */
const turnOf = ({ order, next, standing }: Preorder): number =>
  next?.dueAt ?? (standing === 'ended' ? -(order.endedAt ?? order.placedAt) : order.placedAt)

/** The pre-orders among some orders by how they stand, of those that somebody looks for. */
export const preordersOf = (
  orders: readonly BoardOrder[],
  text: string,
  now: number,
): Readonly<Record<Standing, readonly Preorder[]>> => {
  const found = ordersLike(orders.filter(isPreorder), { text, scope: 'all', channel: '' })
    .map((order) => preorderOf(order, now))
    .toSorted((one, other) => turnOf(one) - turnOf(other))
  const of = (wanted: Standing) => found.filter(({ standing }) => standing === wanted)
  return { overdue: of('overdue'), due: of('due'), ready: of('ready'), toCome: of('toCome'), ended: of('ended') }
}

/** How much of each instalment is there, as money fills them in their order. */
export const filledBy = (plan: readonly Instalment[], money: number): readonly number[] => {
  let left = Math.max(0, money)
  return plan.map(({ amount }) => {
    const filled = Math.min(amount, left)
    left -= filled
    return filled
  })
}

/** The orders for which pieces have come since they stood like this. */
export const servedSince = (
  before: ReadonlyMap<string, number>,
  orders: readonly BoardOrder[],
): readonly { readonly order: BoardOrder; readonly pieces: number }[] =>
  orders.flatMap((order) => {
    const pieces = (before.get(order.id) ?? order.toCome) - order.toCome
    return pieces > 0 ? [{ order, pieces }] : []
  })
