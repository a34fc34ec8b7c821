import type { Sql } from '../db/connect.ts'

const hour = 3_600
/** For so long a change is tried again, in seconds. */
export const patience = 72 * hour
/** In seconds. Longer than what was claimed takes: then another hub may try. */
const claimedFor = 20
/** What was claimed is begun within this time, in milliseconds: with the time that a receiver may take for the last of it, that is less than the claim lasts. */
export const begunWithinMs = 8_000
/** Looking for the first of each subject reads past all that waits behind them: after a long time without a receiver that is much, and is to be worth it. */
const subjectsAtOnce = 500
const inARow = 200
const takenAtOnce = 3_200

/** A change that is this hub's to send, for a while. */
export interface Claimed {
  readonly webhook: string
  readonly position: number
  readonly subject: string
  readonly url: string
  /** What it is signed by: the secret, and for a while the one before it. */
  readonly secrets: readonly string[]
  readonly body: string
  /** This one among them. */
  readonly tries: number
  readonly epoch: string
  /** It is not tried again. */
  readonly isLast: boolean
}

/**
 * Takes what is due for a receiver: of each subject the earliest that has not arrived, and what waits behind it. All of it stays in the
 * queue, so that nothing later of its subject overtakes it; if we die, it is due again.
 * @returns subject by subject, each in order
 */
export const claim = async (sql: Sql, webhook: string): Promise<Claimed[][]> => {
  const rows = await sql<Claimed[]>`
    with firsts as (
      select d.webhook, d.subject, d.position from webhook_deliveries d
      where d.webhook = ${webhook} and d.state = 'waiting' and d.next_try_at <= now()
        and not exists (
          select from webhook_deliveries e
          where e.webhook = d.webhook and e.subject = d.subject and e.state = 'waiting' and e.position < d.position
        )
      order by d.next_try_at, d.position limit ${subjectsAtOnce} for update of d skip locked
    ), taken as (
      select one.position from firsts f cross join lateral (
        select d.position from webhook_deliveries d
        where d.webhook = f.webhook and d.subject = f.subject and d.state = 'waiting' and d.position >= f.position
        order by d.position limit ${inARow}
      ) one limit ${takenAtOnce}
    )
    update webhook_deliveries d set next_try_at = clock_timestamp() + make_interval(secs => ${claimedFor})
    from taken, webhooks w, hub
    where d.webhook = ${webhook} and d.position = taken.position and d.state = 'waiting' and w.name = d.webhook
    returning d.webhook, d.position, d.subject, w.url, d.body,
      case when w.old_secret_until > now() then array[w.secret, w.old_secret] else array[w.secret] end as secrets, d.tries + 1 as tries, hub.epoch,
      coalesce(d.first_try_at < now() - make_interval(secs => ${patience}), false) as "isLast"`
  const subjects = new Map<string, Claimed[]>()
  for (const row of rows.toSorted((a, b) => a.position - b.position)) {
    const before = subjects.get(row.subject)
    if (before === undefined) subjects.set(row.subject, [row])
    else before.push(row)
  }
  return [...subjects.values()]
}

/** Gives back what was claimed and not begun. */
export const giveBack = async (sql: Sql, claimed: readonly Claimed[]): Promise<void> => {
  if (claimed.length === 0) return
  await sql`
    update webhook_deliveries d set next_try_at = now()
    from unnest(${claimed.map(({ webhook }) => webhook)}::text[], ${claimed.map(({ position }) => position)}::bigint[]) as c (webhook, position)
    where d.webhook = c.webhook and d.position = c.position and d.state = 'waiting'`
}
