import { TRPCError } from '@trpc/server'
import { z } from 'zod'
import { codeSchema } from '../../../shared/codes.ts'
import { signIn } from '../../auth/signIns.ts'
import { pinSchema } from '../../auth/staff.ts'
import { router, terminalProcedure } from './procedures.ts'

export const staff = router({
  /** Signs a person in for what only the hub can do; the terminal checks the PIN by itself for everything else. */
  signIn: terminalProcedure.input(z.object({ staff: codeSchema, pin: pinSchema })).mutation(async ({ ctx, input }) => {
    const answer = await signIn(ctx.hub.sql, ctx.terminal.id, input.staff, input.pin)
    if (answer.ok) return { token: answer.token, expiresAt: answer.expiresAt }
    if (answer.why === 'wrong') throw new TRPCError({ code: 'UNAUTHORIZED', message: 'wrong pin' })
    throw new TRPCError({ code: 'TOO_MANY_REQUESTS', message: `wait ${answer.waitSeconds}` })
  }),
})
