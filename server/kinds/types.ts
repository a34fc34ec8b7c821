import type postgres from 'postgres'
import type { Hold } from '../../shared/holds/states.ts'
import type { Event } from '../../shared/holds/settle.ts'
import type { Kind, Kinds, LineOf } from '../../shared/kinds/registry.ts'
import type { Placed } from '../../shared/kinds/types.ts'
import type { ArbiterCommand } from '../../shared/protocol/commands.ts'
import type { Queries } from '../db/connect.ts'

/** Statements of one transaction that were sent and not yet awaited: they travel to PostgreSQL together. */
export type Sent = readonly Promise<unknown>[]

/** A piece of a statement. */
export type Fragment = postgres.PendingQuery<postgres.Row[]>

/** The claims of one kind that some holds have, by hold, each with its place among the hold's lines. */
export type ClaimsOf<K extends Kind> = Map<string, Placed<LineOf<K>>[]>

/** Ids as PostgreSQL reads an array from text (`column`), written once for the statements of all kinds. */
export type UuidArray = string

/** Which change of a pool the feed tells: `type` and `subject` as in `GET /v1/changes`. */
export interface PoolChange {
  readonly type: string
  readonly subject: string
  readonly location: string
}

/** What was sent for the pools of a kind, and which of them changed. */
export interface Written {
  readonly sent: Sent
  readonly changed: readonly PoolChange[]
}

/**
 * How one kind keeps its pools in PostgreSQL. The arbiter calls these inside its transaction, in the order below; nothing else writes the
 * kind's tables while holds are settled. Everything is set-based: one call for a whole batch.
 */
export interface ServerKind<K extends Kind> {
  /** Its table of claims, with a column `hold`. */
  readonly claims: string
  /** True if a hold may get claims of this kind after it was placed (SPEC G5): whether it has any is known only once it is locked. */
  readonly mayGetMore?: true
  /** A select of claims, which are rows of its table, as those outside are told them: `line`, the place in the hold, and `told`, its JSON. */
  tellClaims(sql: Queries, claims: Fragment): Fragment
  /** Sends for the claims of these holds; the locks on the holds are theirs too. */
  readClaims(tx: Queries, holds: readonly string[]): Promise<ClaimsOf<K>>
  /**
   * Locks the pools that these commands and the claims of these holds draw on, in the kind's order, and gives them as they are then.
   * @param customers by what the customers for whom they ask are told from others
   */
  lockPools(
    tx: Queries,
    commands: readonly ArbiterCommand[],
    holds: readonly string[],
    customers: readonly string[],
  ): Promise<Kinds[K]['pools']>
  /** Ids of up to `limit` overdue holds with claims on pools that these commands found too small, the longest overdue first (SPEC H9). Locks nothing. */
  findOverdue(sql: Queries, commands: readonly ArbiterCommand[], limit: number): Promise<string[]>
  /**
   * Ids of holds that these commands may change, though they do not name them. Asked before anything is locked, and once more with all locked: were
   * there others meanwhile, all is loaded anew.
   */
  touchedBy?(sql: Queries, commands: readonly ArbiterCommand[]): Promise<string[]>
  /** Sends what a batch decided: new claims, ended claims, movements, and the pools as they are now. */
  write(tx: Queries, decided: Decided, pools: Kinds[K]['pools'], now: number): Written
  /**
   * Sends the end of all claims of holds that have expired, giving them back; for the sweep, which has no pools in memory. The holds have been locked
   * by a statement before: one that locks them itself would not see claims that were made meanwhile. Pools are locked in the kind's order.
   * @returns the pools that changed
   */
  expire(tx: Queries, holds: UuidArray): Promise<readonly PoolChange[]>
}

/** What a batch decided, as the kinds need it. */
export interface Decided {
  readonly placed: readonly Hold[]
  readonly extended: readonly Hold[]
  readonly ended: readonly Hold[]
  readonly events: readonly Event[]
}
