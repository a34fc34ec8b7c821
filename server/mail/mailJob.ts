import type { Logger } from 'pino'
import { isUnpaid, moneyOf, nextInstalment } from '../../shared/orders/orders.ts'
import type { CheckoutKeys } from '../checkout/checkoutKeys.ts'
import type { Sql } from '../db/connect.ts'
import { readOrder } from '../orders/readOrders.ts'
import { type NextWake, startWakingJob, type WakingJob } from '../wakingJob.ts'
import type { Letter, Mailer } from './mailer.ts'
import { reminderLetter } from './reminderLetter.ts'

export interface MailOptions {
  readonly sql: Sql
  readonly mailer: Pick<Mailer, 'send'>
  readonly keys: Pick<CheckoutKeys, 'keyOf'>
  /** The hub's address as payers reach it. */
  readonly publicUrl: string | null
  readonly log: Logger
  readonly tickMs?: number
}

/** Letters that are sent side by side. */
const atOnce = 5
/** Another hub leaves a letter that is being sent alone for so long, in seconds; longer than the mailer's patience. */
const claimedFor = 60
/** How long after each try that failed the next one comes, in seconds; after the last one it is given up. */
const waits = [30, 120, 600, 3_600, 7_200] as const

interface Due {
  readonly order: string
  readonly instalment: number
  readonly before: number
  readonly tries: number
  readonly isStale: boolean
}

/** Sends what waits. @returns how many letters were looked at */
export const sendLetters = async (options: MailOptions): Promise<number> => {
  const due = await options.sql<Due[]>`
    update order_reminders r set next_try_at = clock_timestamp() + make_interval(secs => ${claimedFor}), tries = r.tries + 1
    from (
      select order_id, instalment, before_seconds from order_reminders where mail = 'waiting' and next_try_at <= (select clock_timestamp())
      order by next_try_at limit ${atOnce} for update skip locked
    ) as d
    where r.order_id = d.order_id and r.instalment = d.instalment and r.before_seconds = d.before_seconds
    returning r.order_id as order, r.instalment, r.before_seconds as before, r.tries, r.told_at < now() - interval '1 day' as "isStale"`
  await Promise.all(due.map((one) => sendOne(options, one)))
  return due.length
}

const sendOne = async ({ sql, mailer, keys, publicUrl, log }: MailOptions, due: Due): Promise<void> => {
  const { order, instalment, before, tries, isStale } = due
  const end = (mail: 'sent' | 'needless' | 'failed', failure: string | null) => sql`
    update order_reminders set mail = ${mail}, failure = ${failure}, next_try_at = null
    where order_id = ${order} and instalment = ${instalment} and before_seconds = ${before} and mail = 'waiting'`
  const letter = isStale ? null : await letterFor(sql, keys, publicUrl, due)
  if (letter === null) {
    await end('needless', null)
    return
  }
  const sending = await mailer.send(letter)
  if (sending.type === 'sent') {
    await end('sent', null)
    return
  }
  log.warn({ order, tries, reason: sending.reason }, 'a reminder could not be sent')
  const wait = sending.type === 'refused' ? undefined : waits[tries - 1]
  if (wait === undefined) await end('failed', sending.reason)
  else
    await sql`
      update order_reminders set next_try_at = clock_timestamp() + make_interval(secs => ${wait}), failure = ${sending.reason}
      where order_id = ${order} and instalment = ${instalment} and before_seconds = ${before} and mail = 'waiting'`
}

/** Null if there is nothing to remind of any more. */
const letterFor = async (
  sql: Sql,
  keys: MailOptions['keys'],
  publicUrl: string | null,
  { order: id, instalment, before }: Due,
): Promise<Letter | null> => {
  const order = (await readOrder(sql, id))?.order
  const to = order?.customer?.email
  if (order === undefined || to === undefined || !isUnpaid(order.state)) return null
  const next = nextInstalment(order.plan, moneyOf(order))
  if (next === null || order.plan.indexOf(next) !== instalment) return null
  const [place] = await sql<{ shop: string; timeZone: string }[]>`
    select name as shop, time_zone as "timeZone" from locations where code = ${order.location}`
  if (place === undefined) throw new Error(`order ${id} is of no location`)
  const payAt = publicUrl === null ? null : `${publicUrl}/checkout/${await keys.keyOf(id)}`
  return { id: `${id}.${instalment}.${before}`, to, ...reminderLetter(order, { ...place, instalment: next, payAt }) }
}

/** The job that sends letters. It blocks nobody: whatever becomes of a letter, the payer was told on the feed. */
export const startMailJob = (options: MailOptions): Pick<WakingJob, 'stop'> => {
  const { sql, log, tickMs = 5_000 } = options
  const run = async (stopped: () => boolean): Promise<NextWake | null> => {
    while (!stopped() && (await sendLetters(options)) > 0);
    const [row] = await sql<{ now: number; next: number }[]>`
      select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now, ceil(extract(epoch from next_try_at) * 1000)::bigint as next
      from order_reminders where mail = 'waiting' order by next_try_at limit 1`
    return row ?? null
  }
  return startWakingJob({ name: 'mail', log, run, tickMs })
}
