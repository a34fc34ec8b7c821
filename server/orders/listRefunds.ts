import type { Guest, PaymentMethod, RefundReason, RefundWay } from '../../shared/orders/orders.ts'
import type { Sql } from '../db/connect.ts'
import { pageOf } from '../db/pages.ts'

/** Money that has to go back, or has gone, with the order that it is of. */
export interface RefundRow {
  readonly id: string
  readonly amount: number
  readonly currency: string
  readonly state: 'due' | 'done'
  readonly reason: RefundReason
  readonly raisedAt: Date
  readonly doneAt: Date | null
  readonly doneBy: string | null
  readonly way: RefundWay | null
  readonly reference: string | null
  readonly failure: string | null
  readonly failedAt: Date | null
  readonly order: string
  readonly number: string
  readonly channel: string
  readonly location: string
  readonly customer: Guest | null
  /** By which ways money came in for it. */
  readonly methods: PaymentMethod[]
}

export interface RefundsQuery {
  readonly state?: 'due' | 'done' | undefined
  readonly channel?: string | undefined
  readonly location?: string | undefined
  /** The id of the last refund that was read. */
  readonly before?: string | undefined
  readonly limit: number
}

/** Refunds, those raised last first; what was withdrawn is none. */
export const listRefunds = async (
  sql: Sql,
  { state, channel, location, before, limit }: RefundsQuery,
): Promise<{ data: RefundRow[]; nextCursor: string | null }> => {
  const rows = await sql<RefundRow[]>`
    select r.id, r.amount, o.currency, r.state, r.reason, r.raised_at as "raisedAt", r.done_at as "doneAt", r.done_by as "doneBy", r.way, r.reference,
      r.failure, r.failed_at as "failedAt", o.id as order, o.number, o.channel, o.location, o.customer,
      array(select distinct method from payments p where p.order_id = o.id order by method) as methods
    from refunds r join orders o on o.id = r.order_id
    where ${state === undefined ? sql`r.state <> 'withdrawn'` : sql`r.state = ${state}`}
      and ${channel === undefined ? sql`true` : sql`o.channel = ${channel}`}
      and ${location === undefined ? sql`true` : sql`o.location = ${location}`}
      and ${before === undefined ? sql`true` : sql`(r.raised_at, r.id) < (select raised_at, id from refunds where id = ${before})`}
    order by r.raised_at desc, r.id desc limit ${limit + 1}`
  return pageOf(rows, limit, ({ id }) => [id])
}
