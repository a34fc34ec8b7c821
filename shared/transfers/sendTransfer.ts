import { reject, type Result } from '../holds/decide.ts'
import type { Decided } from '../holds/settle.ts'
import type { TransferCommandOf } from './transferCommands.ts'
import { keepTransfer, shift, type TransferContext } from './transferWorld.ts'
import { type Transfer, transferNumber } from './transfers.ts'

/** Sends goods to another location, of what is available alone: all lines, or none (SPEC X3). */
export const sendTransfer = (
  { transfer: id, from, to, lines, note }: TransferCommandOf<'transfer.send'>,
  context: TransferContext,
): Result<Decided> => {
  const { world, giver, now } = context
  const { stock } = world.pools
  if (world.transfers.has(id)) return reject({ code: 'hold_exists' })
  // A terminal knows the levels of its own location alone.
  const missing = stock.missing(from, lines) ?? stock.missing(to, [])
  if (missing !== null) return reject({ code: 'not_found', ...missing })
  const conflicts = lines.flatMap(({ sku, quantity }, line) => {
    const available = Math.max(0, stock.available(from, sku))
    return quantity > available ? [{ line, code: 'sold_out' as const, available }] : []
  })
  if (conflicts.length > 0) return reject({ code: 'conflict', conflicts })
  const sent: Transfer = {
    ...{ id, number: transferNumber(id), state: 'sent', from, to, note: note ?? null },
    lines: lines.map(({ sku, quantity }) => ({ sku, sent: quantity, received: 0, short: null })),
    ...{ sentAt: now, sentBy: giver.staff, receivedAt: null, receivedBy: null, closedAt: null },
  }
  const moved = lines.flatMap(({ sku, quantity }) => [
    ...shift(context, sent, {
      ...{ location: from, sku, from: 'available', to: 'outside', quantity, reason: 'transfer sent' },
    }),
    ...shift(context, sent, {
      ...{ location: to, sku, from: 'outside', to: 'in_transit', quantity, reason: 'transfer sent' },
    }),
  ])
  return keepTransfer(context, sent, null, moved)
}
