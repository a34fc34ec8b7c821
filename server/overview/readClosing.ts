import { z } from 'zod'
import type { Sql } from '../db/connect.ts'

const count = z.number()

/** What a day at a location came to. Amounts in minor units of the shop's currency. */
export const closingSchema = z.object({
  ...{ day: z.string(), at: count },
  /** Money that came in, by the way it came. */
  takings: z.array(z.object({ method: z.string(), payments: count, amount: count })),
  /** What was taken at each till, by the way it came, and how much of it for orders (SPEC O14). What came by no till is not here. */
  tills: z.array(
    z.object({
      ...{ terminal: z.string(), name: z.string(), method: z.string() },
      ...{ payments: count, amount: count, forOrders: count },
    }),
  ),
  /** The same by channel. */
  channels: z.array(z.object({ channel: z.string(), name: z.string(), orders: count, amount: count })),
  /** Money that went back that day, and what still has to. */
  refunded: z.object({ count, amount: count }),
  /** What went back, by the way in which the order's money came last: so it is given back. */
  refundedBy: z.array(z.object({ method: z.string(), payments: count, amount: count })),
  refundsDue: z.object({ count, amount: count }),
  /** Orders that wait for money now, and how much of it has not come. */
  unpaid: z.object({ count, amount: count }),
  /** What became of the holds that were placed that day. */
  holds: z.object({ placed: count, confirmed: count, released: count, expired: count, live: count }),
  discrepancies: z.object({ raised: count, open: count }),
})
export type Closing = z.infer<typeof closingSchema>

export interface ClosingQuery {
  readonly location: string
  /** `2026-11-26`, a day in this zone. */
  readonly day: string
  readonly zone: string
}

interface Sum {
  readonly count: number
  readonly amount: number
}

const nothing: Sum = { count: 0, amount: 0 }

const together = (parts: Closing['refundedBy']): Sum => ({
  count: parts.reduce((sum, { payments }) => sum + payments, 0),
  amount: parts.reduce((sum, { amount }) => sum + amount, 0),
})

/** A day's closing, as the hub has it now: what is booked later for that day is in the next one that is asked for. */
export const readClosing = async (sql: Sql, { location, day, zone }: ClosingQuery): Promise<Closing> => {
  const begins = sql`(${day}::date::timestamp at time zone ${zone})`
  const ends = sql`((${day}::date + 1)::timestamp at time zone ${zone})`
  const within = (field: ReturnType<Sql>) => sql`${field} >= ${begins} and ${field} < ${ends}`
  const [takings, tills, channels, refundedBy, [refundsDue], [unpaid], [holds], [discrepancies], [now]] =
    await Promise.all([
      sql<Closing['takings']>`
      select p.method, count(*)::int as payments, sum(p.amount)::float8 as amount
      from payments p join orders o on o.id = p.order_id where o.location = ${location} and ${within(sql`p.at`)}
      group by p.method order by 3 desc, 1`,
      sql<Closing['tills']>`
      select p.terminal, t.name, p.method, count(*)::int as payments, sum(p.amount)::float8 as amount,
        coalesce(sum(p.amount) filter (where o.hold is not null and o.hold <> o.id), 0)::float8 as "forOrders"
      from payments p join orders o on o.id = p.order_id join terminals t on t.id = p.terminal
      where o.location = ${location} and ${within(sql`p.at`)} group by p.terminal, t.name, t.code, p.method order by t.code, 5 desc, 3`,
      sql<Closing['channels']>`
      select o.channel, coalesce(c.name, o.channel) as name, count(distinct o.id)::int as orders, sum(p.amount)::float8 as amount
      from payments p join orders o on o.id = p.order_id left join channels c on c.code = o.channel
      where o.location = ${location} and ${within(sql`p.at`)} group by o.channel, c.name order by 4 desc, 1`,
      sql<Closing['refundedBy']>`
      select p.method, count(*)::int as payments, sum(r.amount)::float8 as amount from refunds r join orders o on o.id = r.order_id
      cross join lateral (select method from payments where order_id = o.id order by at desc, id desc limit 1) as p
      where r.state = 'done' and o.location = ${location} and ${within(sql`r.done_at`)} group by p.method order by 3 desc, 1`,
      sql<Sum[]>`
      select count(*)::int as count, coalesce(sum(r.amount), 0)::float8 as amount from refunds r join orders o on o.id = r.order_id
      where r.state = 'due' and o.location = ${location}`,
      sql<Sum[]>`
      select count(*)::int as count, coalesce(sum(o.total
          - (select coalesce(sum(p.amount), 0) from payments p where p.order_id = o.id)
          + (select coalesce(sum(r.amount), 0) from refunds r where r.order_id = o.id and r.state <> 'withdrawn')), 0)::float8 as amount
      from orders o
      where o.state in ('awaiting_payment', 'deposit_paid') and o.expires_at > now() and o.location = ${location}`,
      sql<Closing['holds'][]>`
      select coalesce(sum(placed), 0)::float8 as placed, coalesce(sum(confirmed), 0)::float8 as confirmed, coalesce(sum(released), 0)::float8 as released,
        coalesce(sum(expired), 0)::float8 as expired, coalesce(sum(live), 0)::float8 as live
      from hold_counts b where b.location = ${location} and ${within(sql`b.at`)}`,
      sql<Closing['discrepancies'][]>`
      select (select count(*)::int from discrepancies d where d.location = ${location} and ${within(sql`d.raised_at`)}) as raised,
        (select count(*)::int from discrepancies d where d.location = ${location} and d.settled_at is null) as open`,
      sql<{ at: number }[]>`select floor(extract(epoch from clock_timestamp()) * 1000)::float8 as at`,
    ])
  return {
    ...{ day, at: now?.at ?? 0, takings: [...takings], tills: [...tills], channels: [...channels] },
    ...{ refunded: together(refundedBy), refundedBy: [...refundedBy] },
    ...{ refundsDue: refundsDue ?? nothing, unpaid: unpaid ?? nothing },
    holds: holds ?? { placed: 0, confirmed: 0, released: 0, expired: 0, live: 0 },
    discrepancies: discrepancies ?? { raised: 0, open: 0 },
  }
}
