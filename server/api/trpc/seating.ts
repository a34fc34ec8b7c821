import { TRPCError } from '@trpc/server'
import { z } from 'zod'
import { ticketCodeSchema } from '../../../shared/orders/tickets.ts'
import { announce } from '../../feed/announce.ts'
import { readTicket } from '../../seating/readTicket.ts'
import { saveEvent, savedEventSchema } from '../../seating/saveEvent.ts'
import { router, staffProcedure, terminalProcedure } from './procedures.ts'

/** What is asked and done about events at terminals besides commands on their seats. */
export const seating = router({
  /** Makes or changes an event of the terminal's own location as a whole. */
  saveEvent: staffProcedure('manager')
    .input(savedEventSchema)
    .mutation(({ ctx: { hub, terminal }, input }) => announce(hub, (tx) => saveEvent(tx, input, terminal.location))),

  /** A ticket as it is now. NOT_FOUND: no seat was sold with this code. */
  ticket: terminalProcedure.input(z.object({ code: ticketCodeSchema })).query(async ({ ctx: { hub }, input }) => {
    const ticket = await readTicket(hub.sql, input.code)
    if (ticket === null) throw new TRPCError({ code: 'NOT_FOUND', message: 'ticket' })
    return ticket
  }),
})
