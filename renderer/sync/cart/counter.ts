import type { AddAnswer, Counter, Item, Receipt } from '../../app/terminal.ts'
import type { ItemCatalogue } from '../catalogue.ts'
import { isOpen } from '../commandRecord.ts'
import { isPlacing } from '../entries.ts'
import type { Outbox } from '../outbox.ts'
import type { Picture } from '../picture.ts'
import { quantityIn } from '../stockSight.ts'
import type { CartDocument, CartLineDocument } from './cartDocument.ts'
import type { Carts } from './carts.ts'
import { holdsOfLine, type ShortageSight, shortageOf } from './cartView.ts'
import { type Plan, planQuantity, planRelease, wants } from './plan.ts'
import type { ReceiptBook } from './receiptBook.ts'
import { sellOf } from './sale.ts'
import { standingOf } from './standing.ts'
import type { WaitedFor } from './waitedFor.ts'

export interface CounterOptions {
  readonly carts: Carts
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
}

type Work = Pick<Plan, 'commands' | 'void' | 'deal'>

/** The counter: carts whose lines are held as they are scanned. Each act is decided in memory and written in one step. */
export class CounterDesk implements Counter {
  readonly cart: Counter['cart']
  readonly parked: Counter['parked']
  readonly receipts: Counter['receipts']
  readonly nowFree: Counter['nowFree']
  private readonly options: CounterOptions

  constructor(options: CounterOptions) {
    this.options = options
    this.cart = options.carts.onCounter
    this.parked = options.carts.parked
    this.receipts = options.receipts.receipts
    this.nowFree = options.waitedFor.nowFree
  }

  async scan(code: string): Promise<AddAnswer> {
    const item = this.options.catalogue.find(code)
    return item === null ? { ok: false, why: 'unknown', code } : this.add(item.sku, 1)
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
    if (found === null) return { ok: false, why: 'unknown', code: lineId }
    return this.bring(found.cart, found.line, found.line.quantity, this.itemOf(found.line))
  }

  async remove(lineId: string): Promise<void> {
    const found = this.options.carts.find(lineId)
    if (found === null) return
    const { cart, line } = found
    const lines = cart.lines.filter(({ id }) => id !== lineId)
    await this.write([this.releaseOf(line, 'removed')], this.options.carts.put({ ...cart, lines }))
  }

  async voidAll(): Promise<void> {
    const { carts } = this.options
    const cart = carts.current()
    const work = cart.lines.map((line) => this.releaseOf(line, 'voided'))
    await this.write(work, carts.forget(cart.id))
  }

  async park(label: string): Promise<void> {
    const { carts } = this.options
    const cart = carts.current()
    if (cart.lines.length === 0) return
    const changes = carts.put({ ...cart, label, parkedAt: this.options.sight().now })
    carts.begin()
    await this.write([], changes)
  }

  async recall(cartId: string): Promise<void> {
    const { carts } = this.options
    const wanted = carts.get(cartId)
    const present = carts.current()
    if (wanted === undefined || wanted.id === present.id) return
    const recalled: CartDocument = { ...wanted, parkedAt: null }
    // What is on the counter is not lost: it takes the place of the one that is recalled.
    const parked = { ...present, parkedAt: this.options.sight().now }
    const changes =
      present.lines.length === 0
        ? new Map([...carts.forget(present.id), ...carts.put(recalled)])
        : carts.put(parked, recalled)
    carts.begin(recalled)
    await this.write([], changes)
  }

  async pay(tendered: number): Promise<Receipt | null> {
    const { carts, outbox, receipts, actor, newId, location, currency } = this.options
    const cart = carts.current()
    const sight = this.options.sight()
    const total = cart.lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0)
    if (cart.lines.length === 0 || tendered < total) return null
    const { number, desk } = receipts.takeNumber(sight.now)
    const order = newId()
    const about = { order, number, location, currency: currency(), tendered, soldAt: sight.now }
    const command = sellOf(cart, sight, about)
    const given = { id: newId(), command, actor: actor(), issuedAt: sight.now }
    await carts.showOnce(outbox.add([given], { desk: new Map([...desk, ...carts.forget(cart.id)]) }))
    return receipts.find(order)
  }

  tellWhenFree(sku: string): void {
    this.options.waitedFor.add(sku)
  }

  dismissFree(sku: string): void {
    this.options.waitedFor.remove(sku)
  }

  /**
   * Answers what the hub said: asks for the quantity that a line was brought to while its hold was on its way, and counts as
   * seen to what a person has taken back before it was refused. Also after a start: what a crash cut off goes on here.
   */
  async reconcile(): Promise<void> {
    const { carts } = this.options
    const sight = this.options.sight()
    const work: Work[] = []
    const changes = new Map<string, unknown>()
    const claims = new Set<string>()
    for (const cart of carts.all()) {
      const lines = cart.lines.map((line) => {
        const standing = standingOf(line, sight)
        if (!wants(line, standing)) return line
        const plan = planQuantity(line, standing, line.quantity, this.planContext())
        work.push(plan)
        return plan.line
      })
      for (const hold of lines.flatMap(holdsOfLine)) claims.add(hold)
      if (lines.some((line, index) => line !== cart.lines[index]))
        for (const [key, body] of carts.put({ ...cart, lines })) changes.set(key, body)
    }
    const deal = this.answered(claims)
    if (deal.length > 0) work.push({ commands: [], void: [], deal })
    if (work.length > 0 || changes.size > 0) await this.write(work, changes, this.options.lastActor())
  }

  /** Refused holds that stand in no cart and were not sold: nobody wants them any more. */
  private answered(claims: ReadonlySet<string>): string[] {
    const { outbox } = this.options
    const answered: string[] = []
    for (const record of outbox.open()) {
      const { id, command } = record
      if (!isOpen(record) || !isPlacing(command)) continue
      if (!claims.has(command.hold) && !outbox.index.isSold(command.hold)) answered.push(id)
    }
    return answered
  }

  /** Brings a line of a cart, or a new one, to a quantity, if the local rules say that it can be held. */
  private async bring(cart: CartDocument, line: CartLineDocument, quantity: number, item: Item): Promise<AddAnswer> {
    const sight = this.options.sight()
    if (!line.inHand && quantity > sight.available(line.sku) + this.own(line)) {
      const shortage = shortageOf(line.sku, holdsOfLine(line), sight)
      return { ok: false, why: 'short', item, shortage }
    }
    const plan = planQuantity(line, standingOf(line, sight), quantity, this.planContext())
    const known = cart.lines.some(({ id }) => id === line.id)
    const lines = known ? cart.lines.map((one) => (one.id === line.id ? plan.line : one)) : [...cart.lines, plan.line]
    await this.write([plan], this.options.carts.put({ ...cart, lines }))
    return { ok: true, line: line.id }
  }

  /** How many pieces a line keeps from others already. */
  private own(line: CartLineDocument): number {
    for (const id of holdsOfLine(line)) {
      const hold = this.options.picture.hold(id)
      if (hold !== null) return quantityIn(hold, line.sku)
    }
    return 0
  }

  private releaseOf(line: CartLineDocument, reason: string): Work {
    return planRelease(line, standingOf(line, this.options.sight()), reason, this.options.newId)
  }

  private async write(
    work: readonly Work[],
    desk: ReadonlyMap<string, unknown>,
    actor = this.options.actor(),
  ): Promise<void> {
    const { carts, outbox } = this.options
    const issuedAt = this.options.sight().now
    const commands = work.flatMap((one) => one.commands)
    await carts.showOnce(
      outbox.add(
        commands.map(({ id, command }) => ({ id, command, actor, issuedAt })),
        { void: work.flatMap((one) => one.void), deal: work.flatMap(({ deal }) => deal), desk },
      ),
    )
  }

  private planContext() {
    const { location, newId } = this.options
    return { location, newId, ttlSeconds: this.options.sight().ttlSeconds }
  }

  private newLine(item: Item, inHand: boolean): CartLineDocument {
    const { sku, name, price } = item
    return { id: this.options.newId(), sku, name, price, quantity: 0, inHand, claim: null, before: null }
  }

  /** The item of a line, also if it has left the catalogue since. */
  private itemOf(line: CartLineDocument): Item {
    const { sku, name, price } = line
    return this.options.catalogue.item(sku) ?? { sku, name, price, barcodes: [], currency: this.options.currency() }
  }
}
