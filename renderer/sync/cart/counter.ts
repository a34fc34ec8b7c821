import type { CounterMethod } from '../../../shared/orders/sell.ts'
import type { AddAnswer, Counter, Item, KeepAnswer, KeepObstacle, KeepWish, Receipt } from '../../app/terminal.ts'
import type { ItemCatalogue } from '../catalogue.ts'
import type { Outbox } from '../outbox.ts'
import type { Picture } from '../picture.ts'
import { quantityIn } from '../stockSight.ts'
import { type CartDocument, type CartLineDocument, hasNoGoods, isEmpty, wishesOf } from './cartDocument.ts'
import type { Carts } from './carts.ts'
import { holdsOfWish, type ShortageSight, shortageOf } from './cartView.ts'
import type { CartWork } from './cartWork.ts'
import { KeepCart, obstacleToKeep } from './keepCart.ts'
import { planQuantity } from './plan.ts'
import type { ReceiptBook } from './receiptBook.ts'
import { reconcile } from './reconcile.ts'
import type { Refused } from './seatGroups.ts'
import { sellOf, usedOf } from './sale.ts'
import { standingOf } from './standing.ts'
import type { VoucherCart } from './voucherCart.ts'
import { billOf } from './vouchers.ts'
import type { WaitedFor } from './waitedFor.ts'

export interface CounterOptions {
  readonly carts: Carts
  readonly work: CartWork
  readonly vouchers: VoucherCart
  readonly outbox: Outbox
  readonly picture: Picture
  readonly catalogue: ItemCatalogue
  readonly receipts: ReceiptBook
  readonly waitedFor: WaitedFor
  readonly sight: () => ShortageSight
  readonly location: string
  readonly currency: () => string
  /** Who is signed in. */
  readonly actor: () => string
  /** Who was the last to do something here, for what follows from it by itself. */
  readonly lastActor: () => string
  readonly newId: () => string
  /** Seats of carts could not be had. */
  readonly lost: (refused: readonly Refused[]) => void
}

/** The counter: carts whose lines are held as they are scanned. Each act is decided in memory and written in one step. */
export class CounterDesk implements Counter {
  readonly cart: Counter['cart']
  readonly parked: Counter['parked']
  readonly receipts: Counter['receipts']
  readonly nowFree: Counter['nowFree']
  private readonly options: CounterOptions
  private readonly work: CartWork
  private readonly keeper: KeepCart

  constructor(options: CounterOptions) {
    this.options = options
    this.work = options.work
    this.keeper = new KeepCart(options)
    this.cart = options.carts.onCounter
    this.parked = options.carts.parked
    this.receipts = options.receipts.receipts
    this.nowFree = options.waitedFor.nowFree
  }

  async scan(code: string): Promise<AddAnswer> {
    const item = this.options.catalogue.find(code)
    return item === null ? this.addVoucher(code) : this.add(item.sku, 1)
  }

  addVoucher(code: string): Promise<AddAnswer> {
    return this.options.vouchers.add(code)
  }

  async add(sku: string, quantity: number): Promise<AddAnswer> {
    const item = this.options.catalogue.item(sku)
    if (item === null) return { ok: false, why: 'unknown', code: sku }
    const cart = this.options.carts.current()
    const line = cart.lines.find((one) => one.sku === sku && !one.inHand) ?? this.newLine(item, false)
    return this.bring(cart, line, line.quantity + quantity, item)
  }

  async addInHand(sku: string, quantity: number): Promise<AddAnswer> {
    const item = this.options.catalogue.item(sku)
    if (item === null) return { ok: false, why: 'unknown', code: sku }
    const cart = this.options.carts.current()
    const line = cart.lines.find((one) => one.sku === sku && one.inHand) ?? this.newLine(item, true)
    return this.bring(cart, line, line.quantity + quantity, item)
  }

  async setQuantity(lineId: string, quantity: number): Promise<AddAnswer> {
    const found = this.options.carts.find(lineId)
    if (found === null) return { ok: false, why: 'unknown', code: lineId }
    if (quantity <= 0) {
      await this.remove(lineId)
      return { ok: true, line: lineId }
    }
    return this.bring(found.cart, found.line, quantity, this.itemOf(found.line))
  }

  async holdAgain(lineId: string): Promise<AddAnswer> {
    const found = this.options.carts.find(lineId)
    if (found === null) return this.options.vouchers.holdAgain(lineId)
    return this.bring(found.cart, found.line, found.line.quantity, this.itemOf(found.line))
  }

  async remove(lineId: string): Promise<void> {
    const found = this.options.carts.find(lineId)
    if (found === null) return this.options.vouchers.remove(lineId)
    const { cart, line } = found
    const lines = cart.lines.filter(({ id }) => id !== lineId)
    await this.work.write([this.work.releaseOf(line, 'removed')], this.options.carts.put({ ...cart, lines }))
  }

  async voidAll(): Promise<void> {
    const { carts } = this.options
    const cart = carts.current()
    const work = wishesOf(cart).map((wish) => this.work.releaseOf(wish, 'voided'))
    await this.work.write(work, carts.forget(cart.id))
  }

  async park(label: string): Promise<void> {
    const { carts } = this.options
    const cart = carts.current()
    if (isEmpty(cart)) return
    const changes = carts.put({ ...cart, label, parkedAt: this.options.sight().now })
    carts.begin()
    await this.work.write([], changes)
  }

  async recall(cartId: string): Promise<void> {
    const { carts } = this.options
    const wanted = carts.get(cartId)
    const present = carts.current()
    if (wanted === undefined || wanted.id === present.id) return
    const back = this.keeper.backOf(wanted)
    if (back === null) return
    const recalled: CartDocument = { ...back.cart, parkedAt: null }
    // What is on the counter is not lost: it takes the place of the one that is recalled.
    const parked = { ...present, parkedAt: this.options.sight().now }
    const changes = isEmpty(present)
      ? new Map([...carts.forget(present.id), ...carts.put(recalled)])
      : carts.put(parked, recalled)
    carts.begin(recalled)
    await this.work.write([{ commands: [], void: [], deal: back.deal }], changes)
  }

  obstacleToKeep(): KeepObstacle | null {
    return obstacleToKeep(this.cart.get(), this.options.sight())
  }

  keep(wish: KeepWish): Promise<KeepAnswer> {
    return this.keeper.keep(wish)
  }

  async takeNumber(): Promise<string> {
    const { carts, receipts } = this.options
    const cart = carts.current()
    if (cart.number !== null) return cart.number
    const { number, desk } = receipts.takeNumber(this.options.sight().now)
    await this.work.write([], new Map([...desk, ...carts.put({ ...cart, number })]))
    return number
  }

  async pay(tendered: number, method: CounterMethod = 'cash'): Promise<Receipt | null> {
    const { carts, receipts, newId, location, currency } = this.options
    const cart = carts.current()
    const sight = this.options.sight()
    const bill = billOf(cart, sight)
    if (hasNoGoods(cart) || tendered < bill.total || carts.onCounter.get().unsure !== null) return null
    if (method !== 'cash' && tendered !== bill.total) return null
    const { number, desk } = cart.number === null ? receipts.takeNumber(sight.now) : { number: cart.number, desk: [] }
    const order = newId()
    const paid = method === 'cash' ? { tendered } : { tendered, method }
    const about = { order, number, location, currency: currency(), ...paid, soldAt: sight.now }
    const command = sellOf(cart, bill, sight, about)
    const used = new Set(usedOf(bill).map(({ id }) => id))
    const left = cart.vouchers.filter(({ id }) => !used.has(id)).map((one) => this.work.releaseOf(one, 'not used'))
    await this.work.write(
      [{ commands: [{ id: newId(), command }], void: [], deal: [] }, ...left],
      new Map([...desk, ...carts.forget(cart.id)]),
    )
    return receipts.find(order)
  }

  tellWhenFree(sku: string): void {
    this.options.waitedFor.add(sku)
  }

  dismissFree(sku: string): void {
    this.options.waitedFor.remove(sku)
  }

  /** Answers what the hub said. Also after a start: what a crash cut off goes on here. */
  async reconcile(): Promise<void> {
    const { carts, outbox, lost } = this.options
    // What they held is an order's by now.
    const kept = this.keeper.kept().flatMap((id) => [...carts.forget(id)])
    const seenTo = this.keeper.seenTo().flatMap((cart) => [...carts.put(cart)])
    const found = reconcile(carts.all(), outbox, this.options.sight(), this.work.context())
    if (found.lost.length > 0) lost(found.lost)
    if (found.work.length + found.carts.length + kept.length + seenTo.length === 0) return
    const desk = new Map([...kept, ...seenTo, ...found.carts.flatMap((cart) => [...carts.put(cart)])])
    await this.work.write(found.work, desk, this.options.lastActor())
  }

  /** Brings a line of a cart, or a new one, to a quantity, if the local rules say that it can be held. */
  private async bring(cart: CartDocument, line: CartLineDocument, quantity: number, item: Item): Promise<AddAnswer> {
    const sight = this.options.sight()
    if (!item.listed && quantity > (line.inHand ? line.quantity : this.own(line)))
      return { ok: false, why: 'unlisted', item }
    if (!line.inHand && quantity > sight.available(line.sku) + this.own(line)) {
      const shortage = shortageOf(line.sku, holdsOfWish(line), sight)
      return { ok: false, why: 'short', item, shortage }
    }
    const plan = planQuantity(line, standingOf(line, sight), quantity, this.work.context())
    const known = cart.lines.some(({ id }) => id === line.id)
    const lines = known ? cart.lines.map((one) => (one.id === line.id ? plan.wish : one)) : [...cart.lines, plan.wish]
    await this.work.write([plan], this.options.carts.put({ ...cart, lines }))
    return { ok: true, line: line.id }
  }

  /** How many pieces a line keeps from others already. */
  private own(line: CartLineDocument): number {
    for (const id of holdsOfWish(line)) {
      const hold = this.options.picture.hold(id)
      if (hold !== null) return quantityIn(hold, line.sku)
    }
    return 0
  }

  private newLine(item: Item, inHand: boolean): CartLineDocument {
    const { sku, name, price } = item
    return { id: this.options.newId(), sku, name, price, quantity: 0, inHand, claim: null, before: null }
  }

  /** The item of a line, also if it has left the catalogue since. */
  private itemOf(line: CartLineDocument): Item {
    const { sku, name, price } = line
    const unknown = { sku, name, price, barcodes: [], listed: true }
    return this.options.catalogue.item(sku) ?? { ...unknown, currency: this.options.currency() }
  }
}
