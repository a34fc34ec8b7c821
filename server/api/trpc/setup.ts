import { TRPCError } from '@trpc/server'
import { isNew, newShopSchema, setUpDemo, setUpShop } from '../../setUp/newShop.ts'
import { publicProcedure, router } from './procedures.ts'

/** Only from the hub's own machine: whoever reaches a hub over the network has no say in whose shop it is. */
const ownMachineProcedure = publicProcedure.use(async ({ ctx, next }) => {
  if (!ctx.isLoopback) throw new TRPCError({ code: 'FORBIDDEN', message: 'only on the hub’s own machine' })
  return next()
})

const codeOf = (code: string | null): { code: string } => {
  if (code === null) throw new TRPCError({ code: 'CONFLICT', message: 'there is a shop' })
  return { code }
}

export const setup = router({
  needed: publicProcedure.query(async ({ ctx }) => ({ needed: ctx.isLoopback && (await isNew(ctx.hub.sql)) })),

  shop: ownMachineProcedure.input(newShopSchema).mutation(async ({ ctx, input }) => {
    const made = codeOf(await setUpShop(ctx.hub, input))
    ctx.people.forget()
    return made
  }),

  demo: ownMachineProcedure.mutation(async ({ ctx }) => {
    const made = codeOf(await setUpDemo(ctx.hub))
    ctx.people.forget()
    return made
  }),
})
