import type { BookingEvent, BookingWorld } from '../bookings/bookingWorld.ts'
import { decideBooking } from '../bookings/decideBooking.ts'
import { decideWaiting } from '../bookings/decideWaiting.ts'
import { decideOrder } from '../orders/decideOrder.ts'
import { isOrderCommand, isOwnOrderCommand } from '../orders/orderCommands.ts'
import { isReturnCommand } from '../returns/returnCommands.ts'
import type { OrderEvent, OrderWorld } from '../orders/orderWorld.ts'
import { decideSell, type SellEvent } from '../orders/decideSell.ts'
import { decideCount, decideReceive, type StockEvent } from '../kinds/stock/decide.ts'
import type { ArbiterCommand, CommandOf } from '../protocol/commands.ts'
import { isFact, leastRole } from '../protocol/commands.ts'
import { mayAct, type Role } from '../protocol/roles.ts'
import type { Outcome, Verdict } from '../protocol/verdicts.ts'
import { decideReturn } from '../returns/decideReturn.ts'
import type { ReturnEvent } from '../returns/returnWorld.ts'
import { decideSeats } from '../seating/decideSeats.ts'
import { decideSessionEnd, placeInSession, replaceInSession } from '../sessions/decideSession.ts'
import type { SessionEnded, Sessions } from '../sessions/sessions.ts'
import type { EpochMs } from '../time.ts'
import { decideTransfer } from '../transfers/decideTransfer.ts'
import type { TransferChanged, TransferWorld } from '../transfers/transferWorld.ts'
import { type ArrivalEvent, decideArrive } from '../preorders/decideArrive.ts'
import { accept, endHold, extendHold, type HoldEvent, reject, type Result, type World } from './decide.ts'
import { holdChange } from './holdChange.ts'

/** Who gives a command, and from where. */
export interface Giver {
  readonly channel: string
  /** The time to live of a hold for which none is asked. */
  readonly ttlSeconds: number
  readonly terminal: string | null
  readonly staff: string | null
  /** What the person is; null for somebody whom the hub does not know, who may only state facts. */
  readonly role: Role | null
  /** True for a key that may not touch what other channels hold. */
  readonly ownOnly: boolean
  /** By what the customer of a hold is told from others, where the command does not say (SPEC V4). */
  readonly customer?: readonly string[]
  /** True for the hub itself: what it does in nobody's name, nobody else may do. */
  readonly isHub?: true
}

/** Discrepancies that a decision can see, by id. */
export type Discrepancies = Map<string, 'open' | 'settled'>

export interface SettleWorld extends World, BookingWorld, OrderWorld, TransferWorld {
  readonly discrepancies: Discrepancies
  /** Only the hub knows of sessions. */
  readonly sessions?: Sessions
}

export type Event =
  | HoldEvent
  | StockEvent
  | SellEvent
  | OrderEvent
  | ArrivalEvent
  | ReturnEvent
  | TransferChanged
  | BookingEvent
  | SessionEnded
  | { readonly type: 'discrepancy_settled'; readonly id: string; readonly note: string }

export interface Decided {
  readonly outcome: Outcome
  readonly events: readonly Event[]
}

/** Makes ids for what a decision creates; outside the rules, so that they stay pure. */
export type NewId = () => string

/** All that a decision has to go by. */
export interface Context {
  readonly world: SettleWorld
  readonly giver: Giver
  readonly now: EpochMs
  readonly newId: NewId
}

/** A hold may be touched by its own terminal, by its own channel, and by a manager (leastRole). */
const mayTouch = (id: string, { world, giver }: Context): boolean => {
  const hold = world.holds.get(id)
  if (hold === undefined) return true
  if (giver.terminal !== null) return hold.terminal === giver.terminal || isManager(giver)
  return !giver.ownOnly || hold.channel === giver.channel
}

const isManager = ({ role }: Giver): boolean => role !== null && mayAct(role, 'manager')

/** A fact already happened, whoever says so (SPEC C5). */
const mayGive = (command: ArbiterCommand, { role, terminal, isHub }: Giver): boolean => {
  if (command.type === 'waiting.offer' || command.type === 'session.end') return isHub === true
  if (isOwnOrderCommand(command)) return isHub === true
  if (command.type === 'preorder.arrive') return role !== null && mayAct(role, 'manager')
  // Who may, where it is no person at a terminal, is the route's to say.
  if (
    command.type === 'order.place' ||
    command.type === 'order.begin_payment' ||
    ((isOrderCommand(command) || isReturnCommand(command)) && terminal === null)
  )
    return isHub === true || role !== null
  return role === null ? isFact(command.type) : mayAct(role, leastRole[command.type])
}

const forbidden = reject({ code: 'forbidden' })

/**
 * Settles one command in a world, which it changes: the hub with locked rows, a terminal with its replica. Pure but for that.
 * @returns the verdict, and what has to be written when it was accepted
 */
export const settle = (
  world: SettleWorld,
  command: ArbiterCommand,
  giver: Giver,
  now: EpochMs,
  newId: NewId,
): { verdict: Verdict; events: readonly Event[] } => {
  const context = { world, giver, now, newId }
  const result = mayGive(command, giver) ? dispatch(command, context) : forbidden
  return result.ok
    ? { verdict: { accepted: true, outcome: result.value.outcome }, events: result.value.events }
    : { verdict: { accepted: false, rejection: result.rejection }, events: [] }
}

/** The hold of a booking or an order ends with that (SPEC B1, O1). */
const refuseOwned = (command: ArbiterCommand, { world }: Context): Result<never> | null => {
  const touched = touchedBy(command)
  if (touched.length === 0) return null
  for (const { id, hold } of world.bookings.values())
    if (touched.includes(hold)) return reject({ code: 'part_of_booking', booking: id })
  for (const { id, hold } of world.orders.values())
    if (touched.includes(hold)) return reject({ code: 'part_of_order', order: id })
  return null
}

/** The holds that a command would end, put off or take over. */
const touchedBy = (command: ArbiterCommand): readonly string[] => {
  if (command.type === 'hold.replace') return [command.replaces]
  if (command.type === 'hold.release' || command.type === 'hold.confirm' || command.type === 'hold.extend')
    return [command.hold]
  if (command.type === 'order.keep') return command.takes
  return command.type === 'order.place' && command.adopts ? [command.hold] : []
}

const dispatch = (command: ArbiterCommand, context: Context): Result<Decided> => {
  const { world, now, newId } = context
  const refused = refuseOwned(command, context)
  if (refused !== null) return refused
  switch (command.type) {
    case 'hold.place':
      return placeInSession(command, context)
    case 'hold.replace':
      if (!mayTouch(command.replaces, context)) return forbidden
      return replaceInSession(command, context)
    case 'hold.release':
      if (!mayTouch(command.hold, context)) return forbidden
      return holdChange(endHold(world, command.hold, 'released', command.reason ?? null, now))
    case 'hold.confirm':
      if (!mayTouch(command.hold, context)) return forbidden
      return holdChange(endHold(world, command.hold, 'confirmed', null, now))
    case 'hold.extend':
      if (!mayTouch(command.hold, context)) return forbidden
      return holdChange(extendHold(world, command.hold, command.ttlSeconds, now))
    case 'order.sell':
      return accept(decideSell(command, context))
    case 'order.place':
    case 'order.keep':
    case 'order.pay':
    case 'order.cancel':
    case 'order.fail':
    case 'order.pack':
    case 'order.ship':
    case 'order.deliver':
    case 'order.delivery_failed':
    case 'order.refund':
    case 'order.begin_payment':
    case 'order.lapse':
    case 'order.refund_told':
    case 'order.remind':
      return decideOrder(command, context)
    case 'return.open':
    case 'return.receive':
    case 'return.inspect':
    case 'return.close':
    case 'return.not_there':
      return decideReturn(command, context)
    case 'transfer.send':
    case 'transfer.receive':
    case 'transfer.cancel':
    case 'transfer.close':
      return decideTransfer(command, context)
    case 'stock.receive':
      return decideReceive(world.pools.stock, command)
    case 'stock.count':
      return decideCount(world.pools.stock, command, newId)
    case 'preorder.arrive':
      return decideArrive(command, context)
    case 'discrepancy.settle':
      return settleDiscrepancy(world, command)
    case 'booking.book':
    case 'booking.seat':
    case 'booking.move':
    case 'booking.confirm':
    case 'booking.cancel':
    case 'booking.check_in':
    case 'booking.complete':
    case 'booking.no_show':
      return decideBooking(command, context)
    case 'waiting.join':
    case 'waiting.leave':
    case 'waiting.again':
    case 'waiting.offer':
      return decideWaiting(command, context)
    case 'seat.allot':
    case 'seat.give_back':
    case 'seat.block':
      return decideSeats(command, context)
    case 'session.end':
      return decideSessionEnd(command, context)
  }
}

const settleDiscrepancy = (world: SettleWorld, command: CommandOf<'discrepancy.settle'>): Result<Decided> => {
  const { discrepancy: id, note } = command
  const state = world.discrepancies.get(id)
  if (state === undefined) return reject({ code: 'not_found', what: 'discrepancy', id })
  world.discrepancies.set(id, 'settled')
  return accept({
    outcome: { type: 'settled', discrepancy: id },
    events: state === 'settled' ? [] : [{ type: 'discrepancy_settled', id, note }],
  })
}
