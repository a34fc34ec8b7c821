import { TRPCError } from '@trpc/server'
import { z } from 'zod'
import { codeSchema } from '../../../shared/codes.ts'
import { beginSale, endSale, readSale, type SaleState } from '../../gate/flashSales.ts'
import { router, staffProcedure } from './procedures.ts'

/** The longest that a manager puts goods on flash sale at a time. */
const longestHours = 72

const shown = ({ endsAt, ...state }: SaleState) => ({ ...state, endsAt: endsAt?.getTime() ?? null })

const noItem = (): TRPCError => new TRPCError({ code: 'NOT_FOUND', message: 'item' })

/** Flash sales at the terminal's location (SPEC F1). NOT_FOUND: there is no such item. */
export const sales = router({
  read: staffProcedure('manager')
    .input(z.object({ sku: codeSchema }))
    .query(async ({ ctx: { hub, terminal }, input: { sku } }) => {
      const state = await readSale(hub.sql, { sku, location: terminal.location })
      if (state === null) throw noItem()
      return shown(state)
    }),

  begin: staffProcedure('manager')
    .input(z.object({ sku: codeSchema, hours: z.int().min(1).max(longestHours) }))
    .mutation(async ({ ctx: { hub, terminal }, input: { sku, hours } }) => {
      const { location } = terminal
      // The database's clock decides when it is over.
      const [end] = await hub.sql<{ at: Date }[]>`select now() + make_interval(hours => ${hours}) as at`
      if (!(await beginSale(hub.sql, { sku, location, endsAt: end?.at ?? null }))) throw noItem()
      await hub.gate.salesChanged()
    }),

  end: staffProcedure('manager')
    .input(z.object({ sku: codeSchema }))
    .mutation(async ({ ctx: { hub, terminal }, input: { sku } }) => {
      await endSale(hub.sql, { sku, location: terminal.location })
      await hub.gate.salesChanged()
    }),
})
