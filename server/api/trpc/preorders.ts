import { TRPCError } from '@trpc/server'
import { z } from 'zod'
import { codeSchema } from '../../../shared/codes.ts'
import { arriveSchema } from '../../../shared/preorders/commands.ts'
import { uuidSchema } from '../../../shared/protocol/commands.ts'
import { cursorOf } from '../../db/pages.ts'
import { AlreadyThere } from '../../db/alreadyThere.ts'
import { announce, changed } from '../../feed/announce.ts'
import { listPreorders, preorderInputSchema, putPreorder, TooFew } from '../../preorders/preorders.ts'
import { router, staffProcedure, terminalProcedure } from './procedures.ts'

const cursor = cursorOf(z.tuple([codeSchema, codeSchema])).nullish()

/** Goods to come at the terminal's location. Who pre-ordered them is among the orders that it has a copy of. */
export const preorders = router({
  pools: terminalProcedure
    .input(z.object({ cursor, limit: z.int().min(1).max(500).default(200) }))
    .query(({ ctx: { hub, terminal }, input }) =>
      listPreorders(hub.sql, {
        ...{ location: terminal.location, limit: input.limit },
        after: input.cursor ?? undefined,
      }),
    ),

  /** Says as a whole how many may be pre-ordered, and on which terms. NOT_FOUND: there is no such item. */
  save: staffProcedure('manager')
    .input(z.object({ sku: codeSchema, isNew: z.boolean(), pool: preorderInputSchema }))
    .mutation(({ ctx: { hub, terminal }, input: { sku, isNew, pool } }) =>
      announce<PoolSaved>(hub, async (tx) => {
        const { location } = terminal
        const put = await putPreorder(tx, { sku, location }, pool, isNew)
        if (put === null) throw new TRPCError({ code: 'NOT_FOUND', message: 'item' })
        return changed({ type: 'saved' }, ...put.changes)
      }).catch((error: unknown): PoolSaved => {
        if (error instanceof AlreadyThere) return { type: 'exists' }
        if (error instanceof TooFew) return { type: 'too_few', taken: error.taken }
        throw error
      }),
    ),

  /** Goods have come; said again with the same `id` it is the same arrival. NOT_FOUND: nobody could pre-order them. */
  arrive: staffProcedure('manager')
    .input(arriveSchema.pick({ sku: true, quantity: true, reference: true }).extend({ id: uuidSchema }))
    .mutation(async ({ ctx: { hub, terminal, person }, input: { id, ...goods } }) => {
      const { channel, holdTtlSeconds: ttlSeconds } = terminal
      const answer = await hub.arbiter.submit({
        ...{ caller: `arrivals:${terminal.id}`, key: id, bodyHash: JSON.stringify(goods) },
        command: { type: 'preorder.arrive', location: terminal.location, ...goods },
        giver: { channel, ttlSeconds, terminal: terminal.id, staff: person.id, role: person.role, ownOnly: false },
      })
      if (answer.type !== 'verdict') throw new Error(`the arbiter answered ${answer.type} to an arrival`)
      const { verdict } = answer
      if (!verdict.accepted && verdict.rejection.code === 'not_found')
        throw new TRPCError({ code: 'NOT_FOUND', message: 'preorder' })
      if (!verdict.accepted) throw new Error(`goods that arrived were refused: ${verdict.rejection.code}`)
      if (verdict.outcome.type !== 'arrived') throw new Error(`goods arrived and came out as ${verdict.outcome.type}`)
      const { promised, forSale } = verdict.outcome
      return { promised, forSale }
    }),
})

type PoolSaved =
  | { readonly type: 'saved' | 'exists' }
  /** The quantity is less than what is promised or has arrived already. */
  | { readonly type: 'too_few'; readonly taken: number }
