import type { Role } from '../../../shared/protocol/roles.ts'
import type { SignedIn } from '../../auth/signIns.ts'
import type { Terminal } from '../../auth/terminals.ts'
import { forbidden, Problem } from '../problem.ts'
import { personAt, type RequestContext } from './procedures.ts'

/** Admits what is no procedure as a procedure would be. @throws Problem if nobody of this role asks */
export const admitPerson = async (
  ctx: RequestContext,
  least: Role,
): Promise<{ terminal: Terminal; person: SignedIn }> => {
  const terminal = ctx.token === null ? null : await ctx.people.findTerminal(ctx.token)
  if (terminal === null) throw new Problem(401, 'terminal', 'This terminal is not paired.')
  const person = await personAt(ctx, terminal, least)
  if (person === 'nobody') throw new Problem(401, 'sign_in', 'Nobody is signed in at the hub.')
  if (person === 'may_not') throw forbidden(`This needs a ${least}.`)
  return { terminal, person }
}
