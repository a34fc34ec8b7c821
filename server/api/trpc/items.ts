import { TRPCError } from '@trpc/server'
import { z } from 'zod'
import { codeSchema } from '../../../shared/codes.ts'
import { listItem } from '../../catalogue/items.ts'
import { saveItem, savedItemSchema } from '../../catalogue/saveItem.ts'
import { unlessThere } from '../../db/alreadyThere.ts'
import { announce, changed } from '../../feed/announce.ts'
import { router, staffProcedure } from './procedures.ts'

/** What a manager does with the shop's goods; a file of them goes through `importItems.ts`. */
export const items = router({
  /** Makes or changes one item, and counts it at the terminal's location. CONFLICT: a new one that is there already. */
  save: staffProcedure('manager')
    .input(savedItemSchema)
    .mutation(async ({ ctx, input }) => {
      const { hub, terminal, person } = ctx
      const { channel, holdTtlSeconds: ttlSeconds, location } = terminal
      const giver = { channel, ttlSeconds, terminal: terminal.id, staff: person.id, role: person.role, ownOnly: false }
      const place = { location, giver, newId: hub.newId }
      const saved = await unlessThere(announce(hub, (tx) => saveItem(tx, input, place)))
      if (saved === null) throw new TRPCError({ code: 'CONFLICT', message: 'there is an item of this SKU' })
      return saved
    }),

  /** Takes an item out of what is sold, or offers it again (SPEC N1). NOT_FOUND: there is no such item. */
  setListed: staffProcedure('manager')
    .input(z.strictObject({ sku: codeSchema, listed: z.boolean() }))
    .mutation(async ({ ctx: { hub }, input: { sku, listed } }) => {
      const found = await announce(hub, async (tx) => {
        const changes = await listItem(tx, sku, listed)
        return changed(changes !== null, ...(changes ?? []))
      })
      if (!found) throw new TRPCError({ code: 'NOT_FOUND', message: 'item' })
      await hub.gate.salesChanged()
    }),
})
