import type { CopiedCampaign } from '../../../shared/kinds/voucher/copies.ts'
import { discountsOf } from '../../../shared/orders/discount.ts'
import { type OrderLine, sumOf } from '../../../shared/orders/orders.ts'
import type { Rejection } from '../../../shared/protocol/verdicts.ts'
import type { CartVoucher, VoucherTrouble } from '../../app/terminal.ts'
import type { CartDocument, CartVoucherDocument } from './cartDocument.ts'
import { type ClaimState, type Sight, standingOf } from './standing.ts'

/** What vouchers of carts are told from. */
export interface VoucherSightings extends Sight {
  /** The campaign of a code; null if none here has it, any more. */
  campaignOf(code: string): CopiedCampaign | null
}

export interface Bill {
  /** In the order of the cart. */
  readonly vouchers: readonly CartVoucher[]
  /** In minor units, less what the vouchers take off. */
  readonly total: number
}

/** What a cart comes to. A voucher takes something off while it is held, or asked for; the hub's no and a fuse that has run out end that. */
export const billOf = (cart: CartDocument, sight: VoucherSightings): Bill => {
  const goods = goodsOf(cart)
  const held = cart.vouchers.map((voucher) => ({ ...voucher, ...heldAsOf(voucher, sight) }))
  const counted = held.filter(({ counts }) => counts)
  const lines = [...goods, ...counted.map(({ code, name }) => voucherLine(code, name))]
  const { discounts, unfit } = discountsOf(lines, sight.campaignOf)
  const unfitCodes = new Set(unfit.flatMap((place) => counted[place - goods.length]?.code ?? []))
  const offOf = new Map(discounts.map(({ code, amount }) => [code, amount]))
  const sum = sumOf(goods)
  const vouchers = held.map(({ id, code, name, state, placedAt, expiresAt, counts, trouble }): CartVoucher => {
    const campaign = sight.campaignOf(code)
    const off = offOf.get(code) ?? 0
    const misfit = counts && off === 0 ? misfitOf(campaign, sum, unfitCodes.has(code)) : null
    return {
      ...{ id, code, name, state, placedAt, expiresAt, off, trouble: trouble ?? misfit },
      ...{ discount: campaign?.discount ?? null, minimum: campaign?.minimum ?? null },
    }
  })
  return { vouchers, total: sum - vouchers.reduce((all, { off }) => all + off, 0) }
}

/** A use of a code as a line of a sale. */
export const voucherLine = (code: string, name: string): OrderLine => ({
  ...{ line: { kind: 'voucher', code }, name, price: 0 },
})

const goodsOf = ({ lines, seats }: CartDocument): OrderLine[] => [
  ...lines.map(
    ({ sku, quantity, name, price }): OrderLine => ({ line: { kind: 'stock', sku, quantity }, name, price }),
  ),
  ...seats.flatMap((group) =>
    group.seats.map(
      ({ seat, label, price }): OrderLine => ({
        ...{ line: { kind: 'seat', event: group.event, seat }, name: label, price },
      }),
    ),
  ),
]

interface HeldAs extends Pick<CartVoucher, 'state' | 'placedAt' | 'expiresAt' | 'trouble'> {
  /** False: it takes nothing off as it is. */
  readonly counts: boolean
}

const notHeld = (placedAt: number): HeldAs => ({
  ...{ state: 'expired', placedAt, expiresAt: null, trouble: null, counts: false },
})

const heldAsOf = (voucher: CartVoucherDocument, sight: VoucherSightings): HeldAs => {
  const { claim } = standingOf(voucher, sight)
  if (claim === null || claim.type === 'over') return notHeld(0)
  if (claim.type === 'refused') return { ...notHeld(0), state: 'refused', trouble: troubleOf(claim.rejection) }
  const { placedAt, expiresAt } = claim
  if (expiresAt <= sight.now) return { ...notHeld(placedAt), expiresAt }
  const isKnown = sight.campaignOf(voucher.code) !== null
  return { state: claim.type, placedAt, expiresAt, trouble: isKnown ? null : 'void', counts: isKnown }
}

/** Why the hub did not give a code. */
const troubleOf = (rejection: Extract<ClaimState, { type: 'refused' }>['rejection']): VoucherTrouble => {
  if (rejection.code !== 'conflict') return 'refused'
  switch (firstConflict(rejection)) {
    case 'voucher_used':
      return 'used'
    case 'voucher_held':
      return 'held'
    case 'limit_reached':
      return 'limit'
    case 'voucher_not_valid':
      return 'void'
    case 'sold_out':
    case 'slot_taken':
    case 'outside_hours':
    case 'seat_taken':
    case 'not_listed':
    case undefined:
      return 'refused'
  }
}

const firstConflict = ({ conflicts }: Extract<Rejection, { code: 'conflict' }>) => conflicts[0]?.code

const misfitOf = (campaign: CopiedCampaign | null, sum: number, isUnfit: boolean): VoucherTrouble => {
  if (!isUnfit) return 'nothing_left'
  return sum < (campaign?.minimum ?? 0) ? 'below_minimum' : 'no_item'
}
