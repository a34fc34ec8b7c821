import type { WaitingState } from '../../../shared/bookings/waitingGuests.ts'
import type { ReturnState } from '../../../shared/returns/returns.ts'
import type { TransferState } from '../../../shared/transfers/transfers.ts'
import type { ArbiterCommand } from '../../../shared/protocol/commands.ts'
import type { Outcome, Rejection, Verdict } from '../../../shared/protocol/verdicts.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Customer } from '../../arbiter/types.ts'
import type { Hub } from '../hub.ts'
import {
  forbidden,
  invalid,
  keyReused,
  notFound,
  Problem,
  type ProblemData,
  problemBody,
  problemContentType,
  sessionEnded,
} from '../problem.ts'
import { bodyHashOf, idempotencyKeyOf } from './idempotency.ts'
import { callerOf, sendJson } from './restApp.ts'

/** Refusals that are no verdict on the wish itself: a repeat is judged anew. */
const unkept = new Set([403, 422, 500])

/** A command that a request asks for, and how its outcome is told. */
export interface Asked {
  readonly command: ArbiterCommand
  readonly status: number
  readonly customer?: Customer | undefined
  readonly tell: (outcome: Outcome) => string | Promise<string>
}

/** Asks the arbiter and answers with its verdict. A repeat gets the stored verdict, hence the same answer to the byte. */
export const answerWithVerdict = async (
  { gate, sql, newKey }: Pick<Hub, 'gate' | 'sql' | 'newKey'>,
  request: FastifyRequest,
  reply: FastifyReply,
  { command, status, customer, tell }: Asked,
): Promise<void> => {
  const { id, giver } = callerOf(request)
  const given = request.method === 'POST' ? idempotencyKeyOf(request) : null
  const key = given ?? newKey()
  const asked = { caller: id, key, bodyHash: given === null ? '' : bodyHashOf(request), command, giver }
  const submission = customer === undefined ? asked : { ...asked, customer }
  const answer = await gate.submit(submission, given !== null)
  if (answer.type !== 'verdict') throw new Error(`the arbiter answered ${answer.type} to a command without a turn`)
  if (answer.replayed) reply.header('idempotent-replayed', 'true')
  const { verdict } = answer
  if (verdict.accepted) {
    sendJson(reply, status, await tell(verdict.outcome))
    return
  }
  const refused = refusalOf(verdict.rejection)
  if (unkept.has(refused.statusCode)) await sql`delete from verdicts where caller = ${id} and key = ${key}`
  reply.code(refused.statusCode).header('content-type', problemContentType).send(problemBody(refused))
}

type Refused = Extract<Verdict, { accepted: false }>['rejection']

/** A rejection in the words of REST. Not an Error: a sold-out crowd gets many of them, and none needs a stack. */
export const refusalOf = (rejection: Refused): ProblemData => {
  switch (rejection.code) {
    case 'conflict':
      return {
        statusCode: 409,
        code: 'conflict',
        detail: 'Not everything that was asked for is there. Nothing was taken.',
        more: { conflicts: rejection.conflicts },
      }
    case 'hold_released':
    case 'hold_confirmed':
    case 'hold_expired':
      return { statusCode: 409, code: rejection.code, detail: endedWords[rejection.code], more: {} }
    case 'session_ended':
      return sessionEnded()
    case 'hold_exists':
      return { statusCode: 409, code: rejection.code, detail: 'There is a hold with this id already.', more: {} }
    case 'booking_state':
      return {
        statusCode: 409,
        code: `booking_${rejection.state}`,
        detail: `This booking is ${rejection.state.replace('_', ' ')}, so that this cannot be done with it.`,
        more: {},
      }
    case 'waiting_state':
      return {
        statusCode: 409,
        code: `waiting_${rejection.state}`,
        detail: `This guest ${waitingWords[rejection.state]}, so that this cannot be done.`,
        more: {},
      }
    case 'order_state':
      return {
        statusCode: 409,
        code: `order_${rejection.state}`,
        detail: `This order is ${rejection.state.replaceAll('_', ' ')}, so that this cannot be done with it.`,
        more: {},
      }
    case 'goods_to_come':
      return {
        statusCode: 409,
        code: rejection.code,
        detail: 'Goods of this order were pre-ordered and have not come yet. Say that they have arrived first.',
        more: {},
      }
    case 'deadline_out_of_range':
      return {
        statusCode: 409,
        code: rejection.code,
        detail: 'This can be kept until a moment that is still to come, and for 30 days at most.',
        more: {},
      }
    case 'return_state':
      return {
        statusCode: 409,
        code: `return_${rejection.state}`,
        detail: returnWords[rejection.state],
        more: {},
      }
    case 'transfer_state':
      return {
        statusCode: 409,
        code: `transfer_${rejection.state}`,
        detail: transferWords[rejection.state],
        more: {},
      }
    case 'return_elsewhere':
      return {
        statusCode: 409,
        code: rejection.code,
        detail: `What came of this return before is at ${rejection.location}. Receive the rest there.`,
        more: { location: rejection.location },
      }
    case 'too_many':
      return {
        statusCode: 409,
        code: rejection.code,
        detail: 'More was named than there is. Nothing was changed.',
        more: { lines: rejection.lines },
      }
    case 'part_of_order':
      return {
        statusCode: 409,
        code: rejection.code,
        detail: 'This hold belongs to an order. Pay or cancel the order instead.',
        more: { order: rejection.order },
      }
    case 'part_of_booking':
      return {
        statusCode: 409,
        code: rejection.code,
        detail: 'This hold belongs to a booking. Cancel or confirm the booking instead.',
        more: { booking: rejection.booking },
      }
    case 'not_found':
      // A session is known here by a digest of its id, which tells a caller nothing.
      return rejection.what === 'session' ? noSession() : notFound(rejection.what, rejection.id)
    case 'forbidden':
      return forbidden('This belongs to another channel or terminal.')
    case 'idempotency_key_reused':
      return keyReused()
    case 'doubled':
      return invalid(rejection.lines.map((line) => ({ path: `lines.${line}`, message: 'stands twice in one hold' })))
    case 'internal':
      return new Problem(500, 'internal', 'The hub met a fault of its own. It has been logged.')
  }
}

const noSession = (): Problem => new Problem(404, 'not_found', 'There is no such session. Begin one first.')

const endedWords: Readonly<Record<Extract<Rejection['code'], `hold_${'released' | 'confirmed' | 'expired'}`>, string>> =
  {
    hold_released: 'This hold was released already.',
    hold_confirmed: 'This hold was confirmed already.',
    hold_expired: 'This hold has expired: its deadline has passed.',
  }

const returnWords: Readonly<Record<ReturnState, string>> = {
  returning: 'Nothing of this return has come yet. Receive it first.',
  received: 'All of this return has come already. Inspect it.',
  inspected: 'All of this return has come and was inspected already.',
}

const transferWords: Readonly<Record<TransferState, string>> = {
  sent: 'Nothing of this transfer has come yet. Receive it, or call it back, first.',
  received: 'This transfer was received already. Count again what is not as it says, or give up what has not come.',
  cancelled: 'This transfer was called back: its goods are where they came from.',
}

const waitingWords: Readonly<Record<WaitingState, string>> = {
  waiting: 'still waits',
  offered: 'has an offer',
  served: 'was served',
  left: 'has left',
  missed: 'missed an offer',
  expired: 'waits no more: the time that they wanted is over',
}
