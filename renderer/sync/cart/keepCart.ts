import { mostKeptLines, type OrderCommandOf } from '../../../shared/orders/orderCommands.ts'
import { orderNumberOf } from '../../../shared/orders/saleReference.ts'
import type { Cart, KeepAnswer, KeepObstacle, KeepWish } from '../../app/terminal.ts'
import { isAccepted, isRefused, isWaited } from '../commandRecord.ts'
import type { Outbox } from '../outbox.ts'
import { type CartDocument, hasNoGoods, wishesOf } from './cartDocument.ts'
import type { Carts } from './carts.ts'
import { cartView, type ShortageSight } from './cartView.ts'
import type { CartWork } from './cartWork.ts'
import type { ReceiptBook } from './receiptBook.ts'
import { usedOf } from './sale.ts'
import { standingOf } from './standing.ts'
import { billOf } from './vouchers.ts'

export interface KeepCartOptions {
  readonly carts: Carts
  readonly work: CartWork
  readonly outbox: Outbox
  readonly receipts: ReceiptBook
  readonly sight: () => ShortageSight
  readonly location: string
  readonly currency: () => string
  readonly newId: () => string
}

type Keep = OrderCommandOf<'order.keep'>

/**
 * Keeps what is on the counter for a customer who comes back (SPEC O18 to O20). The hub alone can promise that, so it takes a network; while it is asked
 * the cart stands among the parked ones and nobody touches it. Its yes takes the cart away, and its no leaves it there as it was.
 */
export class KeepCart {
  constructor(private readonly options: KeepCartOptions) {}

  async keep(wish: KeepWish): Promise<KeepAnswer> {
    const { carts, work, receipts, newId } = this.options
    const sight = this.options.sight()
    const cart = carts.current()
    // By the cart as it is, and not as it is shown: what was scanned this moment is on no screen before it is on the disk.
    const why = obstacleToKeep(cartView(cart, sight, undefined), sight)
    if (why !== null) return { ok: false, why }
    const used = new Set(usedOf(billOf(cart, sight)).map(({ id }) => id))
    const left = cart.vouchers.filter(({ id }) => !used.has(id))
    const whole: CartDocument = { ...cart, vouchers: cart.vouchers.filter(({ id }) => used.has(id)) }
    const taken = cart.number === null ? receipts.takeNumber(sight.now) : { number: cart.number, desk: [] }
    const command = this.commandOf(whole, wish, orderNumberOf(taken.number), sight)
    const keeping = { command: newId(), order: command.order, number: command.number }
    const label = (wish.customer.name ?? wish.customer.phone ?? '').slice(0, 60)
    const parked = { ...whole, label, number: taken.number, parkedAt: sight.now, keeping }
    const changes = carts.put(parked)
    carts.begin()
    await work.write(
      [
        { commands: [{ id: keeping.command, command }], void: [], deal: [] },
        ...left.map((one) => work.releaseOf(one, 'not used')),
      ],
      new Map([...taken.desk, ...changes]),
    )
    return { ok: true, order: command.order, number: command.number }
  }

  /** Carts of which the hub has said that they are kept. */
  kept(): readonly string[] {
    const { carts, outbox } = this.options
    return [...carts.all()].flatMap(({ id, keeping }) => {
      if (keeping === null) return []
      const record = outbox.get(keeping.command)
      // A command that was forgotten was accepted long ago.
      return record === undefined || isAccepted(record) ? [id] : []
    })
  }

  /** Carts of which the hub has said no and a person has seen that: from now on parked as any other, for what they saw to is forgotten one day, as what was accepted is. */
  seenTo(): readonly CartDocument[] {
    const { carts, outbox } = this.options
    return [...carts.all()].flatMap((cart): CartDocument[] => {
      const record = cart.keeping === null ? undefined : outbox.get(cart.keeping.command)
      return record === undefined || isWaited(record) || isAccepted(record) ? [] : [{ ...cart, keeping: null }]
    })
  }

  /** A parked cart as it goes back to the counter, and the refusal that is seen to by that; null while the hub is asked. */
  backOf(cart: CartDocument): { cart: CartDocument; deal: readonly string[] } | null {
    if (cart.keeping === null) return { cart, deal: [] }
    const record = this.options.outbox.get(cart.keeping.command)
    if (record === undefined || !isRefused(record)) return null
    return { cart: { ...cart, keeping: null }, deal: [record.id] }
  }

  private commandOf(
    cart: CartDocument,
    { customer, until, deposit }: KeepWish,
    number: string,
    sight: ShortageSight,
  ): Keep {
    const { location, currency, newId } = this.options
    return {
      ...{ type: 'order.keep', order: newId(), number, hold: newId(), location, currency: currency(), until, deposit },
      customer,
      takes: wishesOf(cart).flatMap((wish) =>
        wish.claim !== null && standingOf(wish, sight).claim?.type === 'held' ? [wish.claim.hold] : [],
      ),
      lines: [
        ...cart.lines.map(({ sku, quantity, name, price }): Keep['lines'][number] => ({
          ...{ line: { kind: 'stock', sku, quantity }, name: name.slice(0, 200), price },
        })),
        ...cart.vouchers.map(({ code, name }): Keep['lines'][number] => ({
          ...{ line: { kind: 'voucher', code }, name: name.slice(0, 200), price: 0 },
        })),
      ],
    }
  }
}

/** Why the cart on the counter cannot be kept as it stands; null if it can. What ran out is no hindrance: the hub takes it anew, if it is there. */
export const obstacleToKeep = (cart: Cart, sight: ShortageSight): KeepObstacle | null => {
  if (hasNoGoods(cart)) return 'empty'
  if (cart.seats.length > 0) return 'seats'
  if (!sight.isOnline()) return 'offline'
  if (cart.lines.some(({ state }) => state === 'refused')) return 'refused'
  if ([...cart.lines, ...cart.vouchers].some(({ state }) => state === 'asked')) return 'asked'
  return cart.lines.length + cart.vouchers.length > mostKeptLines ? 'too_many' : null
}
