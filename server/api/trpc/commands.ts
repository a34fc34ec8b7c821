import { hash } from 'node:crypto'
import { z } from 'zod'
import { type Envelope, envelopeSchema } from '../../../shared/protocol/commands.ts'
import type { Role } from '../../../shared/protocol/roles.ts'
import type { Settled, SubmitAnswer } from '../../../shared/protocol/verdicts.ts'
import type { Answer, Submission } from '../../arbiter/types.ts'
import type { Terminal } from '../../auth/terminals.ts'
import { router, terminalProcedure } from './procedures.ts'

/** What a repeat must equal: who gave which command. Its number may be another after the terminal was told that it was out of turn. */
const bodyHashOf = ({ actor, command }: Envelope): string =>
  hash('sha256', JSON.stringify([actor, command]), 'base64url')

/** Who gives a command at a terminal. Somebody unknown or inactive has no role: only their facts are taken (SPEC C5, C6). */
const submissionOf = (envelope: Envelope, terminal: Terminal, role: Role | null): Submission => ({
  caller: `terminal:${terminal.id}`,
  key: envelope.id,
  bodyHash: bodyHashOf(envelope),
  command: envelope.command,
  giver: {
    channel: terminal.channel,
    ttlSeconds: terminal.holdTtlSeconds,
    terminal: terminal.id,
    staff: envelope.actor,
    role,
    ownOnly: false,
  },
  turn: { terminal: terminal.id, sequence: envelope.sequence },
})

/**
 * What the terminal hears: the verdicts up to the first command that has none. Nothing settled at all says why, or is a fault, and then the
 * terminal sends the same again.
 */
export const answerOf = (
  envelopes: readonly Envelope[],
  results: readonly PromiseSettledResult<Answer>[],
): SubmitAnswer => {
  const settled: Settled[] = []
  for (const [index, envelope] of envelopes.entries()) {
    const result = results[index]
    if (result === undefined || result.status === 'rejected') {
      if (settled.length > 0) break
      throw result?.reason ?? new Error('a command got no answer')
    }
    const answer = result.value
    if (answer.type === 'verdict') {
      settled.push({ id: envelope.id, position: answer.position, verdict: answer.verdict })
      continue
    }
    // A copied terminal must hear of it, whatever was answered before.
    if (answer.type === 'pair_again') return { type: 'pair_again' }
    if (settled.length === 0) return { type: 'out_of_turn', expected: answer.expected }
    break
  }
  return { type: 'settled', settled }
}

export const commands = router({
  /** Settles commands in their order. They reach the arbiter together, so that one transaction settles them all. */
  submit: terminalProcedure
    .input(z.object({ commands: z.array(envelopeSchema).min(1).max(100) }))
    .mutation(async ({ ctx, input }): Promise<SubmitAnswer> => {
      const { hub, people, terminal } = ctx
      const actors = [...new Set(input.commands.map(({ actor }) => actor))]
      const roles = new Map(
        await Promise.all(actors.map(async (actor) => [actor, await people.roleOf(actor)] as const)),
      )
      const answers = input.commands.map((envelope) =>
        hub.arbiter.submit(submissionOf(envelope, terminal, roles.get(envelope.actor) ?? null)),
      )
      return answerOf(input.commands, await Promise.allSettled(answers))
    }),
})
