import { TRPCError } from '@trpc/server'
import { z } from 'zod'
import { uuidSchema } from '../../../shared/protocol/commands.ts'
import { createPairingCode, pairingPlaceSchema, pairTerminal } from '../../auth/pairing.ts'
import { listTerminals, revokeTerminal } from '../../auth/terminals.ts'
import { nameSchema } from '../../catalogue/locations.ts'
import { announce } from '../../feed/announce.ts'
import { publicProcedure, router, staffProcedure } from './procedures.ts'

export const pairing = router({
  pair: publicProcedure
    .input(z.object({ code: z.string().trim().max(20), name: nameSchema }))
    .mutation(async ({ ctx, input }) => {
      const { hub, address } = ctx
      const paired = await pairTerminal(hub, { ...input, address })
      if (paired.ok) return { token: paired.token, terminal: paired.terminal, epoch: hub.feed.head().epoch }
      if (paired.why === 'wrong') throw new TRPCError({ code: 'UNAUTHORIZED', message: 'wrong code' })
      throw new TRPCError({ code: 'TOO_MANY_REQUESTS', message: `wait ${paired.waitSeconds}` })
    }),

  demo: publicProcedure.query(async ({ ctx }) => {
    const code = ctx.isLoopback ? await ctx.demoCodes.current() : null
    return code === null ? null : { code }
  }),

  createCode: staffProcedure('manager')
    .input(pairingPlaceSchema)
    .mutation(async ({ ctx, input }) => {
      const made = await createPairingCode(ctx.hub.sql, input, ctx.person.id)
      if (!made.ok) throw new TRPCError({ code: 'NOT_FOUND', message: made.what })
      return made.code
    }),

  list: staffProcedure('manager').query(({ ctx }) => listTerminals(ctx.hub.sql)),

  revoke: staffProcedure('manager')
    .input(z.object({ terminal: uuidSchema }))
    .mutation(async ({ ctx, input }) => {
      const isRevoked = await announce(ctx.hub, (tx) => revokeTerminal(tx, input.terminal))
      if (!isRevoked) throw new TRPCError({ code: 'NOT_FOUND', message: 'terminal' })
      ctx.people.forget()
    }),
})
