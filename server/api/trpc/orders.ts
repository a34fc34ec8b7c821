import { TRPCError } from '@trpc/server'
import { z } from 'zod'
import { codeSchema } from '../../../shared/codes.ts'
import { orderStates } from '../../../shared/orders/orders.ts'
import { uuidSchema } from '../../../shared/protocol/commands.ts'
import { searchTextSchema } from '../../catalogue/items.ts'
import { cursorOf, pageOf } from '../../db/pages.ts'
import { bringOrder } from '../../orders/bringOrder.ts'
import { searchOrders } from '../../orders/searchOrders.ts'
import { bookUnmatched, listUnmatched } from '../../payments/unmatched.ts'
import { router, staffProcedure, terminalProcedure } from './procedures.ts'

const uuidCursor = cursorOf(z.tuple([uuidSchema])).nullish()

/** Questions about orders that a replica cannot answer: those that ended long ago, and money that names none. */
export const orders = router({
  find: terminalProcedure
    .input(
      z.object({
        text: searchTextSchema.optional(),
        state: z.enum(orderStates).optional(),
        channel: codeSchema.optional(),
        cursor: uuidCursor,
        limit: z.int().min(1).max(100).default(50),
      }),
    )
    .query(({ ctx: { hub, terminal }, input: { cursor, ...search } }) =>
      searchOrders(hub.sql, { ...search, location: terminal.location, before: cursor?.[0] }),
    ),

  /** An order that only the hub knows comes back to the terminals here, to be worked with. NOT_FOUND: there is none here. */
  bring: terminalProcedure
    .input(z.object({ order: uuidSchema }))
    .mutation(async ({ ctx: { hub, terminal }, input: { order } }) => {
      if (!(await bringOrder(hub.sql, terminal.location, order)))
        throw new TRPCError({ code: 'NOT_FOUND', message: 'there is no such order here' })
    }),

  /** Lines of the bank's statements that name no order, or several. */
  unmatched: staffProcedure('manager')
    .input(z.object({ cursor: uuidCursor, limit: z.int().min(1).max(500).default(100) }))
    .query(async ({ ctx: { hub }, input: { cursor, limit } }) =>
      pageOf(await listUnmatched(hub.sql, cursor?.[0], limit), limit, ({ id }) => [id]),
    ),

  /** Books such a line to the order to which it belongs. Said again it changes nothing. NOT_FOUND: it is booked to another, or there is no such order. */
  bookLine: staffProcedure('manager')
    .input(z.object({ line: uuidSchema, order: uuidSchema }))
    .mutation(async ({ ctx: { hub, terminal, person }, input: { line, order } }) => {
      const { channel, holdTtlSeconds: ttlSeconds } = terminal
      const giver = { channel, ttlSeconds, terminal: terminal.id, staff: person.id, role: person.role, ownOnly: false }
      const { type } = await hub.sql.begin((tx) => bookUnmatched(hub, tx, line, order, giver))
      if (type !== 'done')
        throw new TRPCError({ code: 'NOT_FOUND', message: 'there is no such line to book, or no such order' })
    }),
})
