import { reject, type Result } from '../holds/decide.ts'
import type { Decided } from '../holds/settle.ts'
import { reminderAt } from '../preorders/reminders.ts'
import { endOrder, keep, lapseOrder } from './endOrder.ts'
import { keepOrder } from './keepOrder.ts'
import type { OrderCommand, OrderCommandOf } from './orderCommands.ts'
import { type Order, orderStateAt, type OrderState } from './orders.ts'
import type { OrderContext } from './orderWorld.ts'
import { beginPayment, payOrder } from './payOrder.ts'
import { placeOrder } from './placeOrder.ts'
import { refundOrder, refundTold } from './refundOrder.ts'
import { told } from './told.ts'

/** Settles one command on orders (SPEC O1 to O9, G6 to G9). */
export const decideOrder = (command: OrderCommand, context: OrderContext): Result<Decided> => {
  if (command.type === 'order.place') return placeOrder(command, context)
  if (command.type === 'order.keep') return keepOrder(command, context)
  const order = context.world.orders.get(command.order)
  if (order === undefined) return reject({ code: 'not_found', what: 'order', id: command.order })
  if (context.giver.ownOnly && order.channel !== context.giver.channel) return reject({ code: 'forbidden' })
  switch (command.type) {
    case 'order.pay': {
      const paid = payOrder(order, command, context)
      return paid.ok ? told(paid.value.order, paid.value.events) : paid
    }
    case 'order.begin_payment': {
      const begun = beginPayment(order, command, context)
      return begun.ok ? told(begun.value.order, begun.value.events) : begun
    }
    case 'order.cancel':
      return end(order, 'cancelled', command.reason ?? null, context)
    case 'order.fail':
      return fail(order, command, context)
    case 'order.pack':
      return pack(order, command.parcel, context)
    case 'order.ship':
      if (order.toCome > 0 && orderStateAt(order, context.now) === 'paid') return reject({ code: 'goods_to_come' })
      return step(order, context, 'shipped', ['paid'], {
        carrier: command.carrier ?? null,
        parcel: command.parcel ?? order.parcel,
      })
    case 'order.deliver':
      return step(order, context, 'delivered', ['shipped'], { endedAt: context.now })
    case 'order.delivery_failed':
      return step(order, context, 'delivery_failed', ['shipped'], { reason: command.reason })
    case 'order.refund':
      return refundOrder(
        order,
        command.refund,
        { way: 'by_hand', by: context.giver.staff ?? context.giver.channel, reference: command.reference ?? null },
        context,
      )
    case 'order.refund_told':
      return refundTold(order, command, context)
    case 'order.lapse': {
      const events = lapseOrder(context, order.id)
      return told(context.world.orders.get(order.id) ?? order, events)
    }
    case 'order.remind':
      return remind(order, context)
  }
}

const endable: ReadonlySet<OrderState> = new Set(['awaiting_payment', 'deposit_paid', 'paid'])

const end = (
  order: Order,
  state: 'cancelled' | 'failed',
  reason: string | null,
  context: OrderContext,
): Result<Decided> => {
  const present = orderStateAt(order, context.now)
  if (present === state) return told(order, [])
  if (!endable.has(present)) return reject({ code: 'order_state', state: present })
  const events = endOrder(context, order, state, reason)
  return told(context.world.orders.get(order.id) ?? order, events)
}

/** A provider's failure says nothing of an order that is paid or over; a fault in operation ends a paid one too. */
const fail = (order: Order, command: OrderCommandOf<'order.fail'>, context: OrderContext): Result<Decided> => {
  const present = orderStateAt(order, context.now)
  if (command.onlyUnpaid && present !== 'awaiting_payment') return told(order, [])
  return end(order, 'failed', command.reason, context)
}

const step = (
  order: Order,
  context: OrderContext,
  to: OrderState,
  from: readonly OrderState[],
  more: Partial<Order>,
): Result<Decided> => {
  const state = orderStateAt(order, context.now)
  if (state === to) return told(order, [])
  if (!from.includes(state)) return reject({ code: 'order_state', state })
  const stepped: Order = { ...order, ...more, state: to }
  return told(stepped, keep(context, stepped, true))
}

/** Its goods lie in a parcel: no state, but a fact about it (SPEC O13). */
const pack = (order: Order, parcel: string | undefined, context: OrderContext): Result<Decided> => {
  const state = orderStateAt(order, context.now)
  if (state !== 'paid') return reject({ code: 'order_state', state })
  if (order.toCome > 0) return reject({ code: 'goods_to_come' })
  const packed: Order = { ...order, packedAt: order.packedAt ?? context.now, parcel: parcel ?? order.parcel }
  const isAsBefore = packed.packedAt === order.packedAt && packed.parcel === order.parcel
  return told(packed, isAsBefore ? [] : keep(context, packed, false))
}

/** Reminds the payer, if a moment has come at which that was agreed (SPEC G9). */
const remind = (order: Order, context: OrderContext): Result<Decided> => {
  const { now } = context
  const reminder = orderStateAt(order, now) === 'expired' ? null : reminderAt(order, now)
  if (reminder === null) return told(order, [])
  const reminded: Order = { ...order, remindFrom: now }
  return told(reminded, [
    ...keep(context, reminded, false),
    { type: 'order_told', order: reminded, as: 'reminder', reminder },
  ])
}
