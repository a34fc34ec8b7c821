import { foldForSearch } from '../../shared/text.ts'
import { createStore } from '../app/store.ts'
import type { Catalogue, HeldBy, Level, Live, Stock, StockQuery } from '../app/terminal.ts'
import { heldByOthers, levelOf, stockOf } from './scriptedShop.ts'

/** A stock in memory that the scripted counter takes from. */
export interface ScriptedStock {
  readonly catalogue: Catalogue
  readonly stock: Stock
  level(sku: string): Level | null
  holders(sku: string): readonly HeldBy[]
  put(sku: string, hold: HeldBy): void
  end(hold: string, sold: boolean): void
}

const matches = (level: Level, { text, only }: StockQuery): boolean => {
  if (only === 'held' && level.held === 0) return false
  if (only === 'short' && level.available > 0) return false
  const folded = foldForSearch(`${level.sku} ${level.name}`)
  return foldForSearch(text)
    .split(/\s+/)
    .every((word) => folded.includes(word))
}

const compare = (a: Level, b: Level, sort: StockQuery['sort']): number =>
  sort === 'sku' || sort === 'name' ? a[sort].localeCompare(b[sort], 'vi') : a[sort] - b[sort]

export const createScriptedStock = (now: () => number, count: number): ScriptedStock => {
  const stocked = new Map(stockOf(count).map((each) => [each.item.sku, each]))
  const holds = new Map(heldByOthers(now()))
  const levels = createStore<ReadonlyMap<string, Level>>(
    new Map([...stocked.values()].map((each) => [each.item.sku, levelOf(each, holds.get(each.item.sku) ?? [])])),
  )
  const items = [...stocked.values()].map(({ item }) => item)

  const refresh = (sku: string, onHand?: number): void => {
    const known = stocked.get(sku)
    if (known === undefined) return
    const next = { ...known, onHand: onHand ?? known.onHand }
    stocked.set(sku, next)
    levels.set(new Map([...levels.get(), [sku, levelOf(next, holds.get(sku) ?? [])]]))
  }
  const derived = <Value>(make: () => Value): Live<Value> => {
    let from: unknown
    let value: Value
    return {
      get: () => {
        if (from !== levels.get()) {
          from = levels.get()
          value = make()
        }
        return value
      },
      subscribe: (listener) => levels.subscribe(listener),
    }
  }
  const none: readonly HeldBy[] = []
  const end = (id: string, sold: boolean): void => {
    for (const [sku, held] of holds) {
      const hold = held.find((each) => each.hold === id)
      if (hold === undefined) continue
      holds.set(
        sku,
        held.filter((each) => each !== hold),
      )
      refresh(sku, (stocked.get(sku)?.onHand ?? 0) - (sold ? hold.quantity : 0))
    }
  }

  return {
    level: (sku) => levels.get().get(sku) ?? null,
    holders: (sku) => holds.get(sku) ?? none,
    put(sku, hold) {
      holds.set(sku, [...(holds.get(sku) ?? []), hold])
      refresh(sku)
    },
    end,
    catalogue: {
      size: createStore(items.length),
      find: (code) => items.find(({ sku, barcodes }) => sku === code || barcodes.includes(code)) ?? null,
      search: (text, limit) => {
        const words = foldForSearch(text).split(/\s+/)
        return items
          .filter(({ sku, name, barcodes }) => {
            const folded = foldForSearch(`${sku} ${name} ${barcodes.join(' ')}`)
            return words.every((word) => folded.includes(word))
          })
          .slice(0, limit)
      },
    },
    stock: {
      rows: (query) =>
        derived(() => {
          const rows = [...levels.get().values()].filter((level) => matches(level, query))
          rows.sort((a, b) => compare(a, b, query.sort) * (query.descending ? -1 : 1))
          return rows
        }),
      level: (sku) => derived(() => levels.get().get(sku) ?? null),
      holders: (sku) => derived(() => holds.get(sku) ?? none),
      release: async (hold) => end(hold, false),
      count: async (sku, onHand) => refresh(sku, onHand),
      receive: async (sku, quantity) => refresh(sku, (stocked.get(sku)?.onHand ?? 0) + quantity),
    },
  }
}
