import type { Order } from '../../shared/orders/orders.ts'
import type { ArbiterCommand } from '../../shared/protocol/commands.ts'
import type { NewId } from '../../shared/holds/settle.ts'
import type { Queries } from '../db/connect.ts'
import type { Session } from '../db/session.ts'
import { type Away, bringBack, PutAway } from '../housekeeping/bringBack.ts'
import { kinds, type Pools } from '../../shared/kinds/registry.ts'
import { takenAgain } from '../orders/lockOrders.ts'
import { serverKinds } from '../kinds/registry.ts'
import { type DecidedBatch, type Decision, decideBatch } from './decideBatch.ts'
import type { Answer, Submission } from './types.ts'
import { loadWorld } from './world.ts'
import { writeBatch } from './writeBatch.ts'

/** How many overdue holds are expired more in each round to make room, and how many rounds a batch may take. */
const roomAtOnce = 1_000
const maxRounds = 50

export interface BatchResult {
  readonly answers: readonly Answer[]
  /** The feed's position after this batch; null if it changed nothing that others follow. */
  readonly position: number | null
  /** The earliest deadline of the holds it placed. */
  readonly nextDeadline: number | null
}

/** The same with the pools that the batch had locked, as it left them. */
export interface LongResult extends BatchResult {
  readonly pools: Pools
}

/**
 * Thrown inside the transaction to begin again, with these holds expired first: locks are taken in one order, so they cannot be added now. Without
 * any, what was loaded was stale.
 */
class RoomNeeded extends Error {
  constructor(readonly overdue: readonly string[]) {
    super('overdue holds stand in the way')
  }
}

/**
 * Settles a batch in one transaction: what is needed is locked and read in one round trip, decided here by the shared rules, and written in
 * another. Each submission gets its own answer.
 * @param onSent called once all is sent and PostgreSQL has work for a while: the moment to do something else
 */
export const runBatch = async (
  session: Session,
  batch: readonly Submission[],
  newId: NewId,
  onSent: () => void,
): Promise<LongResult> => {
  let overdue: readonly string[] = []
  let away: Away = { holds: [], verdicts: [] }
  for (let round = 0; ; round += 1) {
    const mayAskForRoom = round < maxRounds
    try {
      return await session.transaction((tx, commit) =>
        settleBatch(tx, commit, batch, { overdue, away, mayAskForRoom, newId, onSent }),
      )
    } catch (error) {
      if (error instanceof RoomNeeded) overdue = [...overdue, ...error.overdue]
      else if (error instanceof PutAway && mayAskForRoom) away = joined(away, error.away)
      else throw error
    }
  }
}

const joined = (one: Away, other: Away): Away => ({
  holds: [...new Set([...one.holds, ...other.holds])],
  verdicts: [...one.verdicts, ...other.verdicts],
})

interface Round {
  readonly overdue: readonly string[]
  /** What has to be brought back before. */
  readonly away: Away
  readonly mayAskForRoom: boolean
  readonly newId: NewId
  readonly onSent: () => void
}

const settleBatch = async (
  tx: Queries,
  commit: () => Promise<unknown>,
  batch: readonly Submission[],
  { overdue, away, mayAskForRoom, newId, onSent }: Round,
): Promise<LongResult> => {
  if (away.holds.length + away.verdicts.length > 0) await bringBack(tx, away)
  const loaded = await loadWorld(tx, batch, overdue)
  if (loaded.isStale && mayAskForRoom) throw new RoomNeeded([])
  const decided = decideBatch(batch, loaded, overdue, newId)
  const short = batch.filter((_, index) => isShort(decided.decisions[index], loaded.now))
  if (short.length > 0 && mayAskForRoom) {
    const commands = short.map(({ command }) => command)
    const wishes = [...commands, ...takenAgain(commands, loaded.world.orders)]
    const more = await findOverdue(tx, wishes, overdue)
    if (more.length > 0) throw new RoomNeeded(more)
  }
  const writing = writeBatch(tx, batch, decided, loaded)
  const committing = commit()
  onSent()
  const [{ position, nextDeadline }] = await Promise.all([writing, committing])
  const { pools } = loaded.world
  return { answers: answersOf(decided, position.stored), position: position.fed, nextDeadline, pools }
}

/** True if it was refused for want of room, or, where it could not be refused, found no room. */
const isShort = (decision: Decision | undefined, now: number): boolean => {
  if (decision?.type !== 'fresh') return false
  const { verdict, events } = decision
  if (!verdict.accepted) return verdict.rejection.code === 'conflict'
  return events.some(
    (event) =>
      (event.type === 'discrepancy' && event.kind !== 'count') ||
      (event.type === 'order_changed' && cameInVain(event.order, now)),
  )
}

/** True if money that came just now was too late, since its things are not to be had (SPEC O6). */
const cameInVain = ({ refunds }: Order, now: number): boolean =>
  refunds.some(({ reason, raisedAt }) => reason === 'late' && raisedAt === now)

const findOverdue = async (
  tx: Queries,
  commands: readonly ArbiterCommand[],
  known: readonly string[],
): Promise<string[]> => {
  const found = await Promise.all(
    kinds.map((kind) => serverKinds[kind].findOverdue(tx, commands, known.length + roomAtOnce)),
  )
  const seen = new Set(known)
  return [...new Set(found.flat())].filter((hold) => !seen.has(hold))
}

const answersOf = ({ decisions }: DecidedBatch, position: number): Answer[] => {
  const answerOf = (decision: Decision): Answer => {
    switch (decision.type) {
      case 'answer':
        return decision.answer
      case 'fresh':
        return { type: 'verdict', verdict: decision.verdict, replayed: false, position }
      case 'twin': {
        const first = decisions[decision.of]
        if (first === undefined) throw new Error('a twin without its first')
        const answer = answerOf(first)
        return answer.type === 'verdict' ? { ...answer, replayed: true } : answer
      }
    }
  }
  return decisions.map(answerOf)
}
