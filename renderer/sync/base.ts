import type { Giver } from '../../shared/holds/settle.ts'
import type { Hold } from '../../shared/holds/states.ts'
import { stockLinesOf } from '../../shared/kinds/registry.ts'
import { emptyPool } from '../../shared/kinds/stock/rules.ts'
import type { StockPool } from '../../shared/kinds/stock/schema.ts'
import type { Command } from '../../shared/protocol/commands.ts'
import type { Verdict } from '../../shared/protocol/verdicts.ts'
import type { EpochMs } from '../../shared/time.ts'
import type { Documents } from '../replica/replica.ts'
import type { BookingBase } from './bookings/bookingBase.ts'
import type { OrderBase } from './orders/orderBase.ts'
import type { SeatBase } from './seats/seatBase.ts'
import type { VoucherBase } from './vouchers/voucherBase.ts'

/** What the replica says, of one location. */
export interface Base {
  readonly location: string
  /** The pool of a SKU as the hub last told it, overdue holds included; empty for an item that was never here. */
  pool(sku: string): StockPool | undefined
  hold(id: string): Hold | undefined
  holdsOf(sku: string): Iterable<Hold>
  hasDiscrepancy(id: string): boolean
  readonly bookings: BookingBase
  readonly orders: OrderBase
  readonly seats: SeatBase
  readonly vouchers: VoucherBase
}

/** The pool of a SKU at a location as the replica has it; empty for an item that was never here. */
export const poolIn = (
  { levels, items }: Pick<Documents, 'levels' | 'items'>,
  location: string,
  sku: string,
): StockPool | undefined => {
  const level = levels.get(`${location}/${sku}`)
  const item = items.get(sku)
  if (level !== undefined) return item?.listed === false ? { ...level, isUnlisted: true } : level
  if (item === undefined) return undefined
  return { ...emptyPool(location, sku), safetyStock: item.safetyStock, isUnlisted: !item.listed }
}

/** A command that the replica does not show yet. `verdict` is the hub's, once it has accepted it. */
export interface Pending {
  readonly id: string
  readonly command: Command
  readonly giver: Giver
  readonly issuedAt: EpochMs
  readonly verdict: Verdict | null
}

/** A pool without what overdue holds still take from it in the replica (SPEC H3): the sweep may not have come by. */
export const poolAt = (base: Base, sku: string, now: EpochMs): StockPool | undefined => {
  const pool = base.pool(sku)
  if (pool === undefined) return undefined
  let overdue = 0
  for (const hold of base.holdsOf(sku))
    if (hold.state === 'held' && hold.expiresAt <= now)
      for (const line of stockLinesOf(hold.lines)) if (line.sku === sku) overdue += line.quantity
  return overdue === 0 ? pool : { ...pool, held: Math.max(0, pool.held - overdue) }
}
