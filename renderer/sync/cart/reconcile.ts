import { isOpen } from '../commandRecord.ts'
import { isPlacing } from '../entries.ts'
import type { Outbox } from '../outbox.ts'
import { type CartDocument, type CartLineDocument, type SeatGroup, wishesOf } from './cartDocument.ts'
import { holdsOfWish, type ShortageSight } from './cartView.ts'
import { type PlanContext, planQuantity, planRelease, planSeats, wantsQuantity, wantsSeats, type Work } from './plan.ts'
import { afterRefusal, type Refused } from './seatGroups.ts'
import { standingOf } from './standing.ts'

export interface Reconciled {
  readonly work: readonly Work[]
  /** Carts that are otherwise now. */
  readonly carts: readonly CartDocument[]
  /** Seats that could not be had. */
  readonly lost: readonly Refused[]
}

/**
 * What the hub's answers ask for: the rest of what was wanted while a hold was on its way, and seats that are let go since others have them. What a
 * person has taken back before it was refused counts as seen to.
 */
export const reconcile = (
  carts: Iterable<CartDocument>,
  outbox: Outbox,
  sight: ShortageSight,
  context: PlanContext,
): Reconciled => {
  const work: Work[] = []
  const changed: CartDocument[] = []
  const lost: Refused[] = []
  const claims = new Set<string>()
  for (const cart of carts) {
    // The hub is asked to keep it as it is.
    if (cart.keeping !== null) {
      for (const hold of wishesOf(cart).flatMap(holdsOfWish)) claims.add(hold)
      continue
    }
    const lines = cart.lines.map((line) => {
      const plan = answerLine(line, sight, context)
      if (plan === null) return line
      work.push(plan)
      return plan.wish
    })
    const seats = cart.seats.flatMap((group) => {
      const answer = answerGroup(group, sight, context)
      if (answer === null) return group
      work.push(answer.work)
      if (answer.refused !== null && answer.refused.lost.length > 0) lost.push(answer.refused)
      return answer.group ?? []
    })
    for (const hold of [...lines, ...seats, ...cart.vouchers].flatMap(holdsOfWish)) claims.add(hold)
    const isSame =
      lines.every((line, index) => line === cart.lines[index]) &&
      seats.length === cart.seats.length &&
      seats.every((group, index) => group === cart.seats[index])
    if (!isSame) changed.push({ ...cart, lines, seats })
  }
  const deal = answered(outbox, claims)
  if (deal.length > 0) work.push({ commands: [], void: [], deal })
  return { work, carts: changed, lost }
}

const answerLine = (line: CartLineDocument, sight: ShortageSight, context: PlanContext) => {
  const standing = standingOf(line, sight)
  return wantsQuantity(line, standing) ? planQuantity(line, standing, line.quantity, context) : null
}

interface GroupAnswer {
  readonly work: Work
  readonly refused: Refused | null
  /** Null once nothing of it is left. */
  readonly group: SeatGroup | null
}

const answerGroup = (group: SeatGroup, sight: ShortageSight, context: PlanContext): GroupAnswer | null => {
  const standing = standingOf(group, sight)
  const refused = afterRefusal(group, standing)
  if (refused === null && !wantsSeats(group, standing)) return null
  const left = refused?.group ?? group
  if (left.seats.length === 0)
    return { refused, group: null, work: planRelease(left, standing, 'given up', context.newId) }
  const plan = planSeats(left, standing, context)
  return { refused, group: plan.wish, work: plan }
}

/** Refused holds that stand in no cart and were not sold: nobody wants them any more. */
const answered = (outbox: Outbox, claims: ReadonlySet<string>): string[] => {
  const found: string[] = []
  for (const record of outbox.open()) {
    const { id, command } = record
    if (!isOpen(record) || !isPlacing(command)) continue
    if (!claims.has(command.hold) && !outbox.index.isSold(command.hold)) found.push(id)
  }
  return found
}
