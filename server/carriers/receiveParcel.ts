import { z } from 'zod'
import type { OrderCommand } from '../../shared/orders/orderCommands.ts'
import type { OrderState } from '../../shared/orders/orders.ts'
import type { ReturnCommand } from '../../shared/returns/returnCommands.ts'
import type { Verdict } from '../../shared/protocol/verdicts.ts'
import { hubGiver } from '../arbiter/ofHub.ts'
import type { Arbiter } from '../arbiter/types.ts'
import type { Sql } from '../db/connect.ts'
import { idOf } from '../idOf.ts'
import {
  type CarrierSettings,
  type CarrierStep,
  type ReadMessage,
  readMessage,
  type SignedMessage,
} from './carrierMessage.ts'

interface Deps {
  readonly sql: Sql
  readonly arbiter: Pick<Arbiter, 'submit'>
  readonly newId: () => string
}

export const parcelDoneSchema = z.object({
  /** `unmapped`: nobody has said what this state means. `refused`: the order does not allow it. */
  outcome: z.enum(['shipped', 'delivered', 'returning', 'ignored', 'unmapped', 'refused']),
  order: z.string().optional(),
  /** The state of the order that did not allow it, or why. */
  code: z.string().optional(),
  amiss: z.boolean(),
})
export type ParcelDone = z.infer<typeof parcelDoneSchema>

export type ReceivedParcel =
  | Exclude<ReadMessage, { type: 'told' }>
  | { readonly type: 'unknown_parcel' }
  | { readonly type: 'taken'; readonly done: ParcelDone }

/**
 * Takes a message of a carrier. A parcel that nobody knows is not answered for good: the carrier tells it again, and by then the order may be shipped.
 */
export const receiveParcel = async (
  deps: Deps,
  code: string,
  settings: CarrierSettings,
  message: SignedMessage,
): Promise<ReceivedParcel> => {
  const read = readMessage(message, settings)
  if (read.type !== 'told') return read
  const { sql } = deps
  const { id, parcel, order, state, step } = read
  const [kept] = await sql<{ answer: unknown }[]>`
    insert into carrier_messages as m (carrier, id, parcel, state) values (${code}, ${id}, ${parcel ?? order}, ${state})
    on conflict (carrier, id) do update set at = m.at returning answer`
  const before = z.nullable(parcelDoneSchema).parse(kept?.answer ?? null)
  if (before !== null) return { type: 'taken', done: before }
  const found = step === null || step === 'ignored' ? null : await findOrder(sql, parcel, order)
  if (step !== null && step !== 'ignored' && found === null) return { type: 'unknown_parcel' }
  const done = await settle(deps, { carrier: code, message: id, parcel, order: found ?? '' }, step)
  await sql`
    update carrier_messages set answer = ${JSON.stringify(done)}::text::json where carrier = ${code} and id = ${id}`
  return { type: 'taken', done }
}

/** By its parcel, the newest of them, or by the number that the carrier tells. */
const findOrder = async (sql: Sql, parcel: string | null, number: string | null): Promise<string | null> => {
  const [row] = await sql<{ id: string }[]>`
    select id from orders where hold is not null and (parcel = ${parcel} or number = ${number})
    order by coalesce(parcel = ${parcel}, false) desc, placed_at desc limit 1`
  return row?.id ?? null
}

interface Parcel {
  readonly carrier: string
  readonly message: string
  readonly parcel: string | null
  readonly order: string
}

const settle = async (deps: Deps, parcel: Parcel, step: CarrierStep | null): Promise<ParcelDone> => {
  switch (step) {
    case null:
      return { outcome: 'unmapped', amiss: true }
    case 'ignored':
      return { outcome: 'ignored', amiss: false }
    case 'shipped':
      return (await ship(deps, parcel)) ?? { outcome: 'shipped', order: parcel.order, amiss: false }
    case 'delivered':
      return deliver(deps, parcel)
    case 'refused':
    case 'unreachable':
      return bringBack(deps, parcel, step)
    case 'failed':
      return bringBack(deps, parcel, 'other')
  }
}

/** States in which an order has left already, so that a message of its leaving is only late. */
const left: ReadonlySet<OrderState> = new Set(['shipped', 'delivered', 'delivery_failed', 'returning', 'returned'])

/** Everything that tells of a parcel on its way tells that it left. @returns why the order cannot have left; null if it has */
const ship = async (deps: Deps, { carrier, parcel, ...of }: Parcel): Promise<ParcelDone | null> => {
  const command = { type: 'order.ship', order: of.order, carrier, ...(parcel === null ? {} : { parcel }) } as const
  const verdict = await give(deps, carrier, command)
  if (verdict.accepted || (verdict.rejection.code === 'order_state' && left.has(verdict.rejection.state))) return null
  return refused(of.order, verdict)
}

const deliver = async (deps: Deps, parcel: Parcel): Promise<ParcelDone> => {
  const { carrier, order } = parcel
  const hindered = await ship(deps, parcel)
  if (hindered !== null) return hindered
  const verdict = await give(deps, carrier, { type: 'order.deliver', order })
  return verdict.accepted ? { outcome: 'delivered', order, amiss: false } : refused(order, verdict)
}

/** Its delivery failed, and it comes back: a return of all that was shipped begins (SPEC R1), once. */
const bringBack = async (
  deps: Deps,
  parcel: Parcel,
  reason: 'refused' | 'unreachable' | 'other',
): Promise<ParcelDone> => {
  const { carrier, order } = parcel
  const hindered = await ship(deps, parcel)
  if (hindered !== null) return hindered
  const failed = await give(deps, carrier, { type: 'order.delivery_failed', order, reason })
  const isLate = !failed.accepted && failed.rejection.code === 'order_state' && comesBack.has(failed.rejection.state)
  if (!failed.accepted && !isLate) return refused(order, failed)
  const code = parcel.parcel === null ? {} : { parcel: parcel.parcel }
  const opened = await give(deps, carrier, {
    ...{
      type: 'return.open',
      return: idOf(order, 'undelivered'),
      order,
      reason: `delivery failed: ${reason}`,
      ...code,
    },
  })
  // A return that is there already is what was wanted.
  const isThere = !opened.accepted && ['hold_exists', 'order_state', 'too_many'].includes(opened.rejection.code)
  return opened.accepted || isThere ? { outcome: 'returning', order, amiss: false } : refused(order, opened)
}

const comesBack: ReadonlySet<OrderState> = new Set(['returning', 'returned'])

/** The hub speaks for the carrier, whose signature was checked. What was done before is accepted and changes nothing (SPEC O8). */
const give = async (
  { arbiter, newId }: Deps,
  carrier: string,
  command: OrderCommand | ReturnCommand,
): Promise<Verdict> => {
  const answer = await arbiter.submit({
    caller: `carrier:${carrier}`,
    key: newId(),
    bodyHash: '',
    giver: hubGiver,
    command,
  })
  if (answer.type !== 'verdict') throw new Error(`the arbiter answered ${answer.type} to a command without a turn`)
  return answer.verdict
}

const refused = (order: string, verdict: Extract<Verdict, { accepted: false }>): ParcelDone => {
  const { rejection } = verdict
  const code = rejection.code === 'order_state' ? rejection.state : rejection.code
  return { outcome: 'refused', order, code, amiss: true }
}
