import { randomBytes } from 'node:crypto'
import type { Sql, Tx } from '../db/connect.ts'
import { digestOf, newSecret } from './secrets.ts'

export interface ListedKey {
  readonly id: string
  readonly createdAt: Date
  readonly revokedAt: Date | null
  /** To the minute; null: nobody ever called with it. */
  readonly lastCallAt: Date | null
}

/** Makes a key for a channel: `hf_ID_SECRET`, so that a leaked one can be told by its look. Only its digest is stored. @returns null if there is no such channel */
export const createChannelKey = async (tx: Tx, channel: string): Promise<string | null> => {
  const id = randomBytes(6).toString('hex')
  const key = `hf_${id}_${newSecret()}`
  const [row] = await tx`
    insert into channel_keys (id, channel, hash)
    select ${id}, code, ${digestOf(key)} from channels where code = ${channel}
    returning id`
  return row === undefined ? null : key
}

/** One more than a page of a channel's keys, the oldest first, after that one. @returns null if there is no such channel */
export const listChannelKeys = async (
  sql: Sql,
  channel: string,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<ListedKey[] | null> => {
  const [known] = await sql`select from channels where code = ${channel}`
  if (known === undefined) return null
  return sql<ListedKey[]>`
    select id, created_at as "createdAt", revoked_at as "revokedAt", last_call_at as "lastCallAt"
    from channel_keys where channel = ${channel}
      and (${after}::text is null or (created_at, id) > (select created_at, id from channel_keys where id = ${after}))
    order by created_at, id limit ${limit + 1}`
}

/** Ends a key for good. Other hubs refuse it within seconds. @returns false if the channel has no such key */
export const revokeChannelKey = async (sql: Sql, channel: string, id: string): Promise<boolean> => {
  const [row] = await sql`
    update channel_keys set revoked_at = coalesce(revoked_at, now())
    where id = ${id} and channel = ${channel} returning id`
  return row !== undefined
}
