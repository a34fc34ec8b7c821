import type { Giver } from '../../shared/holds/settle.ts'
import type { ArbiterCommand } from '../../shared/protocol/commands.ts'
import { type Arbiter, Fault, Overloaded, type Submission } from './types.ts'

/** The hub itself, in nobody's name. */
export const hubGiver: Giver = {
  ...{ channel: '', ttlSeconds: 0, terminal: null, staff: null, role: null, ownOnly: false, isHub: true },
}

/** A command that the hub gives itself, under a key that nobody uses again. */
export const ofHub = (command: ArbiterCommand, key: string): Submission => ({
  ...{ caller: 'hub', key, bodyHash: '', giver: hubGiver },
  command,
})

interface Deps {
  readonly arbiter: Pick<Arbiter, 'submit'>
  readonly newId: () => string
}

/**
 * Asks the arbiter for what a job found to be due. What it cannot settle now, since it has too much to do or its database is away, is still due.
 * @returns how many it accepted
 */
export const settleDue = async ({ arbiter, newId }: Deps, commands: readonly ArbiterCommand[]): Promise<number> => {
  const accepted = await Promise.all(
    commands.map(async (command) => {
      try {
        const answer = await arbiter.submit(ofHub(command, newId()))
        return answer.type === 'verdict' && answer.verdict.accepted
      } catch (error) {
        if (error instanceof Overloaded || error instanceof Fault) return false
        throw error
      }
    }),
  )
  return accepted.filter(Boolean).length
}
