import { z } from 'zod'
import type { Rejection } from '../../../shared/protocol/verdicts.ts'
import { uuidSchema } from '../../../shared/protocol/commands.ts'
import { type ReturnCommand, returnFields } from '../../../shared/returns/returnCommands.ts'
import { type Return, returnStates } from '../../../shared/returns/returns.ts'
import type { SignedIn } from '../../auth/signIns.ts'
import type { Terminal } from '../../auth/terminals.ts'
import { listReturns } from '../../returns/readReturns.ts'
import type { Hub } from '../hub.ts'
import { router, staffProcedure, terminalProcedure } from './procedures.ts'

/** Of those that are done the last ones are enough to see what was just done. */
const mostOf = { returning: 200, received: 200, inspected: 20 } as const

export type ReturnSaid =
  | { readonly type: 'done'; readonly return: Return }
  | { readonly type: 'refused'; readonly code: Rejection['code'] }

/** Gives a command in the name of whoever is signed in. Said again with the same key it is answered with the same. */
const give = async (
  { hub, terminal, person }: { hub: Hub; terminal: Terminal; person: SignedIn },
  key: string,
  command: ReturnCommand,
): Promise<ReturnSaid> => {
  const { channel, holdTtlSeconds: ttlSeconds } = terminal
  const answer = await hub.arbiter.submit({
    ...{ caller: `returns:${terminal.id}`, key, bodyHash: JSON.stringify(command), command },
    giver: { channel, ttlSeconds, terminal: terminal.id, staff: person.id, role: person.role, ownOnly: false },
  })
  if (answer.type !== 'verdict') throw new Error(`the arbiter answered ${answer.type} to a step of a return`)
  const { verdict } = answer
  if (!verdict.accepted) return { type: 'refused', code: verdict.rejection.code }
  if (verdict.outcome.type !== 'return') throw new Error(`a return came out as ${verdict.outcome.type}`)
  return { type: 'done', return: verdict.outcome.return }
}

const step = { key: uuidSchema, return: uuidSchema }

/** Goods that come back to the terminal's location. */
export const returns = router({
  /** Those on their way, those that wait to be looked at, and the last that were. */
  list: terminalProcedure.query(
    async ({
      ctx: {
        hub,
        terminal: { location },
      },
    }) => {
      const pages = await Promise.all(
        returnStates.map((state) => listReturns(hub.sql, { location, state, limit: mostOf[state] })),
      )
      return pages.flatMap(({ data }) => data)
    },
  ),

  open: staffProcedure('staff')
    .input(z.object({ ...step, order: uuidSchema, reason: returnFields.reason }))
    .mutation(({ ctx, input: { key, ...about } }) => give(ctx, key, { type: 'return.open', ...about })),

  receive: staffProcedure('staff')
    .input(z.object({ ...step, lines: returnFields.pieces }))
    .mutation(({ ctx, input: { key, ...about } }) =>
      give(ctx, key, { type: 'return.receive', location: ctx.terminal.location, ...about }),
    ),

  inspect: staffProcedure('staff')
    .input(z.object({ ...step, lines: returnFields.graded }))
    .mutation(({ ctx, input: { key, ...about } }) => give(ctx, key, { type: 'return.inspect', ...about })),

  /** What has not come is given up. */
  close: staffProcedure('manager')
    .input(z.object(step))
    .mutation(({ ctx, input: { key, ...about } }) => give(ctx, key, { type: 'return.close', ...about })),
})
