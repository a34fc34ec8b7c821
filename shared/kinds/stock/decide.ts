import { accept, reject, type Result } from '../../holds/decide.ts'
import type { DiscrepancyRaised } from '../../holds/discrepancies.ts'
import type { Decided, NewId } from '../../holds/settle.ts'
import type { CommandOf } from '../../protocol/commands.ts'
import type { StockPools } from './rules.ts'
import type { Bucket } from './schema.ts'

/** Stock that moved without a hold's claims moving it. */
export interface StockMoved {
  readonly type: 'moved'
  readonly location: string
  readonly sku: string
  readonly from: Bucket
  readonly to: Bucket
  readonly quantity: number
  readonly reason: string
  readonly hold: string | null
  readonly order: string | null
  /** The return with which it came back (SPEC R3). */
  readonly return?: string
  /** The transfer with which it goes, came or goes back (SPEC X3). */
  readonly transfer?: string
}

export type StockEvent = StockMoved | DiscrepancyRaised

/** Goods arrive: they are on hand and for sale at once. */
export const decideReceive = (pools: StockPools, command: CommandOf<'stock.receive'>): Result<Decided> => {
  const { location, sku, quantity } = command
  const missing = pools.missing(location, [{ sku }])
  if (missing !== null) return reject({ code: 'not_found', ...missing })
  pools.change(location, sku, { onHand: quantity })
  const moved: StockMoved = {
    type: 'moved',
    location,
    sku,
    from: 'outside',
    to: 'available',
    quantity,
    hold: null,
    order: null,
    reason: command.reference === undefined ? 'received' : `received: ${command.reference}`,
  }
  return accept({
    outcome: { type: 'level', sku, location, onHand: pools.get(location, sku)?.onHand ?? 0 },
    events: [moved],
  })
}

/** A person counted: on hand becomes what they found, less what has gone since they saw the books (SPEC S5). Promises that are no longer covered are a discrepancy. */
export const decideCount = (pools: StockPools, command: CommandOf<'stock.count'>, newId: NewId): Result<Decided> => {
  const { location, sku } = command
  const unknown = pools.missing(location, [{ sku }])
  if (unknown !== null) return reject({ code: 'not_found', ...unknown })
  const before = pools.get(location, sku)?.onHand ?? 0
  // A count takes away no more than the books have: then more has gone since than was counted.
  const difference = Math.max(command.onHand - (command.seen ?? before), Math.min(0, -before))
  const outcome = { type: 'level', sku, location, onHand: before + difference } as const
  if (difference === 0) return accept({ outcome, events: [] })
  const quantity = Math.abs(difference)
  const common = { type: 'moved', location, sku, quantity, reason: 'count', hold: null, order: null } as const
  if (difference > 0) {
    pools.change(location, sku, { onHand: difference })
    return accept({ outcome, events: [{ ...common, from: 'outside', to: 'available' }] })
  }
  const missing = pools.force(location, sku, difference)
  const moved: StockMoved = { ...common, from: 'available', to: 'outside' }
  if (missing === 0) return accept({ outcome, events: [moved] })
  const raised: DiscrepancyRaised = {
    type: 'discrepancy',
    id: newId(),
    kind: 'count',
    location,
    sku,
    quantity: missing,
    order: null,
  }
  return accept({ outcome, events: [moved, raised] })
}
