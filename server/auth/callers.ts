import type { Giver } from '../../shared/holds/settle.ts'
import { defaultTtlSeconds } from '../../shared/protocol/commands.ts'
import type { Sql } from '../db/connect.ts'
import { FreshCache } from './freshCache.ts'
import { digestTextOf } from './secrets.ts'

/** The channel of what an admin key holds. */
export const adminChannel = 'admin'

/** The channel of what visitors of the public page hold. */
export const publicChannel = 'public'

/**
 * What a key may ask where nobody said less: a bound for callers that have run wild. One key carries a whole website, whose flash sale must not end at it, so it
 * is twice what a hub on two cores can settle and refuse (some 25,000 a second).
 */
const defaultRequestsPerMinute = 3_000_000

/** Who a bearer key of REST belongs to. */
export interface Caller {
  /** Whose space of idempotency keys it is: `admin` or `key:ID`. */
  readonly id: string
  readonly isAdmin: boolean
  readonly giver: Giver
  readonly requestsPerMinute: number
}

interface ChannelRow {
  readonly code: string
  readonly holdTtlSeconds: number | null
  readonly requestsPerMinute: number | null
}

const giverOf = (channel: ChannelRow, isAdmin: boolean): Giver => ({
  channel: channel.code,
  ttlSeconds: channel.holdTtlSeconds ?? defaultTtlSeconds,
  terminal: null,
  staff: null,
  role: isAdmin ? 'admin' : 'staff',
  ownOnly: !isAdmin,
})

const readAdmin = async (sql: Sql): Promise<Caller> => {
  const [row] = await sql<ChannelRow[]>`
    select code, hold_ttl_seconds as "holdTtlSeconds", requests_per_minute as "requestsPerMinute"
    from channels where code = ${adminChannel}`
  const channel = row ?? { code: adminChannel, holdTtlSeconds: null, requestsPerMinute: null }
  return { id: 'admin', isAdmin: true, giver: giverOf(channel, true), requestsPerMinute: defaultRequestsPerMinute }
}

/**
 * While it is in use a key is looked up about once a second, whatever the number of calls: so its last call is noted here, to the minute, and costs the calls
 * nothing.
 */
const readChannelKey = async (sql: Sql, digest: Buffer): Promise<Caller | null> => {
  const [row] = await sql<(ChannelRow & { id: string })[]>`
    with noted as (
      update channel_keys set last_call_at = now()
      where hash = ${digest} and revoked_at is null and (last_call_at is null or last_call_at < now() - interval '1 minute')
    )
    select k.id, c.code, c.hold_ttl_seconds as "holdTtlSeconds", c.requests_per_minute as "requestsPerMinute"
    from channel_keys k join channels c on c.code = k.channel
    where k.hash = ${digest} and k.revoked_at is null`
  if (row === undefined) return null
  return {
    id: `key:${row.id}`,
    isAdmin: false,
    giver: giverOf(row, false),
    requestsPerMinute: row.requestsPerMinute ?? defaultRequestsPerMinute,
  }
}

export interface CallersOptions {
  readonly sql: Sql
  readonly adminKey: string | null
  readonly now: () => number
  readonly onFault: (error: unknown) => void
}

/** Finds out whose key a request bears: from memory, by the key's digest, with a revoked key seen within seconds. */
export class Callers {
  private readonly cache: FreshCache<Caller>

  constructor({ sql, adminKey, now, onFault }: CallersOptions) {
    const adminDigest = adminKey === null ? null : digestTextOf(adminKey, 'base64')
    const load = (digest: string): Promise<Caller | null> =>
      digest === adminDigest ? readAdmin(sql) : readChannelKey(sql, Buffer.from(digest, 'base64'))
    this.cache = new FreshCache({ load, now, onFault })
  }

  find(bearer: string): Caller | Promise<Caller | null> {
    return this.cache.get(digestTextOf(bearer, 'base64'))
  }

  /** To be called after a key or a channel was changed. */
  forget(): void {
    this.cache.forget()
  }
}
