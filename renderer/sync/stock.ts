import type { Command } from '../../shared/protocol/commands.ts'
import type { HeldBy, Live, Stock, StockQuery } from '../app/terminal.ts'
import type { ItemCatalogue } from './catalogue.ts'
import type { Picture } from './picture.ts'
import { StockRows } from './stockRows.ts'
import type { Timers } from './timers.ts'

/** Lists that are kept ready, so that going back to one shows it at once. */
const keptLists = 4
const keptSkus = 500

export interface StockOptions {
  readonly picture: Picture
  readonly catalogue: ItemCatalogue
  readonly timers: Timers
  readonly location: string
  readonly give: (command: Command) => Promise<void>
}

/** A value of one SKU, worked out when it is asked for and kept until that SKU changed. */
const ofSku = <Value>(picture: Picture, sku: string, compute: () => Value): Live<Value> => {
  let kept: { readonly value: Value; readonly version: number } | null = null
  let watching = false
  let leave: (() => void) | null = null
  const listeners = new Set<() => void>()
  return {
    get: () => {
      if (kept === null || (!watching && kept.version !== picture.version))
        kept = { value: compute(), version: picture.version }
      return kept.value
    },
    subscribe: (listener) => {
      listeners.add(listener)
      if (!watching) {
        if (kept?.version !== picture.version) kept = null
        watching = true
        leave = picture.subscribe((skus) => {
          if (!skus.has(sku)) return
          kept = null
          for (const one of listeners) one()
        })
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        watching = false
        leave?.()
      }
    },
  }
}

/** Gives the same value to the same question, for as long as it is among the latest that were asked for. */
const latest = <Question, Value>(
  limit: number,
  keyOf: (question: Question) => string,
  make: (question: Question) => Value,
): ((question: Question) => Value) => {
  const values = new Map<string, Value>()
  return (question) => {
    const key = keyOf(question)
    const value = values.get(key) ?? make(question)
    values.delete(key)
    values.set(key, value)
    const [oldest] = values.keys()
    if (values.size > limit && oldest !== undefined) values.delete(oldest)
    return value
  }
}

const queryKey = ({ text, sort, descending, only }: StockQuery): string =>
  JSON.stringify([text, sort, descending, only])
const itself = (sku: string): string => sku

/** Where the stock of this location stands, and what may be done about it. */
export const createStock = ({ picture, catalogue, timers, location, give }: StockOptions): Stock => {
  return {
    rows: latest(keptLists, queryKey, (query) => new StockRows(query, picture, catalogue, timers)),
    level: latest(keptSkus, itself, (sku) => ofSku(picture, sku, () => picture.level(sku))),
    holders: latest(keptSkus, itself, (sku) => ofSku<readonly HeldBy[]>(picture, sku, () => picture.holders(sku))),
    release: (hold, reason) => give({ type: 'hold.release', hold, reason }),
    count: (sku, onHand, seen) => give({ type: 'stock.count', sku, location, onHand, seen }),
    receive: (sku, quantity, reference) =>
      give({ type: 'stock.receive', sku, location, quantity, ...(reference === undefined ? {} : { reference }) }),
  }
}
