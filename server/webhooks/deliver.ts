import type { Sql } from '../db/connect.ts'
import { begunWithinMs, claim, type Claimed, giveBack, patience } from './claim.ts'
import type { SendOptions } from './exchange.ts'
import { send, type Sent } from './send.ts'
import { longestPause, waitAfter } from './waits.ts'

/** Requests to one receiver at a time. */
const sentAtOnce = 16

export interface Delivered {
  /** Something was due, whether or not it arrived. */
  readonly hasTried: boolean
  readonly arrived: number
}

/** Sends what is due for a receiver until nothing is, or something failed. */
export const deliverTo = async (sql: Sql, webhook: string, options: SendOptions): Promise<Delivered> => {
  let [hasTried, hasFailed, arrived] = [false, false, 0]
  while (!hasFailed && options.stopping?.aborted !== true) {
    const subjects = await claim(sql, webhook)
    if (subjects.length === 0) break
    hasTried = true
    const sent = await sendAll(sql, subjects, options)
    hasFailed = sent.hasFailed
    arrived += sent.arrived
  }
  return { hasTried, arrived }
}

/** Begins nothing more once something failed: the receiver is left alone then. */
const sendAll = async (
  sql: Sql,
  subjects: readonly (readonly Claimed[])[],
  options: SendOptions,
): Promise<{ arrived: number; hasFailed: boolean }> => {
  const end = performance.now() + begunWithinMs
  const notBegun: Claimed[] = []
  let [arrived, hasFailed] = [0, false]
  const next = subjects.values()
  const sendSome = async (): Promise<void> => {
    for (const changes of next)
      for (const [n, change] of changes.entries()) {
        if (hasFailed || options.stopping?.aborted === true || performance.now() > end) {
          notBegun.push(...changes.slice(n))
          break
        }
        if (await deliverOne(sql, change, options)) arrived += 1
        else hasFailed = true
      }
  }
  await Promise.all(Array.from({ length: sentAtOnce }, sendSome))
  await giveBack(sql, notBegun)
  return { arrived, hasFailed }
}

const deliverOne = async (sql: Sql, claimed: Claimed, options: SendOptions): Promise<boolean> => {
  const { position, url, secrets, body, epoch } = claimed
  const sent = await send({ url, secrets, body, id: `msg_${epoch}_${position}` }, new Date(), options)
  if (sent.ok) await arrive(sql, claimed, sent)
  // Given up by ourselves, it says nothing of the receiver.
  else if (options.stopping?.aborted === true) await giveBack(sql, [claimed])
  else await fail(sql, claimed, sent)
  return sent.ok
}

const arrive = (sql: Sql, { webhook, position, tries }: Claimed, { answer }: Sent): Promise<unknown> =>
  sql`
    with done as (
      update webhook_deliveries
      set state = 'delivered', ended_at = now(), answer = ${answer}, tries = ${tries}, first_try_at = coalesce(first_try_at, now())
      where webhook = ${webhook} and position = ${position}::bigint
    )
    update webhooks set paused_until = null where name = ${webhook} and paused_until is not null`

/** With a change that is given up go those behind it that are as old: each would be tried for as long again, and they would come to more and more. */
const fail = (sql: Sql, claimed: Claimed, { answer }: Sent): Promise<unknown> => {
  const { webhook, position, subject, tries, isLast } = claimed
  const wait = waitAfter(tries)
  return sql`
    with failed as (
      update webhook_deliveries
      set state = ${isLast ? 'given_up' : 'waiting'}, ended_at = case when ${isLast} then now() end, answer = ${answer}, tries = ${tries},
        first_try_at = coalesce(first_try_at, now()), next_try_at = clock_timestamp() + make_interval(secs => ${wait})
      where webhook = ${webhook} and position = ${position}::bigint
    ), behind as (
      update webhook_deliveries set state = 'given_up', ended_at = now(), answer = ${answer}
      where ${isLast} and webhook = ${webhook} and subject = ${subject} and state = 'waiting' and position > ${position}::bigint
        and at < now() - make_interval(secs => ${patience})
    )
    update webhooks set paused_until = clock_timestamp() + make_interval(secs => ${Math.min(wait, longestPause)}) where name = ${webhook}`
}
