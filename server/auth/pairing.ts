import { z } from 'zod'
import { codeSchema } from '../../shared/codes.ts'
import type { Sql, Tx } from '../db/connect.ts'
import { announce, type Changed, changed, replicaChange } from '../feed/announce.ts'
import type { FeedReader } from '../feed/types.ts'
import { digestOf, newDigits, newSecret } from './secrets.ts'
import type { Terminal } from './terminals.ts'
import { chargeTry, forgiveTries } from './wrongTries.ts'

const digits = 8
const lastsMinutes = 10

export const pairingPlaceSchema = z.strictObject({ location: codeSchema, channel: codeSchema })
export type PairingPlace = z.infer<typeof pairingPlaceSchema>

export interface PairingCode {
  readonly code: string
  readonly expiresAt: number
}

export type CodeAnswer =
  | { readonly ok: true; readonly code: PairingCode }
  | { readonly ok: false; readonly what: 'location' | 'channel' }

/** Makes a one-time code of eight digits, with which one terminal can be paired within ten minutes. Only its digest is stored. */
export const createPairingCode = async (
  sql: Sql | Tx,
  place: PairingPlace,
  madeBy: string | null,
): Promise<CodeAnswer> => {
  const [known] = await sql<{ location: boolean; channel: boolean }[]>`
    select exists (select from locations where code = ${place.location}) as location,
      exists (select from channels where code = ${place.channel}) as channel`
  if (known?.location !== true) return { ok: false, what: 'location' }
  if (!known.channel) return { ok: false, what: 'channel' }
  await sql`delete from pairing_codes where expires_at < now()`
  // Two codes that are alike are so rare that a second draw is enough.
  for (let draws = 0; draws < 5; draws += 1) {
    const code = newDigits(digits)
    const [row] = await sql<{ expiresAt: Date }[]>`
      insert into pairing_codes (hash, location, channel, made_by, expires_at)
      values (${digestOf(code)}, ${place.location}, ${place.channel}, ${madeBy}, now() + make_interval(mins => ${lastsMinutes}::int))
      on conflict do nothing returning expires_at as "expiresAt"`
    if (row !== undefined) return { ok: true, code: { code, expiresAt: row.expiresAt.getTime() } }
  }
  throw new Error('no free pairing code was drawn')
}

/** True if this code could still be used. */
export const isOpenCode = async (sql: Sql, code: string): Promise<boolean> => {
  const [row] = await sql`
    select from pairing_codes where hash = ${digestOf(code)} and used_at is null and expires_at > now()`
  return row !== undefined
}

export type PairAnswer =
  | { readonly ok: true; readonly token: string; readonly terminal: Omit<Terminal, 'holdTtlSeconds'> }
  | { readonly ok: false; readonly why: 'wrong' }
  | { readonly ok: false; readonly why: 'wait'; readonly waitSeconds: number }

interface PairingDeps {
  readonly sql: Sql
  readonly feed: Pick<FeedReader, 'committed'>
}

/** Pairs a new terminal with a code. Wrong codes cost the address they come from a growing wait. */
export const pairTerminal = async (
  { sql, feed }: PairingDeps,
  attempt: { readonly code: string; readonly name: string; readonly address: string },
): Promise<PairAnswer> => {
  const subject = `pair:${attempt.address}`
  const charged = await chargeTry(sql, subject)
  if (!charged.allowed) return { ok: false, why: 'wait', waitSeconds: charged.waitSeconds }
  const token = newSecret()
  const terminal = await announce({ sql, feed }, (tx) => useCode(tx, attempt.code, attempt.name, token))
  if (terminal === null) return { ok: false, why: 'wrong' }
  await forgiveTries(sql, subject)
  return { ok: true, token, terminal }
}

const useCode = async (
  tx: Tx,
  code: string,
  name: string,
  token: string,
): Promise<Changed<Omit<Terminal, 'holdTtlSeconds'> | null>> => {
  const [terminal] = await tx<Omit<Terminal, 'holdTtlSeconds'>[]>`
    with used as (
      update pairing_codes set used_at = now()
      where hash = ${digestOf(code)} and used_at is null and expires_at > now()
      returning location, channel
    )
    insert into terminals (id, name, location, channel, token_hash, last_seen_at)
    select gen_random_uuid(), ${name}, location, channel, ${digestOf(token)}, now() from used
    returning id, code::text as code, name, location, channel`
  return terminal === undefined
    ? changed(null)
    : changed(terminal, replicaChange('replica.place', `terminal:${terminal.id}`))
}
