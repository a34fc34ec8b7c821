import type { Page } from './questions.ts'

/** What can be pre-ordered of an item here, as the hub tells it. */
export interface GoodsToCome extends PreorderTermsTold {
  readonly sku: string
  readonly name: string
  /** In all: what is promised, what has arrived, and what can still be had. */
  readonly quantity: number
  readonly promised: number
  readonly arrived: number
  readonly available: number
}

/** On which terms. */
export interface PreorderTermsTold {
  readonly releaseAt: number
  /** Null: all is paid at once. */
  readonly depositPercent: number | null
  /** How much of a deposit goes back. */
  readonly refundPercent: number
  readonly graceSeconds: number
  readonly remindBeforeSeconds: readonly number[]
}

export interface WrittenGoodsToCome {
  readonly sku: string
  readonly isNew: boolean
  readonly pool: PreorderTermsTold & { readonly quantity: number }
}

export type GoodsSaved =
  | { readonly type: 'saved' | 'exists' | 'no_item' }
  /** So many are promised or have arrived already. */
  | { readonly type: 'too_few'; readonly taken: number }

export interface ArrivedGoods {
  /** Makes it one arrival, however often it is said. */
  readonly id: string
  readonly sku: string
  readonly quantity: number
  readonly reference?: string
}

/** Where goods that came went: to those who had pre-ordered them, first come first, and on sale. */
export interface Arrival {
  readonly promised: number
  readonly forSale: number
}

/** What is asked of the hub about goods to come. */
export interface PreorderQuestions {
  /** All that can be pre-ordered here, by SKU, and when the hub said so. */
  goodsToCome(cursor: string | null): Promise<Page<GoodsToCome>>
  /** Says how many of an item can be pre-ordered, and on which terms, as a whole. A manager's. */
  saveGoodsToCome(goods: WrittenGoodsToCome): Promise<GoodsSaved>
  /** Goods have come. A manager's. @returns null if nobody could pre-order them */
  goodsArrived(goods: ArrivedGoods): Promise<Arrival | null>
}
