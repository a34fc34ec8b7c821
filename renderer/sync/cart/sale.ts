import { piecesOf, sumOf } from '../../../shared/orders/orders.ts'
import { methodOf, type Sell, type SellLine } from '../../../shared/orders/sell.ts'
import { ticketCode } from '../../../shared/orders/tickets.ts'
import { seatKey } from '../../../shared/kinds/seat/schema.ts'
import type { CartVoucher, Receipt, Ticket } from '../../app/terminal.ts'
import { type CommandRecord, isAccepted } from '../commandRecord.ts'
import type { CartDocument, CartLineDocument, SeatGroup } from './cartDocument.ts'
import { type Sight, standingOf } from './standing.ts'
import { type Bill, voucherLine } from './vouchers.ts'

/** The day of a moment as receipts have it: `yyMMdd` in the shop's zone. */
export const dayOf = (moment: number, timeZone: string): string => {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, year: '2-digit', month: '2-digit', day: '2-digit' })
  const part = new Map(parts.formatToParts(moment).map(({ type, value }) => [type, value]))
  return `${part.get('year') ?? ''}${part.get('month') ?? ''}${part.get('day') ?? ''}`
}

/** The last number that this terminal gave to a receipt. */
export interface ReceiptCount {
  readonly day: string
  readonly count: number
}

/** The next one. A clock that was set back does not make a number come twice: its day goes on. */
export const nextCount = (last: ReceiptCount, day: string): ReceiptCount =>
  day > last.day ? { day, count: 1 } : { day: last.day, count: last.count + 1 }

/** `3-261122-0017`: the hub gave each terminal a number of its own, so receipts are unique without asking anybody. */
export const receiptNumber = (terminalCode: string, { day, count }: ReceiptCount): string =>
  `${terminalCode}-${day}-${String(count).padStart(4, '0')}`

/**
 * A line as it is sold. While a larger hold is asked for in place of one that stands, the line is sold on both: the hub takes
 * from whichever is alive, and nothing stays held that has left the shop.
 */
const sellLines = (line: CartLineDocument, sight: Sight): SellLine[] => {
  const { sku, name, price, quantity, claim } = line
  const sold = (pieces: number, hold?: string): SellLine => ({
    ...{ line: { kind: 'stock', sku, quantity: pieces }, name, price },
    ...(hold === undefined ? {} : { hold }),
  })
  if (line.inHand || claim === null) return [sold(quantity)]
  const { before, claim: state } = standingOf(line, sight)
  if (before === null) return [sold(quantity, claim.hold)]
  if (state?.type === 'refused') return [sold(quantity, before.hold)]
  if (quantity === 1) return [sold(quantity, claim.hold)]
  const first = Math.min(before.quantity, quantity - 1)
  return [sold(first, before.hold), sold(quantity - first, claim.hold)]
}

/** Seats as they are sold: each on the hold that has it, or is asked to. */
const sellSeats = (group: SeatGroup, sight: Sight): SellLine[] => {
  const { claim: state } = standingOf(group, sight)
  const newest = state?.type === 'refused' ? null : group.claim
  return group.seats.map(({ seat, label, price }) => {
    const hold = [newest, group.before].find((claim) => claim?.seats.includes(seat))?.hold
    return {
      ...{ line: { kind: 'seat', event: group.event, seat }, name: `${group.title} · ${label}`.slice(0, 200), price },
      ...(hold === undefined ? {} : { hold }),
    }
  })
}

/** The vouchers that take something off, as they are used: each on the hold that has it, or is asked to. */
const sellVouchers = (cart: CartDocument, bill: Bill): SellLine[] =>
  usedOf(bill).map(({ id, code, name }) => {
    const hold = cart.vouchers.find((one) => one.id === id)?.claim?.hold
    return { ...voucherLine(code, name), ...(hold === undefined ? {} : { hold }) }
  })

/** The vouchers of a bill that a sale uses; the others are left to whom they belong. */
export const usedOf = ({ vouchers }: Bill): readonly CartVoucher[] => vouchers.filter(({ off }) => off > 0)

/** The sale of a whole cart, as a fact. */
export const sellOf = (
  cart: CartDocument,
  bill: Bill,
  sight: Sight,
  about: Pick<Sell, 'order' | 'number' | 'location' | 'currency' | 'tendered' | 'method' | 'soldAt'>,
): Sell => {
  const lines = [
    ...cart.lines.flatMap((line) => sellLines(line, sight)),
    ...cart.seats.flatMap((group) => sellSeats(group, sight)),
    ...sellVouchers(cart, bill),
  ]
  const discounts = usedOf(bill).map(({ code, off }) => ({ code, amount: off }))
  const taken = discounts.length === 0 ? {} : { discounts }
  return { type: 'order.sell', ...about, lines, ...taken, total: sumOf(lines, discounts) }
}

const ticketsOf = ({ verdict }: CommandRecord, { order, lines }: Sell): Ticket[] => {
  const outcome = verdict?.accepted === true && verdict.outcome.type === 'sold' ? verdict.outcome : null
  const doubled = new Set(outcome?.discrepancies.map(({ sku }) => sku))
  return lines.flatMap(({ line, name, price }, index): Ticket[] => {
    if (line.kind !== 'seat') return []
    const { event, seat } = line
    return [{ code: ticketCode(order, index), event, seat, name, price, isDoubled: doubled.has(seatKey(line)) }]
  })
}

/** A receipt, from the sale that was given; lines that were split for their holds are one again. */
export const receiptOf = (record: CommandRecord, staffName: (id: string) => string): Receipt | null => {
  const { command } = record
  if (command.type !== 'order.sell') return null
  const lines = new Map<string, { name: string; quantity: number; price: number }>()
  for (const { line, name, price } of command.lines) {
    if (line.kind === 'voucher') continue
    const key = `${line.kind === 'stock' ? line.sku : name} ${price}`
    lines.set(key, { name, price, quantity: piecesOf(line) + (lines.get(key)?.quantity ?? 0) })
  }
  const { order, number, soldAt, total, tendered, currency } = command
  return {
    order,
    number,
    soldAt,
    total,
    method: methodOf(command),
    tendered,
    change: tendered - total,
    currency,
    lines: [...lines.values()],
    discounts: command.discounts ?? [],
    tickets: ticketsOf(record, command),
    staff: staffName(record.actor),
    settled: isAccepted(record),
  }
}
