import { lapseOrder } from '../../shared/orders/endOrder.ts'
import { lapseBooking } from '../../shared/bookings/bookingSteps.ts'
import { type Event, type Giver, type NewId, settle } from '../../shared/holds/settle.ts'
import { endLapsed } from '../../shared/sessions/sessions.ts'
import { expireHold } from '../../shared/holds/decide.ts'
import { customerKeys } from '../../shared/kinds/voucher/customer.ts'
import type { Verdict } from '../../shared/protocol/verdicts.ts'
import type { Answer, Submission } from './types.ts'
import type { Found } from './findVerdicts.ts'
import type { Loaded } from './world.ts'

/** What became of one submission: its answer, where it is known before the commit, or a new verdict to be stored. */
export type Decision =
  | { readonly type: 'answer'; readonly answer: Answer }
  | { readonly type: 'fresh'; readonly verdict: Verdict; readonly events: readonly Event[] }
  /** The same command stands earlier in this batch, at this place; it gets that one's verdict. */
  | { readonly type: 'twin'; readonly of: number }

export interface DecidedBatch {
  readonly decisions: readonly Decision[]
  /** Events of sessions that were over, and of holds that were expired to make room. */
  readonly expired: readonly Event[]
  readonly lastSequence: ReadonlyMap<string, number>
}

const idOf = (caller: string, key: string): string => `${caller}\n${key}`

const reused: Verdict = { accepted: false, rejection: { code: 'idempotency_key_reused' } }

/**
 * Settles a batch in order of arrival on what was loaded (SPEC H8, C1 to C4). Reads no clock and writes nothing.
 * @param overdue holds to expire first (SPEC H9)
 */
export const decideBatch = (
  batch: readonly Submission[],
  { world, found, lastSequence, now }: Loaded,
  overdue: readonly string[],
  newId: NewId,
): DecidedBatch => {
  const bookingOf = new Map([...world.bookings.values()].map(({ id, hold }) => [hold, id]))
  const orderOf = new Map([...world.orders.values()].map(({ id, hold }) => [hold, id]))
  const lost: readonly Event[] = endLapsed(world, world.sessions, now)
  const expired = overdue.flatMap((hold): readonly Event[] => {
    const order = orderOf.get(hold)
    if (order !== undefined) return lapseOrder({ world, now, newId }, order)
    const booking = bookingOf.get(hold)
    return booking === undefined ? expireHold(world, hold, now) : lapseBooking(world, booking, now)
  })
  const stored = new Map(found.map((row) => [idOf(row.caller, row.key), row]))
  const fresh = new Map<string, number>()
  const last = new Map(lastSequence)
  const decisions: Decision[] = []
  batch.forEach((submission, index) => {
    const id = idOf(submission.caller, submission.key)
    const before = stored.get(id)
    const twin = fresh.get(id)
    if (before !== undefined) {
      decisions.push({ type: 'answer', answer: answerStored(submission, before) })
    } else if (twin !== undefined) {
      decisions.push(answerTwin(submission, batch[twin], twin))
    } else {
      const outOfTurn = checkTurn(submission, last)
      if (outOfTurn !== null) {
        decisions.push({ type: 'answer', answer: outOfTurn })
        return
      }
      fresh.set(id, index)
      decisions.push({ type: 'fresh', ...settle(world, submission.command, giverOf(submission), now, newId) })
    }
  })
  return { decisions, expired: [...lost, ...expired], lastSequence: last }
}

/** With the customer, who is not in the command. */
const giverOf = ({ giver, customer }: Submission): Giver =>
  customer === undefined ? giver : { ...giver, customer: customerKeys(customer) }

const answerStored = (submission: Submission, before: Found): Answer => {
  const same = before.bodyHash === submission.bodyHash
  if (same && before.verdict === null)
    throw new Error('a command shares its key and body with an answer of another sort')
  return {
    type: 'verdict',
    verdict: same && before.verdict !== null ? before.verdict : reused,
    replayed: same,
    position: before.position,
  }
}

const answerTwin = (submission: Submission, first: Submission | undefined, of: number): Decision =>
  first?.bodyHash === submission.bodyHash
    ? { type: 'twin', of }
    : { type: 'answer', answer: { type: 'verdict', verdict: reused, replayed: false, position: 0 } }

/** A command that is not the terminal's next is not settled (SPEC C4). One whose number was used by another tells of a copied terminal. */
const checkTurn = ({ turn }: Submission, last: Map<string, number>): Answer | null => {
  if (turn === undefined) return null
  const before = last.get(turn.terminal) ?? 0
  if (turn.sequence <= before) return { type: 'pair_again' }
  if (turn.sequence > before + 1) return { type: 'out_of_turn', expected: before + 1 }
  last.set(turn.terminal, turn.sequence)
  return null
}
