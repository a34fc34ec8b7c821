import { z } from 'zod'
import type { Queries, Sql, Tx } from '../db/connect.ts'
import { pageOf } from '../db/pages.ts'
import { newSecret, type RenewedSecret } from './newSecret.ts'

const word = '[a-z][a-z_]*'
/** `*`, all of a kind (`hold.*`), or one (`hold.placed`). */
export const wantedTypeSchema = z
  .string()
  .max(60)
  .regex(new RegExp(`^(\\*|${word}\\.\\*|${word}\\.${word})$`), 'a type such as hold.placed, hold.* or *')

/** A webhook as it is told; its secret only when it is set up. */
export interface Webhook {
  readonly name: string
  readonly url: string
  readonly types: readonly string[]
  /** How many changes are on their way. */
  readonly waiting: number
  readonly lastDeliveredAt: Date | null
  /** What the last try that failed was answered; null if the last one succeeded. */
  readonly failure: string | null
}

/**
 * Sets a webhook up, or changes where it goes and what it wants. A new one is told what changes from now on; one that is there keeps its place and its
 * secret.
 * @returns its secret
 */
export const putWebhook = async (
  tx: Tx,
  name: string,
  { url, types }: { url: string; types: readonly string[] },
): Promise<string> => {
  const secret = newSecret()
  const [row] = await tx<{ secret: string }[]>`
    insert into webhooks (name, url, types, secret, position)
    select ${name}, ${url}, ${[...types]}::text[], ${secret}, position from feed_head
    on conflict (name) do update set url = excluded.url, types = excluded.types, paused_until = null
    returning secret`
  if (row === undefined) throw new Error('the feed has no head: the database was not migrated')
  return row.secret
}

/** Gives a webhook a new secret. What waits stays, and is signed by both for so long. @returns null if there is no such webhook */
export const renewSecret = async (sql: Queries, name: string, keepSeconds: number): Promise<RenewedSecret | null> => {
  const [row] = await sql<RenewedSecret[]>`
    update webhooks set secret = ${newSecret()}, old_secret = secret, old_secret_until = now() + make_interval(secs => ${keepSeconds})
    where name = ${name} returning secret, old_secret_until as "oldUntil"`
  return row ?? null
}

/** @returns false if there is none */
export const removeWebhook = async (sql: Sql, name: string): Promise<boolean> => {
  const rows = await sql`delete from webhooks where name = ${name} returning 1`
  return rows.length > 0
}

export const listWebhooks = (sql: Sql): Promise<Webhook[]> =>
  sql<Webhook[]>`
    select w.name, w.url, w.types,
      (select count(*)::int from webhook_deliveries d where d.webhook = w.name and d.state = 'waiting') as waiting,
      (select max(ended_at) from webhook_deliveries d where d.webhook = w.name and d.state = 'delivered') as "lastDeliveredAt",
      (select answer from webhook_deliveries d where d.webhook = w.name and d.state <> 'delivered' and d.answer is not null
        order by d.position desc limit 1) as failure
    from webhooks w order by w.name`

export interface Delivery {
  readonly position: number
  readonly at: Date
  readonly type: string
  readonly subject: string
  readonly state: string
  readonly tries: number
  readonly nextTryAt: Date | null
  readonly endedAt: Date | null
  readonly answer: string | null
}

/** What was sent to a webhook and what is on its way, newest first. */
export const listDeliveries = async (
  sql: Sql,
  name: string,
  before: number | undefined,
  limit: number,
): Promise<{ data: Delivery[]; nextCursor: string | null }> => {
  const rows = await sql<Delivery[]>`
    select position, at, type, subject, state, tries, case when state = 'waiting' then next_try_at end as "nextTryAt", ended_at as "endedAt", answer
    from webhook_deliveries where webhook = ${name} and ${before === undefined ? sql`true` : sql`position < ${before}::bigint`}
    order by position desc limit ${limit + 1}`
  return pageOf(rows, limit, ({ position }) => [String(position)])
}

/** Sends a change once more, as soon as those before it have arrived. @returns false if there is no such delivery */
export const replay = async (sql: Queries, name: string, position: number): Promise<boolean> => {
  const rows = await sql`
    update webhook_deliveries set state = 'waiting', next_try_at = now(), first_try_at = null, tries = 0, ended_at = null
    where webhook = ${name} and position = ${position}::bigint returning 1`
  return rows.length > 0
}
