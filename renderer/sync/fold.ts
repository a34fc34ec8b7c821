import { expireHold } from '../../shared/holds/decide.ts'
import { type Giver, type SettleWorld, settle } from '../../shared/holds/settle.ts'
import { type Hold, stateAt } from '../../shared/holds/states.ts'
import { emptyPools, groupLines, type Line } from '../../shared/kinds/registry.ts'
import { StockPools } from '../../shared/kinds/stock/rules.ts'
import type { StockPool } from '../../shared/kinds/stock/schema.ts'
import { type Command, holdsOf } from '../../shared/protocol/commands.ts'
import type { Verdict } from '../../shared/protocol/verdicts.ts'
import type { EpochMs } from '../../shared/time.ts'

/** What the replica says, of one location. */
export interface Base {
  readonly location: string
  /** The pool of a SKU as the hub last told it, overdue holds included; empty for an item that was never here. */
  pool(sku: string): StockPool | undefined
  hold(id: string): Hold | undefined
  holdsOf(sku: string): Iterable<Hold>
  hasDiscrepancy(id: string): boolean
}

/** A command that the replica does not show yet. `verdict` is the hub's, once it has accepted it. */
export interface Pending {
  readonly id: string
  readonly command: Command
  readonly giver: Giver
  readonly issuedAt: EpochMs
  readonly verdict: Verdict | null
}

/** The world as it will be once the hub has heard of everything: only those SKUs that pending commands touch. */
export interface Folded {
  readonly skus: ReadonlySet<string>
  readonly world: SettleWorld
  /** What the hub will say to each command, as far as can be told from here. */
  readonly foretold: ReadonlyMap<string, Verdict>
}

/** A pool without what overdue holds still take from it in the replica (SPEC H3): the sweep may not have come by. */
export const poolAt = (base: Base, sku: string, now: EpochMs): StockPool | undefined => {
  const pool = base.pool(sku)
  if (pool === undefined) return undefined
  let overdue = 0
  for (const hold of base.holdsOf(sku))
    if (hold.state === 'held' && hold.expiresAt <= now)
      for (const line of groupLines(hold.lines).stock) if (line.sku === sku) overdue += line.quantity
  return overdue === 0 ? pool : { ...pool, held: Math.max(0, pool.held - overdue) }
}

export const skusOf = (lines: readonly Line[]): string[] => groupLines(lines).stock.map(({ sku }) => sku)

/** All SKUs that a command may change. */
export const skusTouchedBy = (command: Command, linesOfHold: (id: string) => readonly Line[]): string[] => {
  const byHolds = holdsOf(command).flatMap((id) => skusOf(linesOfHold(id)))
  switch (command.type) {
    case 'hold.place':
    case 'hold.replace':
      return [...skusOf(command.lines), ...byHolds]
    case 'order.sell':
      return [...command.lines.map(({ sku }) => sku), ...byHolds]
    case 'stock.receive':
    case 'stock.count':
      return [command.sku]
    case 'hold.release':
    case 'hold.confirm':
    case 'hold.extend':
      return byHolds
    case 'discrepancy.settle':
      return []
  }
}

/** Lays the pending commands over the replica, in their order, with the rules by which the hub will settle them. */
export const fold = (base: Base, pending: readonly Pending[], now: EpochMs): Folded => {
  const linesOfHold = (id: string): readonly Line[] => base.hold(id)?.lines ?? []
  const skus = new Set(pending.flatMap(({ command }) => skusTouchedBy(command, linesOfHold)))
  const world = worldOf(base, skus, pending, now)
  const foretold = new Map<string, Verdict>()
  const placed = new Set<string>()
  const expireUntil = (moment: EpochMs): void => {
    for (const id of placed) expireHold(world, id, moment)
  }
  for (const { id, command, giver, issuedAt, verdict } of pending) {
    expireUntil(Math.min(issuedAt, now))
    const guess = settle(world, command, giver, issuedAt, () => id)
    foretold.set(id, verdict ?? guess.verdict)
    for (const event of guess.events) if (event.type === 'placed') placed.add(event.hold.id)
    keepTheHubsWord(world, verdict)
  }
  expireUntil(now)
  return { skus, world, foretold }
}

/** The hub's deadline stands, not the one that was foretold. */
const keepTheHubsWord = (world: SettleWorld, verdict: Verdict | null): void => {
  if (verdict?.accepted !== true || verdict.outcome.type !== 'hold') return
  const { hold } = verdict.outcome
  if (hold.state === 'held' && world.holds.get(hold.id)?.state === 'held') world.holds.set(hold.id, hold)
}

const worldOf = (base: Base, skus: ReadonlySet<string>, pending: readonly Pending[], now: EpochMs): SettleWorld => {
  const holds = new Map<string, Hold>()
  const pools: StockPool[] = []
  const keep = (hold: Hold): void => void holds.set(hold.id, { ...hold, state: stateAt(hold, now) })
  for (const sku of skus) {
    const pool = poolAt(base, sku, now)
    if (pool !== undefined) pools.push(pool)
    for (const hold of base.holdsOf(sku)) keep(hold)
  }
  const discrepancies = new Map<string, 'open' | 'settled'>()
  for (const { command } of pending) {
    for (const id of holdsOf(command)) {
      const hold = base.hold(id)
      if (hold !== undefined) keep(hold)
    }
    if (command.type === 'discrepancy.settle' && base.hasDiscrepancy(command.discrepancy))
      discrepancies.set(command.discrepancy, 'open')
  }
  return { pools: { ...emptyPools(), stock: new StockPools(pools) }, holds, discrepancies }
}
