import { z } from 'zod'
import { ticketCodeSchema } from '../../../shared/orders/tickets.ts'
import { readTicket, ticketSchema } from '../../seating/readTicket.ts'
import type { Hub } from '../hub.ts'
import { notFound } from '../problem.ts'
import type { RestApp } from './restApp.ts'

const codeText = z.string().min(1).max(100).meta({ description: 'as it was scanned: `ORDER.LINE`' })

/** `GET /v1/tickets/{code}`: for whoever stands at the door. */
export const ticketRoutes = (app: RestApp, hub: Hub): void => {
  app.get(
    '/v1/tickets/:code',
    {
      schema: {
        tags: ['Seats'],
        summary: 'A ticket by its code',
        description:
          'The code of a ticket is the id of its order and the place of the seat among the order’s lines, from 0: `ORDER.LINE`. It lets somebody in ' +
          'while its state is `valid`.',
        params: z.object({ code: codeText }),
        response: { 200: ticketSchema },
      },
    },
    async (request) => {
      const { data: key } = ticketCodeSchema.safeParse(request.params.code)
      const ticket = key === undefined ? null : await readTicket(hub.sql, key)
      if (ticket === null) throw notFound('ticket', request.params.code)
      return ticket
    },
  )
}
