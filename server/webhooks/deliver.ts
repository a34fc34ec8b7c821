import type { Sql } from '../db/connect.ts'
import type { SendOptions } from './exchange.ts'
import { send, type Sent } from './send.ts'
import { longestPause, waitAfter } from './waits.ts'

const hour = 3_600

/** For so long a change is tried again, in seconds. */
const patience = 72 * hour
/** Longer than a receiver may take: then another hub may try. */
const claimedFor = 20
const sentAtOnce = 16

interface Claimed {
  readonly webhook: string
  readonly position: number
  readonly url: string
  readonly secret: string
  readonly body: string
  readonly tries: number
  readonly epoch: string
  readonly isLast: boolean
}

/**
 * Takes what is due: of each subject the earliest that has not arrived, of receivers that are not left alone. What is claimed stays in the queue, so that
 * nothing later of its subject overtakes it; if we die, it is due again.
 */
const claim = (sql: Sql): Promise<Claimed[]> =>
  sql<Claimed[]>`
    with due as (
      select d.webhook, d.position from webhook_deliveries d join webhooks w on w.name = d.webhook
      where d.state = 'waiting' and d.next_try_at <= clock_timestamp() and coalesce(w.paused_until <= clock_timestamp(), true)
        and not exists (
          select from webhook_deliveries e
          where e.webhook = d.webhook and e.subject = d.subject and e.state = 'waiting' and e.position < d.position
        )
      order by d.position limit ${sentAtOnce} for update of d skip locked
    )
    update webhook_deliveries d
    set tries = tries + 1, first_try_at = coalesce(first_try_at, clock_timestamp()),
      next_try_at = clock_timestamp() + make_interval(secs => ${claimedFor})
    from due, webhooks w, hub
    where d.webhook = due.webhook and d.position = due.position and w.name = d.webhook
    returning d.webhook, d.position, w.url, w.secret, d.body, d.tries, hub.epoch,
      d.first_try_at < clock_timestamp() - make_interval(secs => ${patience}) as "isLast"`

/** Sends what is due until nothing is. @returns how many arrived */
export const deliverDue = async (sql: Sql, options: SendOptions, stopped: () => boolean): Promise<number> => {
  let arrived = 0
  while (!stopped()) {
    const claimed = await claim(sql)
    if (claimed.length === 0) break
    const outcomes = await Promise.all(claimed.map((one) => deliverOne(sql, one, options)))
    arrived += outcomes.filter(Boolean).length
  }
  return arrived
}

const deliverOne = async (sql: Sql, claimed: Claimed, options: SendOptions): Promise<boolean> => {
  const { webhook, position, url, secret, body, epoch } = claimed
  const sent = await send({ url, secret, body, id: `msg_${epoch}_${position}` }, new Date(), options)
  await (sent.ok ? arrive(sql, webhook, position, sent) : fail(sql, claimed, sent))
  return sent.ok
}

const arrive = (sql: Sql, webhook: string, position: number, { answer }: Sent): Promise<unknown> =>
  sql`
    with done as (
      update webhook_deliveries set state = 'delivered', ended_at = now(), answer = ${answer}
      where webhook = ${webhook} and position = ${position}::bigint
    )
    update webhooks set paused_until = null where name = ${webhook} and paused_until is not null`

const fail = (sql: Sql, { webhook, position, tries, isLast }: Claimed, { answer }: Sent): Promise<unknown> => {
  const wait = waitAfter(tries)
  return sql`
    with failed as (
      update webhook_deliveries
      set state = ${isLast ? 'given_up' : 'waiting'}, ended_at = case when ${isLast} then now() end, answer = ${answer},
        next_try_at = clock_timestamp() + make_interval(secs => ${wait})
      where webhook = ${webhook} and position = ${position}::bigint
    )
    update webhooks set paused_until = clock_timestamp() + make_interval(secs => ${Math.min(wait, longestPause)}) where name = ${webhook}`
}
