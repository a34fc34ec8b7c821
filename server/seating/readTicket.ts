import { z } from 'zod'
import { codeSchema } from '../../shared/codes.ts'
import type { TicketKey } from '../../shared/orders/tickets.ts'
import type { Sql } from '../db/connect.ts'

/** Why a ticket lets nobody in: its order was cancelled or failed, is not paid, or its seat is somebody else's. */
const ticketStates = ['valid', 'order_ended', 'not_paid', 'seat_of_another'] as const

export const ticketSchema = z.object({
  order: z.string().meta({ description: 'the number that people read' }),
  event: codeSchema,
  eventName: z.string(),
  startsAt: z.iso.datetime({ offset: true }),
  seat: z.string(),
  state: z.enum(ticketStates).meta({ description: 'only `valid` lets somebody in' }),
})
export type Ticket = z.infer<typeof ticketSchema>

interface Row extends Omit<Ticket, 'startsAt' | 'state'> {
  readonly startsAt: Date
  readonly orderState: string
  readonly isTheirs: boolean
}

/** A ticket as it is now. @returns null if no seat was sold with it */
export const readTicket = async (sql: Sql, { order, line }: TicketKey): Promise<Ticket | null> => {
  const [row] = await sql<Row[]>`
    select o.number as order, o.state as "orderState", e.code as event, e.name as "eventName", e.starts_at as "startsAt",
      l.claim ->> 'seat' as seat, c.hold is not null as "isTheirs"
    from order_lines l join orders o on o.id = l.order_id join events e on e.code = l.claim ->> 'event'
    left join seat_claims c on c.event = e.code and c.seat = l.claim ->> 'seat' and c.active and c.ends_at is null
      and c.hold in (l.hold, o.hold)
    where l.order_id = ${order} and l.line = ${line} and l.claim ->> 'kind' = 'seat'`
  if (row === undefined) return null
  const { orderState, isTheirs, startsAt, ...told } = row
  return { ...told, startsAt: startsAt.toISOString(), state: stateOf(orderState, isTheirs) }
}

const stateOf = (order: string, isTheirs: boolean): Ticket['state'] => {
  if (['cancelled', 'failed', 'expired', 'returned'].includes(order)) return 'order_ended'
  if (['awaiting_payment', 'deposit_paid'].includes(order)) return 'not_paid'
  return isTheirs ? 'valid' : 'seat_of_another'
}
