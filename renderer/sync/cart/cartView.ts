import type { Cart, CartLine, HeldBy, LineState, Shortage } from '../../app/terminal.ts'
import { type CartDocument, type CartLineDocument, totalOf } from './cartDocument.ts'
import { type Sight, type Standing, standingOf } from './standing.ts'

/** What a shortage is told from. */
export interface ShortageSight extends Sight {
  available(sku: string): number
  holders(sku: string): readonly HeldBy[]
}

/** What there is of a SKU, and who holds it but the line itself. */
export const shortageOf = (sku: string, own: readonly string[], sight: ShortageSight): Shortage => ({
  available: sight.available(sku),
  holders: sight.holders(sku).filter(({ hold }) => !own.includes(hold)),
})

/** The holds that a line has, or may have. */
export const holdsOfLine = ({ claim, before }: CartLineDocument): string[] => [
  ...(claim === null ? [] : [claim.hold]),
  ...(before === null ? [] : [before.hold]),
]

interface Shown {
  readonly state: LineState
  readonly placedAt: number
  readonly expiresAt: number | null
}

const shownOf = (line: CartLineDocument, { claim }: Standing, now: number): Shown => {
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
  const shortage = shown.state === 'refused' ? shortageOf(sku, holdsOfLine(line), sight) : null
  // A line without a fuse has no moments; the old ones keep the object the same.
  const placedAt = shown.expiresAt === null && before !== undefined ? before.placedAt : shown.placedAt
  const view: CartLine = { id, sku, name, price, quantity, ...shown, placedAt, shortage }
  return before !== undefined && JSON.stringify(before) === JSON.stringify(view) ? before : view
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
  const { id, label, parkedAt } = cart
  const unchanged =
    before !== undefined &&
    before.id === id &&
    before.label === label &&
    before.parkedAt === parkedAt &&
    before.lines.length === lines.length &&
    lines.every((line, index) => line === before.lines[index])
  return unchanged ? before : { id, label, parkedAt, lines, total: totalOf(lines) }
}

/** The next moment at which a line of these carts expires, if one does. */
export const nextExpiry = (carts: readonly Cart[], now: number): number =>
  carts
    .flatMap(({ lines }) => lines)
    .reduce(
      (next, { expiresAt }) => (expiresAt !== null && expiresAt > now ? Math.min(next, expiresAt) : next),
      Infinity,
    )
