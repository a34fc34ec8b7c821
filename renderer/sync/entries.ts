import { type Command, isFact } from '../../shared/protocol/commands.ts'
import { isBookingCommand } from '../../shared/bookings/commands.ts'
import { stockLinesOf } from '../../shared/kinds/registry.ts'
import type { Rejection } from '../../shared/protocol/verdicts.ts'
import type { Entry, EntryAction, EntryBooking, EntryGuest, EntryOrder, EntryState, HeldBy } from '../app/terminal.ts'
import { type CommandRecord, isOpen } from './commandRecord.ts'

/** What entries are told from. */
export interface EntrySight {
  readonly sending: ReadonlySet<string>
  readonly blocked: ReadonlySet<string>
  /** True for a hold that was sold, whether it was granted or not. */
  isSold(hold: string): boolean
  name(sku: string): string
  available(sku: string): number
  holders(sku: string): readonly HeldBy[]
  linesOfHold(hold: string): readonly { readonly sku: string; readonly quantity: number }[]
  /** @param isClash true if it matters who has the time, and what is free instead */
  booking(command: Command, isClash: boolean): EntryBooking | null
  /** The waiting guest whom it is about. */
  guest(command: Command): EntryGuest | null
  order(command: Command): EntryOrder | null
  skuOfDiscrepancy(id: string): string | null
  /** The seats that it is about, in words. */
  seats(command: Command): readonly string[]
}

/** How a command stands, in words of the screen. */
const entryState = (record: CommandRecord, sight: EntrySight): EntryState => {
  if (record.verdict !== null) return record.verdict.accepted ? 'accepted' : 'refused'
  if (record.ended !== 'no') return 'dropped'
  if (sight.sending.has(record.id)) return 'sending'
  return sight.blocked.has(record.id) ? 'blocked' : 'waiting'
}

const linesOf = (
  command: Command,
  sight: EntrySight,
): readonly { readonly sku: string; readonly quantity: number }[] => {
  switch (command.type) {
    case 'hold.place':
    case 'hold.replace':
      return stockLinesOf(command.lines)
    case 'order.sell':
    case 'order.keep':
      return stockLinesOf(command.lines.map(({ line }) => line))
    case 'hold.release':
    case 'hold.confirm':
    case 'hold.extend':
      return sight.linesOfHold(command.hold)
    case 'stock.receive':
      return [{ sku: command.sku, quantity: command.quantity }]
    case 'stock.count':
      return [{ sku: command.sku, quantity: command.onHand }]
    case 'booking.book':
      return command.goods ?? []
    case 'booking.seat':
    case 'booking.move':
    case 'booking.confirm':
    case 'booking.cancel':
    case 'booking.check_in':
    case 'booking.complete':
    case 'booking.no_show':
    case 'waiting.join':
    case 'waiting.leave':
    case 'waiting.again':
    case 'order.pay':
    case 'order.cancel':
    case 'order.fail':
    case 'order.pack':
    case 'order.ship':
    case 'order.deliver':
    case 'order.delivery_failed':
    case 'order.refund':
    case 'seat.allot':
    case 'seat.give_back':
    case 'seat.block':
    case 'return.close':
    case 'transfer.cancel':
    case 'transfer.close':
      return []
    case 'return.open':
    case 'return.receive':
    case 'return.inspect':
    case 'return.not_there':
    case 'transfer.send':
    case 'transfer.receive':
      return command.lines ?? []
    case 'discrepancy.settle': {
      const sku = sight.skuOfDiscrepancy(command.discrepancy)
      return sku === null ? [] : [{ sku, quantity: 0 }]
    }
  }
}

/** What a person can do about a refusal, the safest first. What has left the shop can only be seen to. */
const actionsFor = (
  command: Command,
  rejection: Rejection,
  sold: boolean,
  available: number | null,
  booking: EntryBooking | null,
): readonly EntryAction[] => {
  if (isFact(command.type)) return ['retry', 'settle']
  // The sale stands among the parked ones, as it was: who takes it from there asks again.
  if (command.type === 'order.keep') return ['drop']
  if (sold) return ['settle']
  switch (rejection.code) {
    case 'conflict': {
      if (isBookingCommand(command)) return actionsForClash(booking)
      if (command.type === 'transfer.send') return ['drop', 'retry']
      const wanted = wantedOf(command)
      if (available === null || available === 0) return ['drop', 'retry']
      return available >= wanted ? ['retry', 'drop'] : ['take_fewer', 'drop', 'retry']
    }
    case 'internal':
    case 'forbidden':
      return ['retry', 'drop']
    case 'hold_released':
    case 'hold_confirmed':
    case 'hold_expired':
    case 'hold_exists':
    case 'not_found':
    case 'doubled':
    case 'part_of_booking':
    case 'part_of_order':
    case 'order_state':
    case 'goods_to_come':
    case 'deadline_out_of_range':
    case 'session_ended':
    case 'booking_state':
    case 'waiting_state':
    case 'return_state':
    case 'return_elsewhere':
    case 'transfer_state':
    case 'too_many':
    case 'idempotency_key_reused':
      return isPlacing(command) || command.type === 'waiting.join' ? ['retry', 'drop'] : ['drop']
  }
}

/** Leaving it is the last thing to do: it leaves a guest without a place. */
const actionsForClash = (booking: EntryBooking | null): readonly EntryAction[] => {
  if (booking === null || booking.alternatives.length === 0) return ['retry', 'drop']
  return booking.isFree ? ['retry', 'take_alternative', 'drop'] : ['take_alternative', 'retry', 'drop']
}

export const isPlacing = (command: Command): command is Extract<Command, { type: 'hold.place' | 'hold.replace' }> =>
  command.type === 'hold.place' || command.type === 'hold.replace'

const wantedOf = (command: Command): number =>
  isPlacing(command) ? stockLinesOf(command.lines).reduce((sum, { quantity }) => sum + quantity, 0) : 0

/** The goods of which there are too few, the first of them. */
const shortIn = (
  command: Command,
  conflicts: readonly { readonly line: number }[],
): { readonly sku: string } | undefined =>
  isPlacing(command)
    ? stockLinesOf(command.lines)[0]
    : command.type === 'transfer.send'
      ? command.lines[conflicts[0]?.line ?? 0]
      : command.type === 'order.keep'
        ? stockLinesOf(command.lines.slice(conflicts[0]?.line ?? 0).map(({ line }) => line))[0]
        : undefined

/** True if it was refused since it is not sold any more (SPEC N1). */
const isUnlisted = (rejection: Rejection | null): boolean =>
  rejection?.code === 'conflict' && rejection.conflicts.some(({ code }) => code === 'not_listed')

/** A command as the activity list shows it. */
export const entryOf = (record: CommandRecord, sight: EntrySight): Entry => {
  const { id, command, issuedAt, actor, verdict } = record
  const rejection = verdict?.accepted === false ? verdict.rejection : null
  const conflict = rejection?.code === 'conflict' ? shortIn(command, rejection.conflicts) : undefined
  const available = conflict === undefined ? null : isUnlisted(rejection) ? 0 : sight.available(conflict.sku)
  const sold = isPlacing(command) && sight.isSold(command.hold)
  const state = entryState(record, sight)
  const refused = rejection !== null && isOpen(record)
  const booking = sight.booking(command, refused && rejection.code === 'conflict')
  return {
    id,
    type: command.type,
    state,
    issuedAt,
    actor,
    lines: linesOf(command, sight).map(({ sku, quantity }) => ({ sku, quantity, name: sight.name(sku) })),
    booking,
    guest: sight.guest(command),
    seats: sight.seats(command),
    order: sight.order(command),
    rejection,
    holders: conflict === undefined ? [] : sight.holders(conflict.sku),
    available,
    sold,
    actions: refused ? actionsFor(command, rejection, sold, available, booking) : state === 'blocked' ? ['drop'] : [],
  }
}
