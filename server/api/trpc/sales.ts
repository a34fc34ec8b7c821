import { TRPCError } from '@trpc/server'
import { z } from 'zod'
import { codeSchema } from '../../../shared/codes.ts'
import { announce, changed } from '../../feed/announce.ts'
import { maxQuantity } from '../../../shared/quantity.ts'
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
    .input(
      z.object({
        sku: codeSchema,
        hours: z.int().min(1).max(longestHours),
        perBuyer: z.int().min(1).max(maxQuantity).nullable(),
      }),
    )
    .mutation(async ({ ctx: { hub, terminal }, input: { sku, hours, perBuyer } }) => {
      const { location } = terminal
      // The database's clock decides when it is over.
      const [end] = await hub.sql<{ at: Date }[]>`select now() + make_interval(hours => ${hours}) as at`
      const sale = { sku, location, endsAt: end?.at ?? null, perBuyer }
      const begun = await announce(hub, async (tx) => {
        const changes = await beginSale(tx, sale)
        return changed(changes !== null, ...(changes ?? []))
      })
      if (!begun) throw noItem()
      await hub.gate.salesChanged()
    }),

  end: staffProcedure('manager')
    .input(z.object({ sku: codeSchema }))
    .mutation(async ({ ctx: { hub, terminal }, input: { sku } }) => {
      const { location } = terminal
      await announce(hub, async (tx) => changed(undefined, ...((await endSale(tx, { sku, location })) ?? [])))
      await hub.gate.salesChanged()
    }),
})
