import { z } from 'zod'
import { idSchema } from '../bookings/fields.ts'

/**
 * What stands on a ticket: the order and the line of it that the ticket is for. An order's id cannot be guessed, and it is made where the seat is
 * sold, so that a ticket can be printed without a network and checked at the hub.
 */
export const ticketCode = (order: string, line: number): string => `${order}.${line}`

export const isTicketCode = (text: string): boolean => ticketCodeSchema.safeParse(text).success

export interface TicketKey {
  readonly order: string
  readonly line: number
}

/** A ticket's code as it is scanned. */
export const ticketCodeSchema = z
  .string()
  .trim()
  .toLowerCase()
  .transform((text, context): TicketKey => {
    const [id, line = '', ...more] = text.split('.')
    const order = idSchema.safeParse(id)
    if (order.success && /^\d{1,4}$/.test(line) && more.length === 0) return { order: order.data, line: Number(line) }
    context.addIssue({ code: 'custom', message: 'no code of a ticket' })
    return z.NEVER
  })
