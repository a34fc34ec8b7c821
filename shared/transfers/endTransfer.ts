import { reject, type Result } from '../holds/decide.ts'
import type { Decided } from '../holds/settle.ts'
import { keepTransfer, shift, type TransferContext, type TransferEvents, toldTransfer } from './transferWorld.ts'
import { comingOf, type Transfer } from './transfers.ts'

/** Calls back what nobody has received: all of it is for sale at the source again (SPEC X5). Said again it is accepted and changes nothing. */
export const cancelTransfer = (one: Transfer, context: TransferContext): Result<Decided> => {
  if (one.state === 'cancelled') return toldTransfer(one)
  if (one.state !== 'sent') return reject({ code: 'transfer_state', state: one.state })
  const reason = 'transfer called back'
  const moved = offTheWay(one, reason, context).concat(
    one.lines.flatMap(({ sku, sent: quantity }) =>
      shift(context, one, { location: one.from, sku, from: 'outside', to: 'available', quantity, reason }),
    ),
  )
  return keepTransfer(context, { ...one, state: 'cancelled', closedAt: context.now }, one, moved)
}

/** Gives up what has not come (SPEC X5). Said again it is accepted and changes nothing. */
export const closeTransfer = (one: Transfer, context: TransferContext): Result<Decided> => {
  if (one.state !== 'received') return reject({ code: 'transfer_state', state: one.state })
  if (one.closedAt !== null) return toldTransfer(one)
  const moved = offTheWay(one, 'transfer given up', context)
  return keepTransfer(context, { ...one, closedAt: context.now }, one, moved)
}

/** What has not come is on the way to its destination no more. */
const offTheWay = (
  one: Transfer,
  reason: 'transfer called back' | 'transfer given up',
  context: TransferContext,
): TransferEvents =>
  one.lines.flatMap((line) =>
    shift(context, one, {
      ...{ location: one.to, sku: line.sku, from: 'in_transit', to: 'outside', quantity: comingOf(one, line), reason },
    }),
  )
