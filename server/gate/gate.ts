import type { Conflict } from '../../shared/kinds/types.ts'
import type { Verdict } from '../../shared/protocol/verdicts.ts'
import type { Answer, Arbiter, Submission } from '../arbiter/types.ts'
import { type Asked, askedOf, givenBackBy } from './askedOf.ts'
import type { GateCounter, Passage } from './counter.ts'
import type { Newcomers } from '../queue/newcomers.ts'
import type { Looker } from './looker.ts'
import type { Refusals } from './refusals.ts'
import type { Sales } from './sales.ts'

/** What becomes of those who pass the gate, for `GET /metrics`: `unseen` came through because the gate did not know. */
export type GateAnswer = 'refused' | 'repeated' | 'through' | 'unseen'

/** The way of channels to the arbiter. */
export interface Gate {
  /**
   * Settles a command as the arbiter does, but refuses at once what is known to be sold out (SPEC F2 to F4).
   * @param mayRepeat the caller may ask again under the same key
   * @throws as the arbiter does
   */
  submit(submission: Submission, mayRepeat: boolean): Promise<Answer>
  /** Whether goods are on flash sale, as far as this hub knows. */
  isOnSale(location: string, sku: string): boolean
  /** Somebody has said anew what is on flash sale. */
  salesChanged(): Promise<void>
  /** The database does not answer: everybody who waits for the gate is told so. */
  abandon(): void
  close(): Promise<void>
}

export interface GateParts {
  readonly arbiter: Pick<Arbiter, 'submit'>
  readonly sales: Pick<Sales, 'isAny' | 'isOn' | 'read'>
  readonly counter: GateCounter
  readonly looker: Looker
  readonly refusals: Refusals
  /** What those may not have who come while others wait for seats (SPEC Q9). */
  readonly newcomers: Newcomers
  readonly onAnswer: (answer: GateAnswer) => void
}

/** Puts the gate before the arbiter. What is not on flash sale goes straight through: it waits for nothing here. */
export const gateOf = ({
  arbiter,
  sales,
  counter,
  looker,
  refusals,
  newcomers,
  onAnswer,
}: GateParts): Omit<Gate, 'close'> => {
  const passThrough = async (
    submission: Submission,
    { wish }: Asked,
    passage: Extract<Passage, { type: 'through' }>,
  ): Promise<Answer> => {
    const { ticket, isSeen } = passage
    for (const { pool } of wish.wants) looker.asked(pool, isSeen)
    onAnswer(isSeen ? 'through' : 'unseen')
    try {
      const answer = await arbiter.submit(submission)
      const isNew = answer.type === 'verdict' && !answer.replayed
      counter.settle(ticket, isNew && answer.verdict.accepted ? answer.position : null)
      // The arbiter knows better: something is not as the gate believes.
      if (isNew && !answer.verdict.accepted) for (const { pool } of wish.wants) looker.asked(pool, false)
      return answer
    } catch (error) {
      counter.settle(ticket, null)
      throw error
    }
  }

  const refuse = async (
    submission: Submission,
    { wish, lineOf }: Asked,
    soldOut: readonly string[],
    mayRepeat: boolean,
  ): Promise<Answer> => {
    for (const { pool } of wish.wants) looker.asked(pool, true)
    const conflicts = soldOut.map((pool) => ({ line: lineOf.get(pool) ?? 0, code: 'sold_out' as const, available: 0 }))
    return tell(submission, conflicts, mayRepeat)
  }

  const tell = async (
    submission: Submission,
    conflicts: readonly Conflict<'sold_out' | 'seat_taken'>[],
    mayRepeat: boolean,
  ): Promise<Answer> => {
    const verdict: Verdict = { accepted: false, rejection: { code: 'conflict', conflicts: [...conflicts] } }
    const position = mayRepeat ? await refusals.store(submission, verdict) : 0
    // It was settled before: the arbiter finds how.
    onAnswer(position === null ? 'repeated' : 'refused')
    return position === null ? arbiter.submit(submission) : { type: 'verdict', verdict, replayed: false, position }
  }

  const pass = async (submission: Submission, asked: Asked, mayRepeat: boolean): Promise<Answer> => {
    const taken = counter.take(asked.wish)
    const passage = taken instanceof Promise ? await taken : taken
    return passage.type === 'refused'
      ? refuse(submission, asked, passage.soldOut, mayRepeat)
      : passThrough(submission, asked, passage)
  }

  /** What has come back can be had by who asks next: the gate looks before it is told. */
  const settle = async (submission: Submission): Promise<Answer> => {
    const answer = await arbiter.submit(submission)
    if (answer.type !== 'verdict' || !answer.verdict.accepted) return answer
    const pools = givenBackBy(answer.verdict.outcome, sales)
    if (pools.length > 0) await looker.cameBack(pools, answer.position)
    return answer
  }

  const settleGoods = (submission: Submission, mayRepeat: boolean): Promise<Answer> => {
    if (!sales.isAny) return arbiter.submit(submission)
    const asked = askedOf(submission.command, sales)
    if (asked !== null) return pass(submission, asked, mayRepeat)
    return submission.command.type === 'hold.place' ? arbiter.submit(submission) : settle(submission)
  }

  return {
    submit: (submission, mayRepeat) => {
      const promised = newcomers.conflictsOf(submission)
      if (promised === null) return settleGoods(submission, mayRepeat)
      return promised.then((conflicts) =>
        conflicts.length === 0 ? settleGoods(submission, mayRepeat) : tell(submission, conflicts, mayRepeat),
      )
    },
    isOnSale: (location, sku) => sales.isOn(location, sku),
    salesChanged: () => sales.read(),
    abandon: () => refusals.abandon(),
  }
}
