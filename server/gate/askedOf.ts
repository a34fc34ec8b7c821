import type { Line } from '../../shared/kinds/registry.ts'
import { mergeBySku } from '../../shared/kinds/mergeBySku.ts'
import { stockKey } from '../../shared/kinds/stock/rules.ts'
import { type ArbiterCommand, linesTakenBy } from '../../shared/protocol/commands.ts'
import type { Outcome } from '../../shared/protocol/verdicts.ts'
import type { Wish } from './counter.ts'
import type { Sales } from './sales.ts'

/** What a command asks for of goods on flash sale. */
export interface Asked {
  readonly wish: Wish
  /** The place in the request of the line that first names each pool. */
  readonly lineOf: ReadonlyMap<string, number>
}

type OnSale = Pick<Sales, 'isOn'>

/** @returns null if the command takes no goods on flash sale */
export const askedOf = (command: ArbiterCommand, sales: OnSale): Asked | null => {
  if (command.type !== 'hold.place' && command.type !== 'order.place') return null
  const taken = linesTakenBy(command)
  if (taken === null || !taken.lines.some((line) => isOnSale(taken.location, line, sales))) return null
  const placed = taken.lines.flatMap((line, index) =>
    line.kind === 'stock' && sales.isOn(taken.location, line.sku) ? [{ line, index }] : [],
  )
  const { merged } = mergeBySku(placed)
  const poolOf = ({ line }: (typeof merged)[number]): string => stockKey(taken.location, line.sku)
  return {
    wish: {
      wants: merged.map((one) => ({ pool: poolOf(one), quantity: one.line.quantity })),
      isWhole: placed.length === taken.lines.length,
    },
    lineOf: new Map(merged.map((one) => [poolOf(one), one.index])),
  }
}

const isOnSale = (location: string, line: Line, sales: OnSale): boolean =>
  line.kind === 'stock' && sales.isOn(location, line.sku)

/** The pools on flash sale of which something may have come back by this outcome (SPEC F7). */
export const givenBackBy = (outcome: Outcome, sales: OnSale): string[] => {
  const ended = endedBy(outcome)
  if (ended === null) return []
  return ended.lines.flatMap((line) =>
    line.kind === 'stock' && sales.isOn(ended.location, line.sku) ? [stockKey(ended.location, line.sku)] : [],
  )
}

const endedBy = (outcome: Outcome): { readonly location: string; readonly lines: readonly Line[] } | null => {
  if (outcome.type === 'hold') return outcome.hold.state === 'held' ? null : outcome.hold
  if (outcome.type !== 'order') return null
  const { state, location, lines } = outcome.order
  return state === 'cancelled' || state === 'failed' ? { location, lines: lines.map(({ line }) => line) } : null
}
