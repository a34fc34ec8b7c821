import { z } from 'zod'
import { StockPools, stockLines } from './stock/rules.ts'
import { type StockLine, stockLineSchema } from './stock/schema.ts'
import type { Conflict, LineRules, Placed, PoolSet } from './types.ts'

/** Every kind of hold with its types. A new kind is one line here and one in each record below; the compiler names what is missing. */
export interface Kinds {
  stock: { line: StockLine; pools: StockPools; code: 'sold_out' }
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

export const lineSchema = z.discriminatedUnion('kind', [stockLineSchema])

export const lineRules: { readonly [K in Kind]: LineRules<LineOf<K>> } = { stock: stockLines }

/** Kinds in the order in which the hub locks their pools; the same everywhere, so that no two batches wait for each other. */
export const kinds = ['stock'] as const satisfies readonly Kind[]

/** Pools with nothing in them. */
export const emptyPools = (): Pools => ({ stock: new StockPools([]) })

export type Grouped = { readonly [K in Kind]: readonly LineOf<K>[] }

/** The lines by kind, in their order. */
export const groupLines = (lines: readonly Line[]): Grouped => ({
  stock: lines.filter((line) => line.kind === 'stock'),
})

export type GroupedPlaced = { readonly [K in Kind]: readonly Placed<LineOf<K>>[] }

/** The lines by kind, each with its place in the request. */
export const groupPlaced = (lines: readonly Placed<Line>[]): GroupedPlaced => {
  const stock: Placed<StockLine>[] = []
  for (const { line, index } of lines) {
    switch (line.kind) {
      case 'stock':
        stock.push({ line, index })
        break
    }
  }
  return { stock }
}
