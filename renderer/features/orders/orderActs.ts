import { isUnpaid, nextInstalment, nextPartOf } from '../../../shared/orders/orders.ts'
import { leastRole } from '../../../shared/protocol/commands.ts'
import { mayAct, type Role } from '../../../shared/protocol/roles.ts'
import type { BoardOrder } from '../../app/terminal.ts'

export const orderActs = [
  'pay',
  'payLate',
  'slip',
  'hand_over',
  'pack',
  'ship',
  'deliver',
  'delivery_failed',
  'seeReturn',
  'giveBack',
  'cancel',
  'fail',
] as const
export type OrderAct = (typeof orderActs)[number]

type Standing = Pick<BoardOrder, 'state' | 'toCome' | 'packedAt'>

const possible = ({ state, toCome, packedAt }: Standing): readonly OrderAct[] => {
  switch (state) {
    case 'awaiting_payment':
    case 'deposit_paid':
      return ['pay', 'slip', 'cancel', 'fail']
    case 'paid':
      // What was pre-ordered cannot be handed over before it has come (SPEC G6).
      if (toCome > 0) return ['cancel', 'fail']
      return packedAt === null
        ? ['hand_over', 'pack', 'ship', 'cancel', 'fail']
        : ['ship', 'hand_over', 'cancel', 'fail']
    case 'shipped':
      return ['deliver', 'delivery_failed']
    case 'expired':
      return ['payLate']
    case 'delivered':
      return ['giveBack']
    case 'delivery_failed':
    case 'returning':
      return ['seeReturn']
    case 'cancelled':
    case 'failed':
    case 'returned':
      return []
  }
}

const needs: Readonly<Record<OrderAct, Role>> = {
  pay: leastRole['order.pay'],
  payLate: leastRole['order.pay'],
  slip: leastRole['order.keep'],
  hand_over: leastRole['order.deliver'],
  pack: leastRole['order.pack'],
  ship: leastRole['order.ship'],
  deliver: leastRole['order.deliver'],
  delivery_failed: leastRole['order.delivery_failed'],
  seeReturn: leastRole['return.open'],
  giveBack: leastRole['return.open'],
  cancel: leastRole['order.cancel'],
  fail: leastRole['order.fail'],
}

/** What a person may do next with an order, the likeliest first (SPEC O4 to O8). */
export const actsFor = (order: Standing, role: Role): readonly OrderAct[] =>
  possible(order).filter((act) => mayAct(role, needs[act]))

/** What ends an order, or lies in nobody's plan, is never the button that meets the eye. */
export const isLikely = (act: OrderAct): boolean => act !== 'cancel' && act !== 'fail' && act !== 'giveBack'

/** An amount that is asked for at a press. */
export interface MoneyPart {
  readonly kind: 'deposit' | 'instalment' | 'all'
  readonly amount: number
}

/** What may be taken for an order at a press, what is asked for first: what its next instalment lacks, and all that is wanted (SPEC O15). */
export const partsOf = (order: BoardOrder): readonly MoneyPart[] => {
  const wanted = wantedFor(order)
  const all: MoneyPart = { kind: 'all', amount: wanted }
  const next = isUnpaid(order.state) ? nextInstalment(order.plan, order.money) : null
  const amount = nextPartOf(order, order.money, wanted)
  return next === null || amount >= wanted
    ? [all]
    : [{ kind: next.kind === 'deposit' ? 'deposit' : 'instalment', amount }, all]
}

/** How much is wanted for an order in minor units: what is due, or, of one that ran out, what would bring it back (SPEC O6). */
export const wantedFor = ({ state, due, total, money, refunds, kept }: BoardOrder): number => {
  if (state !== 'expired') return due
  const back = refunds.reduce(
    (sum, refund) => (refund.state === 'due' && !refund.isAsked ? sum + refund.amount : sum),
    kept,
  )
  return Math.max(0, total - money - back)
}
