import { defaultTtlSeconds } from '../../shared/protocol/commands.ts'
import type { Sql, Tx } from '../db/connect.ts'
import { giveSeatsBack } from '../seating/giveSeatsBack.ts'
import { type Changed, changed, replicaChange } from '../feed/announce.ts'

/** A paired terminal, as its own token shows it. */
export interface Terminal {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly location: string
  readonly channel: string
  readonly holdTtlSeconds: number
}

export interface ListedTerminal extends Omit<Terminal, 'holdTtlSeconds'> {
  readonly lastSeenAt: number | null
  readonly revokedAt: number | null
}

/** The terminal that bears this token; null if there is none, or it was revoked. */
export const findTerminal = async (sql: Sql, tokenDigest: Buffer): Promise<Terminal | null> => {
  const [row] = await sql<Terminal[]>`
    select t.id, t.code::text as code, t.name, t.location, t.channel,
      coalesce(c.hold_ttl_seconds, ${defaultTtlSeconds}) as "holdTtlSeconds"
    from terminals t join channels c on c.code = t.channel
    where t.token_hash = ${tokenDigest} and t.revoked_at is null`
  return row ?? null
}

/** Remembers when a terminal was last heard of, at most once a minute. */
export const touchTerminal = async (sql: Sql, id: string): Promise<void> => {
  await sql`
    update terminals set last_seen_at = now()
    where id = ${id} and (last_seen_at is null or last_seen_at < now() - interval '1 minute')`
}

/** The number that this terminal's next command has to have (SPEC C4). */
export const nextSequence = async (sql: Sql, id: string): Promise<number> => {
  const [row] = await sql<{ next: number }[]>`select last_sequence + 1 as next from terminals where id = ${id}`
  if (row === undefined) throw new Error('a terminal that was found has gone')
  return row.next
}

interface ListedRow extends Omit<ListedTerminal, 'lastSeenAt' | 'revokedAt'> {
  readonly lastSeenAt: Date | null
  readonly revokedAt: Date | null
}

export const listTerminals = async (sql: Sql): Promise<ListedTerminal[]> => {
  const rows = await sql<ListedRow[]>`
    select id, code::text as code, name, location, channel, last_seen_at as "lastSeenAt", revoked_at as "revokedAt"
    from terminals order by terminals.code`
  return rows.map((row) => ({
    ...row,
    lastSeenAt: row.lastSeenAt?.getTime() ?? null,
    revokedAt: row.revokedAt?.getTime() ?? null,
  }))
}

/** Ends a pairing: its token is worth nothing from now on, and whoever is signed in there is signed out. @returns false if there is no such terminal */
export const revokeTerminal = async (tx: Tx, id: string): Promise<Changed<boolean>> => {
  const [row] = await tx`update terminals set revoked_at = coalesce(revoked_at, now()) where id = ${id} returning id`
  if (row === undefined) return changed(false)
  await tx`delete from sign_ins where terminal = ${id}`
  const seats = await giveSeatsBack(tx, id)
  return changed(true, replicaChange('replica.place', `terminal:${id}`), ...seats)
}
