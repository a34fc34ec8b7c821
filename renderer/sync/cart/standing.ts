import type { Rejection } from '../../../shared/protocol/verdicts.ts'
import { type CommandRecord, isAccepted, isUnsent } from '../commandRecord.ts'
import type { AnyClaim, Wish } from './cartDocument.ts'

/** How a claim stands, from the hub's word if there is one, else from what was asked. */
export type ClaimState =
  /** `sent`: the hub may know of it already, so it cannot be taken back, only followed by another command. */
  | { readonly type: 'asked'; readonly sent: boolean; readonly placedAt: number; readonly expiresAt: number }
  | { readonly type: 'held'; readonly placedAt: number; readonly expiresAt: number }
  | { readonly type: 'refused'; readonly rejection: Rejection }
  /** It was held and has ended. */
  | { readonly type: 'over' }

/** Where claims are looked up. */
export interface Sight {
  readonly now: number
  readonly ttlSeconds: number
  record(command: string): CommandRecord | undefined
  /** True once the replica shows what this command did. */
  isPassed(record: CommandRecord): boolean
  /** A live hold as the replica has it. */
  liveHold(id: string): { readonly placedAt: number; readonly expiresAt: number } | null
}

/** How one claim stands. */
const claimState = (claim: AnyClaim, sight: Sight): ClaimState => {
  const record = sight.record(claim.command)
  // A command that was forgotten was accepted long ago; the replica knows the rest.
  if (record === undefined || (isAccepted(record) && sight.isPassed(record))) {
    const hold = sight.liveHold(claim.hold)
    return hold === null ? { type: 'over' } : { type: 'held', placedAt: hold.placedAt, expiresAt: hold.expiresAt }
  }
  if (record.verdict === null) {
    const { command, issuedAt } = record
    const ttlSeconds = 'ttlSeconds' in command ? (command.ttlSeconds ?? sight.ttlSeconds) : sight.ttlSeconds
    return { type: 'asked', sent: !isUnsent(record), placedAt: issuedAt, expiresAt: issuedAt + ttlSeconds * 1000 }
  }
  if (!record.verdict.accepted) return { type: 'refused', rejection: record.verdict.rejection }
  if (record.verdict.outcome.type !== 'hold') return { type: 'over' }
  const { placedAt, expiresAt } = record.verdict.outcome.hold
  return expiresAt > sight.now ? { type: 'held', placedAt, expiresAt } : { type: 'over' }
}

/** What something in a cart stands on: its newest claim, and the one before if that still stands. */
export interface Standing<C extends AnyClaim> {
  readonly claim: ClaimState | null
  /** A hold that lives beside the newest claim, because that is not settled or was refused. */
  readonly before: C | null
}

export const standingOf = <C extends AnyClaim>(wish: Wish<C>, sight: Sight): Standing<C> => {
  const claim = wish.claim === null ? null : claimState(wish.claim, sight)
  const mayStand = claim?.type === 'asked' || claim?.type === 'refused'
  const { before } = wish
  const stands = mayStand && before !== null && claimState(before, sight).type === 'held'
  return { claim, before: stands ? before : null }
}
