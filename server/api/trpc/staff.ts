import { TRPCError } from '@trpc/server'
import { z } from 'zod'
import { codeSchema } from '../../../shared/codes.ts'
import { changePin } from '../../auth/changePin.ts'
import { savePerson, savedPersonSchema } from '../../auth/savePerson.ts'
import { signIn } from '../../auth/signIns.ts'
import { hashPin, listStaff, pinSchema } from '../../auth/staff.ts'
import { announce } from '../../feed/announce.ts'
import { router, staffProcedure, terminalProcedure } from './procedures.ts'

export const staff = router({
  /** Signs a person in for what only the hub can do; the terminal checks the PIN by itself for everything else. */
  signIn: terminalProcedure.input(z.object({ staff: codeSchema, pin: pinSchema })).mutation(async ({ ctx, input }) => {
    const answer = await signIn(ctx.hub.sql, ctx.terminal.id, input.staff, input.pin)
    if (answer.ok) return { token: answer.token, expiresAt: answer.expiresAt }
    if (answer.why === 'wrong') throw new TRPCError({ code: 'UNAUTHORIZED', message: 'wrong pin' })
    throw new TRPCError({ code: 'TOO_MANY_REQUESTS', message: `wait ${answer.waitSeconds}` })
  }),
  /** Whoever is signed in gives themselves another PIN; what became of it is the answer. */
  changePin: staffProcedure('staff')
    .input(z.object({ oldPin: pinSchema, newPin: pinSchema }))
    .mutation(({ ctx: { hub, terminal, person }, input }) =>
      changePin(hub, { id: person.id, terminal: terminal.id }, input.oldPin, input.newPin),
    ),
  /** Everybody who works here, or did. */
  list: staffProcedure('manager').query(({ ctx }) => listStaff(ctx.hub.sql)),
  /** Makes or changes a person, as far as who asks may; what became of it is the answer. */
  save: staffProcedure('manager')
    .input(savedPersonSchema)
    .mutation(async ({ ctx: { hub, people, terminal, person }, input }) => {
      const pinHash = input.pin === undefined ? null : await hashPin(input.pin)
      const by = { id: person.id, terminal: terminal.id }
      const answer = await announce(hub, (tx) => savePerson(tx, input, pinHash, by))
      if (answer === 'saved') people.forget()
      return answer
    }),
})
