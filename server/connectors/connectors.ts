import type { Sql, Tx } from '../db/connect.ts'
import type { ConnectorKind } from './connector.ts'

/** A shop that is connected, with its secrets: never to be shown. */
export interface Connected {
  readonly channel: string
  readonly kind: ConnectorKind
  readonly location: string
  readonly secret: string
  readonly target: unknown
}

export interface ConnectorInput {
  readonly kind: ConnectorKind
  readonly location: string
  /** Left out: as before. */
  readonly secret?: string | undefined
  /** Left out: as before; null: the shop is not told of stock. */
  readonly target?: object | null | undefined
}

export type NotConnected = 'channel' | 'location' | 'secret'

/** Connects a shop to a channel, or changes how. From the first time on it is told what changes. @returns why not, if so */
export const putConnector = async (
  tx: Tx,
  channel: string,
  { kind, location, secret, target }: ConnectorInput,
): Promise<NotConnected | null> => {
  const [known] = await tx<{ channel: boolean; location: boolean; connected: boolean }[]>`
    select exists (select from channels where code = ${channel}) as channel, exists (select from locations where code = ${location}) as location,
      exists (select from connectors where channel = ${channel}) as connected`
  if (known?.channel !== true) return 'channel'
  if (!known.location) return 'location'
  if (secret === undefined && !known.connected) return 'secret'
  const told = target === undefined || target === null ? null : JSON.stringify(target)
  await tx`
    insert into connectors as c (channel, kind, location, secret, target, position)
    select ${channel}, ${kind}, ${location}, ${secret ?? ''}, ${told}::text::json, position from feed_head
    on conflict (channel) do update set kind = excluded.kind, location = excluded.location, paused_until = null,
      secret = case when ${secret === undefined} then c.secret else excluded.secret end,
      target = case when ${target === undefined} then c.target else excluded.target end`
  return null
}

export const removeConnector = async (sql: Sql, channel: string): Promise<boolean> => {
  const rows = await sql`delete from connectors where channel = ${channel} returning 1`
  return rows.length > 0
}

export const readConnector = async (sql: Sql, channel: string): Promise<Connected | null> => {
  const [row] = await sql<Connected[]>`
    select channel, kind, location, secret, target from connectors where channel = ${channel}`
  return row ?? null
}

/** How a connected shop fares. */
export interface ConnectorHealth extends Connected {
  readonly lastMessageAt: Date | null
  /** Messages of which a part could not be done. */
  readonly amiss: number
  /** SKUs of which the shop has to be told. */
  readonly waiting: number
  readonly lastToldAt: Date | null
  /** What the shop answered to the last try that failed; null if it is told what it has to be. */
  readonly failure: string | null
}

export const listConnectors = (sql: Sql): Promise<ConnectorHealth[]> =>
  sql<ConnectorHealth[]>`
    select channel, kind, location, secret, target,
      (select max(at) from connector_messages m where m.channel = c.channel) as "lastMessageAt",
      (select count(*)::int from connector_messages m where m.channel = c.channel and (answer is null or answer ->> 'amiss' = 'true')) as amiss,
      (select count(*)::int from stock_pushes p where p.channel = c.channel and told < wanted) as waiting,
      (select max(at) from stock_pushes p where p.channel = c.channel and told > 0) as "lastToldAt",
      (select answer from stock_pushes p where p.channel = c.channel and told < wanted and tries > 0 order by at desc nulls last limit 1) as failure
    from connectors c order by channel`

export interface KeptMessage {
  readonly id: string
  readonly at: Date
  readonly topic: string
  readonly foreignId: string | null
  readonly answer: unknown
}

/** What a shop told, newest first. */
export const listMessages = (
  sql: Sql,
  channel: string,
  before: readonly [at: string, id: string] | undefined,
  limit: number,
): Promise<KeptMessage[]> =>
  sql<KeptMessage[]>`
    select id, at, topic, foreign_id as "foreignId", answer from connector_messages
    where channel = ${channel} and ${before === undefined ? sql`true` : sql`(at, id) < (${before[0]}::timestamptz, ${before[1]})`}
    order by at desc, id desc limit ${limit + 1}`
