import { z } from 'zod'
import { type PreorderConflict, preorderLines, PreorderPools } from './preorder/rules.ts'
import { type PreorderLine, preorderLineSchema } from './preorder/schema.ts'
import { SeatPools, seatLines } from './seat/rules.ts'
import { type SeatLine, seatLineSchema } from './seat/schema.ts'
import { type SlotConflict, slotLines, SlotPools } from './slot/rules.ts'
import { type SlotLine, slotLineSchema } from './slot/schema.ts'
import { type StockConflict, StockPools, stockLines } from './stock/rules.ts'
import { type StockLine, stockLineSchema } from './stock/schema.ts'
import { noVouchers, type VoucherConflict, voucherLines, VoucherPools } from './voucher/rules.ts'
import { type VoucherLine, voucherLineSchema } from './voucher/schema.ts'
import type { Conflict, LineRules, Placed, PoolSet } from './types.ts'

/** Every kind of hold with its types. A new kind is one line here and one in each record below; the compiler names what is missing. */
export interface Kinds {
  stock: { line: StockLine; pools: StockPools; code: StockConflict }
  slot: { line: SlotLine; pools: SlotPools; code: SlotConflict }
  seat: { line: SeatLine; pools: SeatPools; code: 'seat_taken' }
  voucher: { line: VoucherLine; pools: VoucherPools; code: VoucherConflict }
  preorder: { line: PreorderLine; pools: PreorderPools; code: PreorderConflict }
}

export type Kind = keyof Kinds
export type LineOf<K extends Kind> = Kinds[K]['line']
export type Line = { [K in Kind]: LineOf<K> }[Kind]
export type ConflictCode = { [K in Kind]: Kinds[K]['code'] }[Kind]
export type HoldConflict = Conflict<ConflictCode>

/** The pools of all kinds that a decision can see. */
export type Pools = { readonly [K in Kind]: Kinds[K]['pools'] }

/** The same pools by what all kinds have in common; the form in which the compiler follows a kind through a loop. */
export type PoolSets = { readonly [K in Kind]: PoolSet<LineOf<K>, Kinds[K]['code']> }

export const lineSchema = z.discriminatedUnion('kind', [
  stockLineSchema,
  slotLineSchema,
  seatLineSchema,
  voucherLineSchema,
  preorderLineSchema,
])

export const lineRules: { readonly [K in Kind]: LineRules<LineOf<K>> } = {
  ...{ stock: stockLines, slot: slotLines, seat: seatLines, voucher: voucherLines, preorder: preorderLines },
}

/** Kinds in the order in which the hub locks their pools; the same everywhere, so that no two batches wait for each other. */
export const kinds = ['stock', 'slot', 'seat', 'voucher', 'preorder'] as const satisfies readonly Kind[]

/** Pools with nothing in them. */
export const emptyPools = (): Pools => ({
  stock: new StockPools([]),
  slot: new SlotPools([], []),
  seat: new SeatPools([], [], []),
  voucher: new VoucherPools(noVouchers),
  preorder: new PreorderPools([]),
})

/** Asks the rules of a line's own kind. */
export const askRules = <Value>(line: Line, ask: <L>(rules: LineRules<L>, line: L) => Value): Value => {
  switch (line.kind) {
    case 'stock':
      return ask(lineRules.stock, line)
    case 'slot':
      return ask(lineRules.slot, line)
    case 'seat':
      return ask(lineRules.seat, line)
    case 'voucher':
      return ask(lineRules.voucher, line)
    case 'preorder':
      return ask(lineRules.preorder, line)
  }
}

/** The lines of stock among these. */
export const stockLinesOf = (lines: readonly Line[]): StockLine[] => [...groupLines(lines).stock]

/** The lines of slots among these. */
export const slotLinesOf = (lines: readonly Line[]): SlotLine[] => [...groupLines(lines).slot]

/** The lines of seats among these. */
export const seatLinesOf = (lines: readonly Line[]): SeatLine[] => [...groupLines(lines).seat]

/** The lines of vouchers among these. */
export const voucherLinesOf = (lines: readonly Line[]): VoucherLine[] => [...groupLines(lines).voucher]

/** The lines of goods to come among these. */
export const preorderLinesOf = (lines: readonly Line[]): PreorderLine[] => [...groupLines(lines).preorder]

export type Grouped = { readonly [K in Kind]: readonly LineOf<K>[] }
export type GroupedPlaced = { readonly [K in Kind]: readonly Placed<LineOf<K>>[] }

/** The lines by kind, in their order. One pass and no closures: every hold of a rush goes through here. */
export const groupLines = (lines: readonly Line[]): Grouped => {
  const grouped: { [K in Kind]: LineOf<K>[] } = { stock: [], slot: [], seat: [], voucher: [], preorder: [] }
  for (const line of lines)
    switch (line.kind) {
      case 'stock':
        grouped.stock.push(line)
        break
      case 'slot':
        grouped.slot.push(line)
        break
      case 'seat':
        grouped.seat.push(line)
        break
      case 'voucher':
        grouped.voucher.push(line)
        break
      case 'preorder':
        grouped.preorder.push(line)
    }
  return grouped
}

/** The lines by kind, each with its place in the request. */
export const groupPlaced = (lines: readonly Placed<Line>[]): GroupedPlaced => {
  const grouped: { [K in Kind]: Placed<LineOf<K>>[] } = { stock: [], slot: [], seat: [], voucher: [], preorder: [] }
  for (const { line, index } of lines)
    switch (line.kind) {
      case 'stock':
        grouped.stock.push({ line, index })
        break
      case 'slot':
        grouped.slot.push({ line, index })
        break
      case 'seat':
        grouped.seat.push({ line, index })
        break
      case 'voucher':
        grouped.voucher.push({ line, index })
        break
      case 'preorder':
        grouped.preorder.push({ line, index })
    }
  return grouped
}
