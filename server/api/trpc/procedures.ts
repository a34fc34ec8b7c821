import { initTRPC, TRPCError } from '@trpc/server'
import { mayAct, type Role } from '../../../shared/protocol/roles.ts'
import { Fault, Overloaded } from '../../arbiter/types.ts'
import { findSignedIn, type SignedIn } from '../../auth/signIns.ts'
import type { Terminal } from '../../auth/terminals.ts'
import { isFault } from '../../db/faults.ts'
import { ResyncNeeded } from '../../feed/types.ts'
import type { Hub } from '../hub.ts'
import type { People } from '../people.ts'

/** What every procedure knows of the request it answers. */
export interface RequestContext {
  readonly hub: Hub
  readonly people: People
  /** Where the request comes from, as limits count it. */
  readonly address: string
  readonly isLoopback: boolean
  /** The terminal's token. */
  readonly token: string | null
  /** The token of the person signed in at the terminal. */
  readonly staffToken: string | null
  readonly demoCodes: DemoCodes
  /** Fires when the hub stops, so that streams end. */
  readonly closing: AbortSignal
}

/** The pairing code of a demo shop. */
export interface DemoCodes {
  current(): Promise<string | null>
}

/** Who may call a procedure: anybody, a paired terminal, or a person of at least this role signed in at one. */
export interface ProcedureMeta {
  readonly needs: 'nothing' | 'terminal' | Role
}

const t = initTRPC
  .context<RequestContext>()
  .meta<ProcedureMeta>()
  .create({
    isDev: false,
    sse: { ping: { enabled: true, intervalMs: 5_000 }, client: { reconnectAfterInactivityMs: 15_000 } },
    errorFormatter: ({ shape, error }) =>
      error.code === 'INTERNAL_SERVER_ERROR' ? { ...shape, message: 'The hub met a fault of its own.' } : shape,
  })

export const { router, createCallerFactory } = t

const isAway = (cause: unknown): boolean => cause instanceof Overloaded || cause instanceof Fault || isFault(cause)

const away = (cause: unknown): TRPCError => new TRPCError({ code: 'SERVICE_UNAVAILABLE', message: 'try again', cause })

/** The same for what a stream meets once it has begun, which no middleware sees: a database that is gone for a moment is no bug. */
export const namedInStream = (error: unknown): unknown => (isAway(error) ? away(error) : error)

/** Gives faults the codes by which a terminal knows what to do: try again, or copy anew. */
const named = t.middleware(async ({ next }) => {
  const result = await next()
  if (result.ok) return result
  const { cause } = result.error
  if (cause instanceof ResyncNeeded) throw new TRPCError({ code: 'PRECONDITION_FAILED', message: 'resync', cause })
  if (isAway(cause)) throw away(cause)
  return result
})

const base = t.procedure.use(named)

/** For anybody; what it does has to guard itself. */
export const publicProcedure = base.meta({ needs: 'nothing' })

/** UNAUTHORIZED `terminal` means that the token is worth nothing (any more): the terminal has to be paired again. */
export const terminalProcedure = base.meta({ needs: 'terminal' }).use(async ({ ctx, next }) => {
  const terminal = ctx.token === null ? null : await ctx.people.findTerminal(ctx.token)
  if (terminal === null) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'terminal' })
  return next({ ctx: { terminal } })
})

/** Who acts at this terminal, if that person may do what takes this role. */
export const personAt = async (
  { hub, staffToken }: Pick<RequestContext, 'hub' | 'staffToken'>,
  terminal: Pick<Terminal, 'id'>,
  least: Role,
): Promise<SignedIn | 'nobody' | 'may_not'> => {
  const person = staffToken === null ? null : await findSignedIn(hub.sql, terminal.id, staffToken)
  if (person === null) return 'nobody'
  return mayAct(person.role, least) ? person : 'may_not'
}

/** UNAUTHORIZED `sign_in` means that nobody is signed in at the hub; the pairing is fine. */
export const staffProcedure = (least: Role) =>
  terminalProcedure.meta({ needs: least }).use(async ({ ctx, next }) => {
    const person = await personAt(ctx, ctx.terminal, least)
    if (person === 'nobody') throw new TRPCError({ code: 'UNAUTHORIZED', message: 'sign_in' })
    if (person === 'may_not') throw new TRPCError({ code: 'FORBIDDEN', message: `needs ${least}` })
    return next({ ctx: { person } })
  })
