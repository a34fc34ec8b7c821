import type { SeatClaim, SeatGroup } from './cartDocument.ts'
import type { ClaimState, Standing } from './standing.ts'

/** What a refusal leaves of a group. */
export interface Refused {
  readonly group: SeatGroup
  /** Seats that somebody else has. */
  readonly lost: readonly string[]
  /** Seats that were wanted together with these, and that are let go with them. */
  readonly others: readonly string[]
}

/** What is left to be wanted once the hub has refused; null if it has not. */
export const afterRefusal = (group: SeatGroup, { claim, before }: Standing<SeatClaim>): Refused | null => {
  if (claim?.type !== 'refused' || group.claim === null) return null
  const kept = new Set(before?.seats)
  const { isAgain, lost } = readRefusal(claim, group.claim, group.before !== null)
  if (isAgain) return { group, lost: [], others: [] }
  const gone = new Set(lost.length > 0 ? lost : group.claim.seats.filter((seat) => !kept.has(seat)))
  const parties = new Set(group.seats.filter(({ seat }) => gone.has(seat)).map(({ party }) => party))
  const others = group.seats.filter(({ seat, party }) => parties.has(party) && !gone.has(seat) && !kept.has(seat))
  const letGo = new Set([...gone, ...others.map(({ seat }) => seat)])
  const seats = group.seats.filter(({ seat }) => !letGo.has(seat))
  return { group: { ...group, seats }, lost: [...gone], others: others.map(({ seat }) => seat) }
}

/**
 * A hold that was to be replaced and had ended meanwhile is no reason to give up: what is wanted can be asked for anew. Whatever else is refused
 * without naming seats cannot be had at all.
 */
const readRefusal = (
  { rejection }: Extract<ClaimState, { type: 'refused' }>,
  { seats }: SeatClaim,
  isReplacing: boolean,
): { isAgain: boolean; lost: readonly string[] } => {
  if (rejection.code === 'conflict')
    return { isAgain: false, lost: rejection.conflicts.flatMap(({ line }) => seats[line] ?? []) }
  const hasEnded = rejection.code.startsWith('hold_') || (rejection.code === 'not_found' && rejection.what === 'hold')
  return { isAgain: isReplacing && hasEnded, lost: [] }
}
