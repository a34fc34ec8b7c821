import type { World } from '../holds/decide.ts'
import type { DiscrepancyRaised } from '../holds/discrepancies.ts'
import type { Decided, Giver, NewId } from '../holds/settle.ts'
import { accept, type Result } from '../holds/decide.ts'
import type { StockMoved } from '../kinds/stock/decide.ts'
import type { Bucket } from '../kinds/stock/schema.ts'
import type { OrderEvent, OrderWorld } from '../orders/orderWorld.ts'
import type { EpochMs } from '../time.ts'
import type { Seen } from './returnCommands.ts'
import { type Return, stateOf } from './returns.ts'

export type ReturnEvent =
  /** A return as it is now. `told`: it entered this state just now. */
  | { readonly type: 'return_changed'; readonly return: Return; readonly told: boolean }
  /** What somebody saw when they looked at the goods, and of how many pieces nobody else had said so before (SPEC R9). */
  | { readonly type: 'graded'; readonly return: string; readonly seen: Seen; readonly counted: number }

export type ReturnEvents = (
  | ReturnEvent
  | OrderEvent
  | StockMoved
  | DiscrepancyRaised
  | { readonly type: 'discrepancy_settled'; readonly id: string; readonly note: string }
)[]

/** All that a decision on returns has to go by. */
export interface ReturnContext {
  readonly world: World & OrderWorld
  readonly giver: Giver
  readonly now: EpochMs
  readonly newId: NewId
}

/** Moves goods of a return from one bin to another, as a movement that names it (SPEC R3). */
export const shift = (
  { world }: ReturnContext,
  { id, order }: Return,
  location: string,
  sku: string,
  from: Bucket,
  to: Bucket,
  quantity: number,
  reason: string,
): StockMoved[] => {
  if (quantity === 0) return []
  world.pools.stock.shift(location, sku, from, to, quantity)
  return [{ type: 'moved', location, sku, from, to, quantity, reason, hold: null, order, return: id }]
}

/** Keeps a return with the state that its figures say, and tells of it. */
export const keepReturn = (
  { world, now }: ReturnContext,
  changed: Return,
  before: Return | null,
): { kept: Return; events: ReturnEvents } => {
  const state = stateOf(changed)
  const kept: Return = { ...changed, state, inspectedAt: state === 'inspected' ? (changed.inspectedAt ?? now) : null }
  world.returns.set(kept.id, kept)
  return { kept, events: [{ type: 'return_changed', return: kept, told: before === null || before.state !== state }] }
}

/** Accepts, with the return as it is now. */
export const toldReturn = (kept: Return, events: ReturnEvents): Result<Decided> =>
  accept({ outcome: { type: 'return', return: { ...kept, lines: [...kept.lines] } }, events })
