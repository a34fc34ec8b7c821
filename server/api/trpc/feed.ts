import { TRPCError } from '@trpc/server'
import { type Poke, pullInputSchema } from '../../../shared/protocol/feed.ts'
import { ownSignal } from '../../../shared/ownSignal.ts'
import { touchTerminal } from '../../auth/terminals.ts'
import { namedInStream, type RequestContext, router, terminalProcedure } from './procedures.ts'

/** How often a stream looks whether its terminal is still paired: pokes may come many times a second, to hundreds of terminals. */
const checkEveryMs = 10_000

/** Pokes for as long as the terminal is paired. The error at the end tells it what to do: pair again, or come back soon. */
async function* pokesFor(ctx: RequestContext, terminal: string, signal: AbortSignal): AsyncGenerator<Poke> {
  const { hub, people, closing } = ctx
  let checkAt = 0
  const own = ownSignal(signal, closing)
  try {
    for await (const poke of hub.feed.pokes(own.signal)) {
      const now = hub.monotonicNow()
      if (now >= checkAt) {
        const known = await people.findTerminal(ctx.token ?? '')
        if (known === null) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'terminal' })
        await touchTerminal(hub.sql, terminal)
        checkAt = now + checkEveryMs
      }
      yield poke
    }
  } catch (error) {
    throw namedInStream(error)
  } finally {
    own.forget()
  }
  if (!signal.aborted) throw new TRPCError({ code: 'SERVICE_UNAVAILABLE', message: 'the hub is stopping' })
}

export const feed = router({
  pull: terminalProcedure
    .input(pullInputSchema)
    .query(({ ctx, input }) =>
      ctx.hub.feed.pull(input.collection, ctx.terminal.location, input.checkpoint, input.limit),
    ),

  /** Never documents, only that there is something to pull: what is told again after a lost connection need not be remembered. */
  pokes: terminalProcedure.subscription(({ ctx, signal }) =>
    pokesFor(ctx, ctx.terminal.id, signal ?? new AbortController().signal),
  ),
})
