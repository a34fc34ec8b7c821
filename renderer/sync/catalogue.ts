import { foldForSearch } from '../../shared/text.ts'
import type { Catalogue, Item } from '../app/terminal.ts'
import type { DocumentOf } from '../../shared/protocol/feed.ts'
import { Cell } from './live.ts'
import { SortedList } from './sorted.ts'

/** An item as it is searched. `words`: a space, then name, SKU and barcodes without accents, so that ' ca' finds a word's beginning. */
export interface Entry {
  readonly item: Item
  readonly name: string
  readonly words: string
}

const entryOf = (item: DocumentOf<'items'>): Entry => {
  const name = foldForSearch(item.name)
  return { item, name, words: ` ${name} ${foldForSearch(item.sku)} ${item.barcodes.join(' ').toLowerCase()}` }
}

/** What people typed, as words that must all be found. */
export const wordsOf = (text: string): string[] => foldForSearch(text).split(/\s+/).filter(Boolean)

const wordBreak = /[\s\-./(]/

/**
 * How well an entry answers: 0 not at all, then a word in the middle of another, beginnings of words, the beginning of the name,
 * and most of all the code itself. Looking through 100,000 names takes some 10 ms, so there is no index that could be out of date.
 */
export const rank = (entry: Entry, words: readonly string[]): number => {
  let atBeginnings = true
  for (const word of words) {
    const found = entry.words.indexOf(word)
    if (found < 0) return 0
    atBeginnings &&= beginsWord(entry.words, word, found)
  }
  const [first = ''] = words
  if (words.length === 1 && entry.words.includes(` ${first} `) && !entry.name.includes(first)) return 4
  if (!atBeginnings) return 1
  return entry.name.startsWith(first) ? 3 : 2
}

const beginsWord = (text: string, word: string, from: number): boolean => {
  for (let at = from; at >= 0; at = text.indexOf(word, at + 1)) if (wordBreak.test(text[at - 1] ?? ' ')) return true
  return false
}

const bySku = (a: Entry, b: Entry): number => (a.item.sku < b.item.sku ? -1 : a.item.sku > b.item.sku ? 1 : 0)
const byName = (a: Entry, b: Entry): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : bySku(a, b))

/** The items, in memory: a scanner does not wait for a database. */
export class ItemCatalogue implements Catalogue {
  readonly size: Cell<number>
  private readonly entries = new Map<string, Entry>()
  private readonly byBarcode = new Map<string, string>()
  private readonly documents: ReadonlyMap<string, DocumentOf<'items'>>
  private readonly nameOrder = new SortedList(byName)
  private readonly skuOrder = new SortedList(bySku)

  constructor(documents: ReadonlyMap<string, DocumentOf<'items'>>) {
    this.documents = documents
    for (const document of documents.values()) this.put(document)
    this.size = new Cell(this.entries.size)
    // Now, and not at the first key that somebody presses.
    this.nameOrder.get()
    this.skuOrder.get()
  }

  changed(skus: readonly string[]): void {
    for (const sku of skus) {
      this.takeAway(sku)
      const document = this.documents.get(sku)
      if (document !== undefined) this.put(document)
    }
    this.size.set(this.entries.size)
  }

  entry(sku: string): Entry | undefined {
    return this.entries.get(sku)
  }

  /** All items by their names, as people look for them. */
  inNameOrder(): readonly Entry[] {
    return this.nameOrder.get()
  }

  inSkuOrder(): readonly Entry[] {
    return this.skuOrder.get()
  }

  item(sku: string): Item | null {
    return this.entries.get(sku)?.item ?? null
  }

  find(code: string): Item | null {
    const text = code.trim()
    const entry = () => this.entries.get(text) ?? this.entries.get(text.toUpperCase())
    return this.item(this.byBarcode.get(text) ?? '') ?? entry()?.item ?? null
  }

  search(text: string, limit: number, all = false): readonly Item[] {
    const words = wordsOf(text)
    if (words.length === 0) return []
    // Taken in the order of names, each rank is in order by itself: nothing has to be sorted while somebody types.
    const byRank: Entry[][] = [[], [], [], [], []]
    for (const entry of this.inNameOrder()) {
      if (!all && !entry.item.listed) continue
      const found = byRank[rank(entry, words)]
      if (found !== undefined && found.length < limit) found.push(entry)
    }
    const [, ...ranks] = byRank
    return ranks
      .toReversed()
      .flat()
      .slice(0, limit)
      .map(({ item }) => item)
  }

  private put(document: DocumentOf<'items'>): void {
    const entry = entryOf(document)
    this.entries.set(document.sku, entry)
    this.nameOrder.add(entry)
    this.skuOrder.add(entry)
    for (const barcode of document.barcodes) this.byBarcode.set(barcode, document.sku)
  }

  private takeAway(sku: string): void {
    const entry = this.entries.get(sku)
    if (entry === undefined) return
    this.entries.delete(sku)
    this.nameOrder.remove(entry)
    this.skuOrder.remove(entry)
    for (const barcode of entry.item.barcodes) if (this.byBarcode.get(barcode) === sku) this.byBarcode.delete(barcode)
  }
}
