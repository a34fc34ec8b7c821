import { z } from 'zod'
import type { Order } from '../../shared/orders/orders.ts'
import type { Sql } from '../db/connect.ts'
import { countWaiting } from '../queue/seatBuyers.ts'

/** An event as its page's way back knows it: whoever lost their seats finds it at `/events/{code}`. */
export const eventOfOrderSchema = z
  .object({
    code: z.string().meta({ description: 'its page is `/events/{code}`, and its line `/events/{code}#queue`' }),
    name: z.string(),
    startsAt: z.iso.datetime({ offset: true }),
    waiting: z.number().meta({ description: 'how many queue for its seats' }),
  })
  .meta({ id: 'EventOfOrder' })
export type EventOfOrder = z.infer<typeof eventOfOrderSchema>

/** The events of which an order has seats, as far as anybody can choose seats of them (SPEC E7). */
export const readEventsOf = async (sql: Sql, { lines }: Pick<Order, 'lines'>): Promise<EventOfOrder[]> => {
  const codes = [...new Set(lines.flatMap(({ line }) => (line.kind === 'seat' ? [line.event] : [])))]
  if (codes.length === 0) return []
  const events = await sql<{ code: string; name: string; startsAt: Date }[]>`
    select code, name, starts_at as "startsAt" from events
    where code = any(${codes}::text[]) and public_seats > 0 and starts_at > clock_timestamp() - interval '1 day'
    order by starts_at, code`
  return Promise.all(
    events.map(async ({ code, name, startsAt }) => ({
      ...{ code, name, startsAt: startsAt.toISOString() },
      waiting: await countWaiting(sql, code),
    })),
  )
}
