import { reject, type Result } from '../holds/decide.ts'
import type { Decided } from '../holds/settle.ts'
import { keep } from './endOrder.ts'
import type { OrderCommandOf } from './orderCommands.ts'
import type { Order, Refund, RefundWay } from './orders.ts'
import type { OrderContext } from './orderWorld.ts'
import { told } from './told.ts'

interface Back {
  readonly way: RefundWay
  readonly by: string
  readonly reference: string | null
}

const dueAmong = (order: Order, id: string): Refund | null => {
  const known = order.refunds.find((one) => one.id === id)
  return known === undefined || known.state === 'withdrawn' ? null : known
}

const withChanged = (order: Order, id: string, changes: Partial<Refund>, context: OrderContext): Result<Decided> => {
  const refunds = order.refunds.map((one) => (one.id === id ? { ...one, ...changes } : one))
  const changed: Order = { ...order, refunds }
  return told(changed, keep(context, changed, false))
}

/** Money went back. Said again it is accepted and changes nothing (SPEC O9). */
export const refundOrder = (
  order: Order,
  id: string,
  { way, by, reference }: Back,
  context: OrderContext,
): Result<Decided> => {
  const known = dueAmong(order, id)
  if (known === null) return reject({ code: 'not_found', what: 'refund', id })
  if (known.state === 'done') return told(order, [])
  const done = {
    state: 'done',
    doneAt: context.now,
    doneBy: by,
    way,
    reference,
    failure: null,
    failedAt: null,
  } as const
  return withChanged(order, id, done, context)
}

/** A provider sent money back, or did not: then it is still due, and says why. */
export const refundTold = (
  order: Order,
  command: OrderCommandOf<'order.refund_told'>,
  context: OrderContext,
): Result<Decided> => {
  const { refund: id, by, failure, reference = null } = command
  if (failure === null) return refundOrder(order, id, { way: 'provider', by, reference }, context)
  const known = dueAmong(order, id)
  if (known === null) return reject({ code: 'not_found', what: 'refund', id })
  if (known.state === 'done') return told(order, [])
  return withChanged(order, id, { failure, failedAt: context.now }, context)
}
