import type { AddAnswer, CheckedCode, VoucherObstacle } from '../../app/terminal.ts'
import type { CartDocument, CartVoucherDocument } from './cartDocument.ts'
import type { Carts } from './carts.ts'
import type { ShortageSight } from './cartView.ts'
import type { CartWork } from './cartWork.ts'
import { planVoucher } from './plan.ts'
import { standingOf } from './standing.ts'

export interface VoucherCartOptions {
  readonly carts: Carts
  readonly work: CartWork
  readonly sight: () => ShortageSight
  /** How a code stands by the copy and what was done here. */
  readonly check: (code: string) => CheckedCode
  readonly newId: () => string
}

/** Vouchers of carts. What the copy refuses is refused at once; the rest is held, and used with the sale (SPEC S7). */
export class VoucherCart {
  constructor(private readonly options: VoucherCartOptions) {}

  async add(text: string): Promise<AddAnswer> {
    const { carts, check, newId } = this.options
    const checked = check(text)
    const { code, campaign } = checked
    if (campaign === null) return { ok: false, why: 'unknown', code: text }
    const cart = carts.current()
    const isTwice = cart.vouchers.some((one) => one.code === code)
    const obstacle = isTwice ? 'twice' : this.obstacleTo(checked)
    if (obstacle !== null) return { ok: false, why: 'voucher', code, obstacle }
    const voucher = { id: newId(), code, name: campaign.name, claim: null, before: null }
    return this.bring(cart, voucher)
  }

  async holdAgain(id: string): Promise<AddAnswer> {
    const { carts, check } = this.options
    const found = carts.findVoucher(id)
    if (found === null) return { ok: false, why: 'unknown', code: id }
    const { cart, voucher } = found
    const obstacle = this.obstacleTo(check(voucher.code))
    if (obstacle !== null) return { ok: false, why: 'voucher', code: voucher.code, obstacle }
    return this.bring(cart, voucher)
  }

  async remove(id: string): Promise<void> {
    const { carts, work } = this.options
    const found = carts.findVoucher(id)
    if (found === null) return
    const { cart, voucher } = found
    const vouchers = cart.vouchers.filter((one) => one.id !== id)
    await work.write([work.releaseOf(voucher, 'removed')], carts.put({ ...cart, vouchers }))
  }

  /** Why a code cannot be had at a counter as it stands. */
  private obstacleTo({ state, campaign }: CheckedCode): VoucherObstacle | null {
    // Nobody at a counter is known by more than their face (SPEC V4).
    if (campaign !== null && campaign.perCustomer !== null) return 'named'
    if (state === 'free') return null
    return state === 'unknown' ? 'void' : state
  }

  private async bring(cart: CartDocument, voucher: CartVoucherDocument): Promise<AddAnswer> {
    const { carts, work, sight } = this.options
    const plan = planVoucher(voucher, standingOf(voucher, sight()), work.context())
    const isKnown = cart.vouchers.some(({ id }) => id === voucher.id)
    const vouchers = isKnown
      ? cart.vouchers.map((one) => (one.id === voucher.id ? plan.wish : one))
      : [...cart.vouchers, plan.wish]
    await work.write([plan], carts.put({ ...cart, vouchers }))
    return { ok: true, line: voucher.id }
  }
}
