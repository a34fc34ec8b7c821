import { TRPCError } from '@trpc/server'
import { z } from 'zod'
import { codeSchema } from '../../../shared/codes.ts'
import { searchTextSchema } from '../../catalogue/items.ts'
import { cursorOf } from '../../db/pages.ts'
import { findLastTaken } from '../../stock/lastTaken.ts'
import { listMovements, movementIdSchema } from '../../stock/movements.ts'
import { isCursorOf, listTotals, readTotal, totalsCursorSchema, totalSorts } from '../../stock/totals.ts'
import { router, terminalProcedure } from './procedures.ts'

const limit = z.int().min(1).max(500).default(50)

const unknown = (what: string): TRPCError => new TRPCError({ code: 'NOT_FOUND', message: what })

/** Questions that only the hub can answer: other locations, and history. */
export const stock = router({
  totals: terminalProcedure
    .input(
      z.object({
        query: searchTextSchema.optional(),
        sort: z.enum(totalSorts).default('sku'),
        descending: z.boolean().default(false),
        unlisted: z.boolean().optional(),
        cursor: cursorOf(totalsCursorSchema).nullish(),
        limit,
      }),
    )
    .query(({ ctx, input: { cursor, ...query } }) => {
      if (cursor != null && !isCursorOf(query.sort, cursor))
        throw new TRPCError({ code: 'BAD_REQUEST', message: 'a cursor of another order' })
      return listTotals(ctx.hub.sql, { ...query, after: cursor ?? undefined })
    }),

  bySku: terminalProcedure.input(z.object({ sku: codeSchema })).query(async ({ ctx, input }) => {
    const total = await readTotal(ctx.hub.sql, input.sku)
    if (total === null) throw unknown('sku')
    return total
  }),

  movements: terminalProcedure
    .input(
      z.object({
        sku: codeSchema,
        location: codeSchema,
        cursor: cursorOf(z.tuple([movementIdSchema])).nullish(),
        limit,
      }),
    )
    .query(async ({ ctx, input: { sku, location, cursor, limit: most } }) => {
      const page = await listMovements(ctx.hub.sql, { sku, location, before: cursor?.[0], limit: most })
      if (page === null) throw unknown('stock')
      const data = page.data.map(({ return: _return, at, ...move }) => ({ ...move, at: at.getTime() }))
      return { data, nextCursor: page.nextCursor }
    }),

  /** Who took the last that could be had here; null if there is some, or if it was too long ago to be of use. */
  lastTaken: terminalProcedure.input(z.object({ sku: codeSchema })).query(async ({ ctx, input }) => {
    const taken = await findLastTaken(ctx.hub.sql, input.sku, ctx.terminal.location)
    return taken === null ? null : { ...taken, at: taken.at.getTime() }
  }),
})
