import type { TFunction } from 'i18next'
import { isCounterSale, piecesOf, type Refund } from '../../../shared/orders/orders.ts'
import type { Rejection } from '../../../shared/protocol/verdicts.ts'
import type { BoardOrder, Shop } from '../../app/terminal.ts'

/** Whose order it is, as people call them. At a counter nobody is asked for a name. */
export const customerName = (order: Pick<BoardOrder, 'id' | 'hold' | 'customer'>, t: TFunction): string => {
  const { customer } = order
  return (
    customer?.name ?? customer?.phone ?? customer?.email ?? t(isCounterSale(order) ? 'orders.walkIn' : 'orders.guest')
  )
}

export const channelName = (channels: Shop['channels'], code: string): string =>
  channels.find((channel) => channel.code === code)?.name ?? code

/** What was ordered, in one line. */
export const whatOf = ({ lines }: Pick<BoardOrder, 'lines'>, t: TFunction): string =>
  lines
    .map(({ line, name }) => {
      if (line.kind === 'voucher') return t('orders.story.voucher', { code: line.code })
      return piecesOf(line) > 1 ? `${piecesOf(line)} ${name}` : name
    })
    .join(', ')

/** What a provider has to do with money that has to go back: who gives it back by hand must not give what it has sent, or may have (SPEC O9). */
export const providerOf = ({ isAsked, failure }: Pick<Refund, 'isAsked' | 'failure'>, t: TFunction): string | null => {
  if (isAsked) return [t('orders.refunds.asked'), failure].filter(Boolean).join(' ')
  return failure === null ? null : t('orders.refunds.refused', { why: failure })
}

/** Why the local rules refuse something; nothing was asked of the hub then. */
export const whyNot = (rejection: Rejection, t: TFunction): string => {
  switch (rejection.code) {
    case 'order_state':
      return t('orders.said.refused', { state: t(`orders.state.${rejection.state}`) })
    case 'goods_to_come':
      return t('orders.said.toCome')
    case 'not_found':
      return t('orders.said.unknown')
    case 'forbidden':
      return t('orders.said.manager')
    case 'conflict':
    case 'hold_released':
    case 'hold_confirmed':
    case 'hold_expired':
    case 'hold_exists':
    case 'part_of_booking':
    case 'part_of_order':
    case 'deadline_out_of_range':
    case 'booking_state':
    case 'waiting_state':
    case 'session_ended':
    case 'idempotency_key_reused':
    case 'doubled':
    case 'return_state':
    case 'return_elsewhere':
    case 'transfer_state':
    case 'too_many':
    case 'internal':
      return t('orders.said.cannot')
  }
}

/** Reasons that the hub or a carrier gives have words; what a person wrote stands as it was written. */
const known = [
  ...(['not paid in time', 'payment failed', 'given up on the checkout page'] as const),
  ...(['session_lost', 'expired', 'cancelled', 'failed'] as const),
  ...(['refused', 'unreachable', 'other'] as const),
] as const
export const reasonText = (reason: string, t: TFunction): string => {
  const key = known.find((one) => one === reason)
  return key === undefined ? reason : t(`orders.reason.${key}`)
}
