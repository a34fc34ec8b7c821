import type { AddAnswer, Item, Shortage, VoucherObstacle } from '../../app/terminal.ts'

/** What could not be put into the cart, said in the place where it would have stood. */
export type Refusal =
  | {
      readonly kind: 'short'
      readonly id: string
      readonly item: Item
      readonly quantity: number
      readonly shortage: Shortage
    }
  /** The shop does not sell it any more. */
  | { readonly kind: 'unlisted'; readonly id: string; readonly item: Item }
  | { readonly kind: 'unknown'; readonly id: string; readonly code: string }
  | { readonly kind: 'voucher'; readonly id: string; readonly code: string; readonly obstacle: VoucherObstacle }

/** What is said in the cart of an answer that was no. */
export const refusalOf = (answer: Extract<AddAnswer, { ok: false }>, quantity: number): Refusal => {
  switch (answer.why) {
    case 'unknown':
      return { kind: 'unknown', id: `code:${answer.code}`, code: answer.code }
    case 'unlisted':
      return { kind: 'unlisted', id: answer.item.sku, item: answer.item }
    case 'voucher':
      return { kind: 'voucher', id: `voucher:${answer.code}`, code: answer.code, obstacle: answer.obstacle }
    case 'short':
      return { kind: 'short', id: answer.item.sku, item: answer.item, quantity, shortage: answer.shortage }
  }
}
