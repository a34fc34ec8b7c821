import type { NewId } from '../../shared/holds/settle.ts'
import type { Line } from '../../shared/kinds/registry.ts'
import { type Answer, type Arbiter, type Customer, Fault, Overloaded, type Submission } from '../arbiter/types.ts'
import type { Queries } from '../db/connect.ts'
import { noteOffered, noteRefused } from './buyers.ts'

/** Somebody who waits, with all that an offer needs but what is offered. */
export interface InLine {
  readonly id: string
  readonly channel: string
  readonly location: string
  readonly session: string
  readonly customer: Customer | null
  readonly refusals: number
}

/** How long an offer is a buyer's: time enough to pay, and not much for those behind. */
export const offerSeconds = 120

export interface OfferParts {
  readonly sql: Queries
  readonly arbiter: Pick<Arbiter, 'submit'>
  readonly newId: NewId
}

/** Holds something for somebody whose turn it is (SPEC Q3, Q8). @returns true if the arbiter has held it for them */
export const offer = async (parts: OfferParts, buyer: InLine, lines: readonly Line[]): Promise<boolean> => {
  const { sql, arbiter, newId } = parts
  const { id, refusals, location, session, customer } = buyer
  const answer = await askFor(arbiter, {
    ...inTheNameOf(buyer, String(refusals)),
    command: { type: 'hold.place', hold: newId(), location, lines: [...lines], session },
    ...(customer === null ? {} : { customer }),
  })
  if (answer === null) return false
  if (answer.type !== 'verdict') throw new Error(`the arbiter answered ${answer.type} to an offer`)
  const { verdict } = answer
  if (!verdict.accepted || verdict.outcome.type !== 'hold') {
    await noteRefused(sql, id, refusals)
    return false
  }
  const hold = verdict.outcome.hold.id
  if ((await noteOffered(sql, id, hold)) === 'had_left')
    await askFor(arbiter, {
      ...inTheNameOf(buyer, 'left'),
      command: { type: 'hold.release', hold, reason: 'declined' },
    })
  return true
}

/** In the name of the channel that let them queue. Two hubs that see the same ask the same. */
const inTheNameOf = ({ id, channel }: InLine, step: string): Omit<Submission, 'command'> => ({
  ...{ caller: 'queue', key: `${id}/${step}`, bodyHash: '' },
  giver: { channel, ttlSeconds: offerSeconds, terminal: null, staff: null, role: 'staff', ownOnly: true },
})

/** An arbiter that is overloaded or cannot reach its database says nothing: the same offer is made again. */
const askFor = async (arbiter: Pick<Arbiter, 'submit'>, submission: Submission): Promise<Answer | null> => {
  try {
    return await arbiter.submit(submission)
  } catch (error) {
    if (error instanceof Overloaded || error instanceof Fault) return null
    throw error
  }
}
