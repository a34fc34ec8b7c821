import { accept, type Result, type World } from '../holds/decide.ts'
import type { DiscrepancyRaised } from '../holds/discrepancies.ts'
import type { Decided, Giver, NewId } from '../holds/settle.ts'
import type { StockMoved } from '../kinds/stock/decide.ts'
import type { MovementReason } from '../kinds/stock/movementReasons.ts'
import type { Bucket } from '../kinds/stock/schema.ts'
import type { EpochMs } from '../time.ts'
import type { Transfer } from './transfers.ts'

/** What a decision on transfers may look at besides pools. */
export interface TransferWorld {
  readonly transfers: Map<string, Transfer>
}

export const noTransfers = (): TransferWorld => ({ transfers: new Map() })

/** A transfer as it is now. `told`: it entered this state just now. */
export interface TransferChanged {
  readonly type: 'transfer_changed'
  readonly transfer: Transfer
  readonly told: boolean
}

export type TransferEvents = (
  | TransferChanged
  | StockMoved
  | DiscrepancyRaised
  | { readonly type: 'discrepancy_settled'; readonly id: string; readonly note: string }
)[]

/** All that a decision on transfers has to go by. */
export interface TransferContext {
  readonly world: World & TransferWorld
  readonly giver: Giver
  readonly now: EpochMs
  readonly newId: NewId
}

/** What moves, where, and why. */
export interface Shift {
  readonly location: string
  readonly sku: string
  readonly from: Bucket
  readonly to: Bucket
  readonly quantity: number
  readonly reason: Extract<MovementReason, `transfer ${string}`>
}

/** The movement of such a step, which names the transfer by its id and, for people, by its number (SPEC X3). */
export const movedBy = ({ id, number }: Transfer, { reason, ...moved }: Shift): StockMoved[] =>
  moved.quantity === 0
    ? []
    : [{ type: 'moved', ...moved, reason: `${reason}: ${number}`, hold: null, order: null, transfer: id }]

/** Moves goods of a transfer from one bin to another. */
export const shift = ({ world }: TransferContext, one: Transfer, moved: Shift): StockMoved[] => {
  if (moved.quantity > 0) world.pools.stock.shift(moved.location, moved.sku, moved.from, moved.to, moved.quantity)
  return movedBy(one, moved)
}

/** Something about a transfer did not fit. */
export const raise = (
  kind: DiscrepancyRaised['kind'],
  { id }: Transfer,
  location: string,
  { sku, quantity }: { readonly sku: string; readonly quantity: number },
  { newId }: TransferContext,
): DiscrepancyRaised[] =>
  quantity === 0 ? [] : [{ type: 'discrepancy', id: newId(), kind, location, sku, quantity, order: null, transfer: id }]

/** Keeps a transfer and accepts, telling it as it is now. */
export const keepTransfer = (
  { world }: TransferContext,
  kept: Transfer,
  before: Transfer | null,
  events: TransferEvents,
): Result<Decided> => {
  world.transfers.set(kept.id, kept)
  const told = before?.state !== kept.state
  return toldTransfer(kept, [...events, { type: 'transfer_changed', transfer: kept, told }])
}

/** Accepts, with the transfer as it is now. */
export const toldTransfer = (kept: Transfer, events: TransferEvents = []): Result<Decided> =>
  accept({ outcome: { type: 'transfer', transfer: { ...kept, lines: [...kept.lines] } }, events })
