import type { Cart } from '../../app/terminal.ts'
import type { Desk } from '../../replica/desk.ts'
import { Cell } from '../live.ts'
import type { Timers } from '../timers.ts'
import {
  type CartDocument,
  type CartLineDocument,
  type CartVoucherDocument,
  cartSchema,
  isEmpty,
} from './cartDocument.ts'
import { cartView, nextExpiry, type ShortageSight } from './cartView.ts'

const keyPrefix = 'cart:'

/** The carts as the screen shows them. */
interface CartsView {
  readonly onCounter: Cart
  readonly parked: readonly Cart[]
}

export interface CartsOptions {
  readonly desk: Desk
  readonly timers: Timers
  readonly newId: () => string
  readonly sight: () => ShortageSight
}

/** The carts of this terminal: the one on the counter and the parked ones, as they are kept and as they are shown. */
export class Carts {
  readonly onCounter: Cell<Cart>
  readonly parked: Cell<readonly Cart[]>
  private readonly documents = new Map<string, CartDocument>()
  private currentId: string
  /** Acts whose writes are under way. */
  private underWay = 0
  private callOff: () => void = () => undefined
  private readonly options: CartsOptions

  constructor(options: CartsOptions) {
    this.options = options
    for (const { key, body } of options.desk.rows) if (key.startsWith(keyPrefix)) this.keep(cartSchema.parse(body))
    const current = [...this.documents.values()].find(({ parkedAt }) => parkedAt === null) ?? this.empty()
    this.currentId = current.id
    this.keep(current)
    this.onCounter = new Cell(cartView(current, options.sight(), undefined))
    this.parked = new Cell<readonly Cart[]>([])
    this.publish()
  }

  current(): CartDocument {
    const cart = this.documents.get(this.currentId)
    if (cart === undefined) throw new Error('The counter has lost its cart')
    return cart
  }

  get(id: string): CartDocument | undefined {
    return this.documents.get(id)
  }

  all(): Iterable<CartDocument> {
    return this.documents.values()
  }

  /** The cart and line that a line's id names. */
  find(lineId: string): { cart: CartDocument; line: CartLineDocument } | null {
    for (const cart of this.documents.values()) {
      const line = cart.lines.find(({ id }) => id === lineId)
      if (line !== undefined) return { cart, line }
    }
    return null
  }

  /** The cart that has a voucher. */
  findVoucher(id: string): { cart: CartDocument; voucher: CartVoucherDocument } | null {
    for (const cart of this.documents.values()) {
      const voucher = cart.vouchers.find((one) => one.id === id)
      if (voucher !== undefined) return { cart, voucher }
    }
    return null
  }

  /** Keeps carts as they are now. @returns what has to be written for it */
  put(...carts: readonly CartDocument[]): Map<string, unknown> {
    // Whose goods are all put back has gone; what is sold on the same cart next is another sale.
    for (const cart of carts) this.keep(isEmpty(cart) ? { ...cart, number: null } : cart)
    return new Map(carts.map((cart) => [keyPrefix + cart.id, isEmpty(cart) ? null : cart]))
  }

  /** Takes a cart away for good. @returns what has to be written for it */
  forget(id: string): Map<string, unknown> {
    this.documents.delete(id)
    if (id === this.currentId) this.begin()
    return new Map([[keyPrefix + id, null]])
  }

  /** A new cart on the counter, or another one. */
  begin(cart: CartDocument = this.empty()): void {
    this.keep(cart)
    this.currentId = cart.id
  }

  /**
   * Shows what an act made of the carts, as they stand at this moment, once that would survive a crash; what later acts make of them waits for
   * their own writes. What could not be written is never shown.
   */
  async showOnce(written: Promise<void>): Promise<void> {
    const view = this.view()
    this.underWay += 1
    await written
    this.underWay -= 1
    if (this.underWay > 0) this.show(view)
    else this.publish()
  }

  /** Shows the carts as they stand at this moment, unless some of it is not on the disk yet: then that write will show them. */
  publish(): void {
    if (this.underWay === 0) this.show(this.view())
  }

  stop(): void {
    this.callOff()
  }

  private view(): CartsView {
    const sight = this.options.sight()
    const before = this.parked.get()
    const parked = [...this.documents.values()]
      .filter(({ parkedAt }) => parkedAt !== null)
      .toSorted((a, b) => (b.parkedAt ?? 0) - (a.parkedAt ?? 0))
      .map((cart) =>
        cartView(
          cart,
          sight,
          before.find(({ id }) => id === cart.id),
        ),
      )
    return { onCounter: cartView(this.current(), sight, this.onCounter.get()), parked }
  }

  private show({ onCounter, parked }: CartsView): void {
    const before = this.parked.get()
    this.onCounter.set(onCounter)
    const same = parked.length === before.length && parked.every((cart, index) => cart === before[index])
    if (!same) this.parked.set(parked)
    this.watchExpiry()
  }

  private watchExpiry(): void {
    this.callOff()
    const { now } = this.options.sight()
    const next = nextExpiry([this.onCounter.get(), ...this.parked.get()], now)
    if (next < Infinity)
      this.callOff = this.options.timers.after(Math.max(1, Math.min(next - now, 60_000)), () => this.publish())
  }

  private keep(cart: CartDocument): void {
    this.documents.set(cart.id, cart)
  }

  private empty(): CartDocument {
    const nothing = { lines: [], seats: [], vouchers: [] }
    return { id: this.options.newId(), label: '', parkedAt: null, number: null, keeping: null, ...nothing }
  }
}
