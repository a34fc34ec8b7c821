import { searchTextOf } from '../../../shared/orders/searchText.ts'
import { foldForSearch } from '../../../shared/text.ts'
import type { BoardOrder, OrderState } from '../../app/terminal.ts'

export const scopes = ['work', 'unpaid', 'toPack', 'paid', 'done', 'all'] as const
export type Scope = (typeof scopes)[number]
export const isScope = (value: string): value is Scope => scopes.some((scope) => scope === value)

export interface OrderQuery {
  readonly text: string
  readonly scope: Scope
  /** Empty: all. */
  readonly channel: string
}

const unpaid: ReadonlySet<OrderState> = new Set(['awaiting_payment', 'deposit_paid'])
const toShip: ReadonlySet<OrderState> = new Set(['paid'])
const ended: ReadonlySet<OrderState> = new Set(['delivered', 'expired', 'cancelled', 'failed', 'returned'])

/** Money that has to go back, in minor units. */
export const refundDueOf = ({ refunds }: Pick<BoardOrder, 'refunds'>): number =>
  refunds.reduce((sum, { state, amount }) => (state === 'due' ? sum + amount : sum), 0)

/** True while somebody here has to do something about it: hand it over, or give money back. */
export const needsPerson = (order: BoardOrder): boolean => toShip.has(order.state) || refundDueOf(order) > 0

/** True for an order whose goods are here and lie in no parcel yet (SPEC O13). */
const isToPack = ({ state, packedAt, toCome, lines }: BoardOrder): boolean =>
  toShip.has(state) &&
  packedAt === null &&
  toCome === 0 &&
  lines.some(({ line }) => line.kind === 'stock' || line.kind === 'preorder')

const isIn = (order: BoardOrder, scope: Scope): boolean => {
  switch (scope) {
    case 'work':
      return !ended.has(order.state) || refundDueOf(order) > 0
    case 'unpaid':
      return unpaid.has(order.state)
    case 'toPack':
      return isToPack(order)
    case 'paid':
      return toShip.has(order.state)
    case 'done':
      return ended.has(order.state)
    case 'all':
      return true
  }
}

const texts = new WeakMap<BoardOrder, string>()

const textOf = (order: BoardOrder): string => {
  const known = texts.get(order)
  if (known !== undefined) return known
  const text = searchTextOf(order)
  texts.set(order, text)
  return text
}

/** The orders that somebody looks for, in their order. Words that are typed are looked for among all: whoever types a number means that order. */
export const ordersLike = (
  orders: readonly BoardOrder[],
  { text, scope, channel }: OrderQuery,
): readonly BoardOrder[] => {
  const words = foldForSearch(text).split(/\s+/).filter(Boolean)
  return orders.filter(
    (order) =>
      (channel === '' || order.channel === channel) &&
      (words.length > 0 ? words.every((word) => textOf(order).includes(word)) : isIn(order, scope)),
  )
}
