import type { Cart, CartKeeping, CartLine, CartSeats, HeldBy, LineState, Shortage, Unsure } from '../../app/terminal.ts'
import {
  type AnyClaim,
  type CartDocument,
  type CartLineDocument,
  type Claim,
  type SeatGroup,
  type Wish,
} from './cartDocument.ts'
import { type Standing, standingOf } from './standing.ts'
import { billOf, type VoucherSightings } from './vouchers.ts'

/** What a shortage is told from. */
export interface ShortageSight extends VoucherSightings {
  available(sku: string): number
  /** True for what is not sold any more. */
  isUnlisted(sku: string): boolean
  holders(sku: string): readonly HeldBy[]
  /** True for a seat that is set aside for this terminal: nobody else can have it (SPEC E9). */
  isOurs(event: string, seat: string): boolean
  isOnline(): boolean
}

/** What there is of a SKU, and who holds it but the line itself. */
export const shortageOf = (sku: string, own: readonly string[], sight: ShortageSight): Shortage => ({
  available: sight.available(sku),
  holders: sight.holders(sku).filter(({ hold }) => !own.includes(hold)),
  isUnlisted: sight.isUnlisted(sku),
})

/** The holds that something in a cart has, or may have. */
export const holdsOfWish = ({ claim, before }: Wish<AnyClaim>): string[] => [
  ...(claim === null ? [] : [claim.hold]),
  ...(before === null ? [] : [before.hold]),
]

interface Shown {
  readonly state: LineState
  readonly placedAt: number
  readonly expiresAt: number | null
}

const shownOf = (line: CartLineDocument, { claim }: Standing<Claim>, now: number): Shown => {
  if (line.inHand) return { state: 'unheld', placedAt: now, expiresAt: null }
  if (claim === null || claim.type === 'over') return { state: 'expired', placedAt: now, expiresAt: null }
  if (claim.type === 'refused') return { state: 'refused', placedAt: now, expiresAt: null }
  const { placedAt, expiresAt } = claim
  if (expiresAt <= now) return { state: 'expired', placedAt, expiresAt }
  return { state: claim.type, placedAt, expiresAt }
}

const lineView = (line: CartLineDocument, sight: ShortageSight, before: CartLine | undefined): CartLine => {
  const { id, sku, name, price, quantity } = line
  const shown = shownOf(line, standingOf(line, sight), sight.now)
  const shortage = shown.state === 'refused' ? shortageOf(sku, holdsOfWish(line), sight) : null
  // A line without a fuse has no moments; the old ones keep the object the same.
  const placedAt = shown.expiresAt === null && before !== undefined ? before.placedAt : shown.placedAt
  const view: CartLine = { id, sku, name, price, quantity, ...shown, placedAt, shortage }
  return before !== undefined && JSON.stringify(before) === JSON.stringify(view) ? before : view
}

/** Why seats cannot be sold at the moment; null if they can. */
const unsureOf = ({ event, seats }: SeatGroup, state: LineState, sight: ShortageSight): Unsure | null => {
  if (seats.every(({ seat }) => sight.isOurs(event, seat))) return state === 'expired' ? 'expired' : null
  if (state === 'expired') return 'expired'
  // Held at the hub, but what is sold without a network is heard of after the hold may have ended.
  if (!sight.isOnline()) return 'offline'
  return state === 'held' ? null : 'asked'
}

const seatsView = (group: SeatGroup, sight: ShortageSight, before: CartSeats | undefined): CartSeats => {
  const { id, event, title, startsAt, seats } = group
  const { state, placedAt, expiresAt } = heldAs(group, sight, before)
  const shown = seats.map(({ seat, label, category, price }) => ({ seat, label, category, price }))
  const unsure = unsureOf(group, state, sight)
  const view: CartSeats = { id, event, title, startsAt, seats: shown, state, placedAt, expiresAt, unsure }
  return before !== undefined && JSON.stringify(before) === JSON.stringify(view) ? before : view
}

const heldAs = (
  group: SeatGroup,
  sight: ShortageSight,
  before: CartSeats | undefined,
): Pick<CartSeats, 'state' | 'placedAt' | 'expiresAt'> => {
  const { claim } = standingOf(group, sight)
  // A group without a fuse has no moments; the old ones keep the object the same.
  const { placedAt = sight.now, expiresAt = null } = before ?? {}
  // What was lost is let go in the next step.
  if (claim?.type === 'refused') return { state: 'asked', placedAt, expiresAt }
  if (claim === null || claim.type === 'over') return { state: 'expired', placedAt, expiresAt: null }
  const isWhole = group.seats.every(({ seat }) => group.claim?.seats.includes(seat))
  const state = claim.expiresAt <= sight.now ? 'expired' : isWhole ? claim.type : 'asked'
  return { state, placedAt: claim.placedAt, expiresAt: claim.expiresAt }
}

const keepingOf = ({ keeping }: CartDocument, sight: ShortageSight): CartKeeping | null => {
  if (keeping === null) return null
  const verdict = sight.record(keeping.command)?.verdict
  const { order, number } = keeping
  return { order, number, rejection: verdict?.accepted === false ? verdict.rejection : null }
}

/** A cart as the screen shows it; lines and cart stay the same objects where they say the same as before. */
export const cartView = (cart: CartDocument, sight: ShortageSight, before: Cart | undefined): Cart => {
  const lines = cart.lines.map((line) =>
    lineView(
      line,
      sight,
      before?.lines.find(({ id }) => id === line.id),
    ),
  )
  const seats = cart.seats.map((group) =>
    seatsView(
      group,
      sight,
      before?.seats.find(({ id }) => id === group.id),
    ),
  )
  const bill = billOf(cart, sight)
  const vouchers = bill.vouchers.map((one) => {
    const old = before?.vouchers.find(({ id }) => id === one.id)
    return old !== undefined && JSON.stringify(old) === JSON.stringify(one) ? old : one
  })
  const { id, label, parkedAt } = cart
  const keeping = keepingOf(cart, sight)
  const unchanged =
    before !== undefined &&
    before.id === id &&
    before.label === label &&
    before.parkedAt === parkedAt &&
    JSON.stringify(before.keeping) === JSON.stringify(keeping) &&
    before.lines.length === lines.length &&
    lines.every((line, index) => line === before.lines[index]) &&
    before.seats.length === seats.length &&
    seats.every((one, index) => one === before.seats[index]) &&
    before.vouchers.length === vouchers.length &&
    vouchers.every((one, index) => one === before.vouchers[index])
  const unsure = seats.find((one) => one.unsure !== null)?.unsure ?? null
  return unchanged ? before : { id, label, parkedAt, keeping, lines, seats, vouchers, total: bill.total, unsure }
}

/** The next moment at which a line of these carts expires, if one does. */
export const nextExpiry = (carts: readonly Cart[], now: number): number =>
  carts
    .flatMap(({ lines, seats, vouchers }) => [...lines, ...seats, ...vouchers])
    .reduce(
      (next, { expiresAt }) => (expiresAt !== null && expiresAt > now ? Math.min(next, expiresAt) : next),
      Infinity,
    )
