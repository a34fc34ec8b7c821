import { leastRole } from '../../../shared/protocol/commands.ts'
import { mayAct, type Role } from '../../../shared/protocol/roles.ts'
import type { BoardOrder } from '../../app/terminal.ts'

export const orderActs = [
  'pay',
  'payLate',
  'hand_over',
  'ship',
  'deliver',
  'delivery_failed',
  'cancel',
  'fail',
] as const
export type OrderAct = (typeof orderActs)[number]

const possible = ({ state, toCome }: Pick<BoardOrder, 'state' | 'toCome'>): readonly OrderAct[] => {
  switch (state) {
    case 'awaiting_payment':
    case 'deposit_paid':
      return ['pay', 'cancel', 'fail']
    case 'paid':
      // What was pre-ordered cannot be handed over before it has come (SPEC G6).
      return toCome > 0 ? ['cancel', 'fail'] : ['hand_over', 'ship', 'cancel', 'fail']
    case 'shipped':
      return ['deliver', 'delivery_failed']
    case 'expired':
      return ['payLate']
    case 'delivered':
    case 'cancelled':
    case 'failed':
    case 'delivery_failed':
    case 'returning':
    case 'returned':
      return []
  }
}

const needs: Readonly<Record<OrderAct, Role>> = {
  pay: leastRole['order.pay'],
  payLate: leastRole['order.pay'],
  hand_over: leastRole['order.deliver'],
  ship: leastRole['order.ship'],
  deliver: leastRole['order.deliver'],
  delivery_failed: leastRole['order.delivery_failed'],
  cancel: leastRole['order.cancel'],
  fail: leastRole['order.fail'],
}

/** What a person may do next with an order, the likeliest first (SPEC O4 to O8). */
export const actsFor = (order: Pick<BoardOrder, 'state' | 'toCome'>, role: Role): readonly OrderAct[] =>
  possible(order).filter((act) => mayAct(role, needs[act]))

/** How much is wanted for an order in minor units: what is due, or, of one that ran out, what would bring it back (SPEC O6). */
export const wantedFor = ({ state, due, total, money, refunds, kept }: BoardOrder): number => {
  if (state !== 'expired') return due
  const back = refunds.reduce(
    (sum, refund) => (refund.state === 'due' && !refund.isAsked ? sum + refund.amount : sum),
    kept,
  )
  return Math.max(0, total - money - back)
}
