import { z } from 'zod'
import { maxReasonLength } from '../holds/states.ts'
import { type Line, lineSchema } from '../kinds/registry.ts'
import { codeSchema } from '../codes.ts'
import { bookedSchema, maxOnHand, maxQuantity } from '../quantity.ts'
import { bookingCommandSchemas } from '../bookings/commands.ts'
import { type WaitingOffer, waitingCommandSchemas } from '../bookings/waitingCommands.ts'
import { type OrderCommand, orderStepSchemas } from '../orders/orderCommands.ts'
import { type ReturnCommand, returnCommandSchemas } from '../returns/returnCommands.ts'
import { seatCommandSchemas } from '../seating/seatCommands.ts'
import { type SessionEnd, sessionKeySchema } from '../sessions/sessions.ts'
import type { Arrive } from '../preorders/commands.ts'
import { sellSchema } from '../orders/sell.ts'
import { printable } from '../text.ts'
import { transferCommandSchemas } from '../transfers/transferCommands.ts'
import type { Role } from './roles.ts'

export const uuidSchema = z.uuid().lowercase()
export const ttlSecondsSchema = z.int().min(1).max(2_592_000)
/** The time to live of a hold when neither who asks nor the channel says one. */
export const defaultTtlSeconds = 900
export const reasonSchema = z.string().trim().min(1).max(maxReasonLength).regex(printable, 'printable text')
export const linesSchema = z.array(lineSchema).min(1).max(100)

const place = z.strictObject({
  type: z.literal('hold.place'),
  hold: uuidSchema,
  location: codeSchema,
  lines: linesSchema,
  /** Default: the channel's. */
  ttlSeconds: ttlSecondsSchema.optional(),
  /** The key of the live session to which it is bound (SPEC L4). */
  session: sessionKeySchema.optional(),
})
/** Releases `replaces` and places `hold` instead, or leaves all as it was (SPEC H6). */
const replace = z.strictObject({
  type: z.literal('hold.replace'),
  hold: uuidSchema,
  replaces: uuidSchema,
  location: codeSchema,
  lines: linesSchema,
  ttlSeconds: ttlSecondsSchema.optional(),
})
const release = z.strictObject({ type: z.literal('hold.release'), hold: uuidSchema, reason: reasonSchema.optional() })
const confirm = z.strictObject({ type: z.literal('hold.confirm'), hold: uuidSchema })
const extend = z.strictObject({ type: z.literal('hold.extend'), hold: uuidSchema, ttlSeconds: ttlSecondsSchema })
const receive = z.strictObject({
  type: z.literal('stock.receive'),
  sku: codeSchema,
  location: codeSchema,
  quantity: z.int().min(1).max(maxQuantity),
  reference: reasonSchema.optional(),
})
const count = z.strictObject({
  type: z.literal('stock.count'),
  sku: codeSchema,
  location: codeSchema,
  onHand: z.int().min(0).max(maxOnHand),
  /**
   * What the books said to whom counted, at that moment: less than nothing where more was sold than they had. Without it `onHand` is what is there when
   * the command is settled.
   */
  seen: bookedSchema.optional(),
})
const settle = z.strictObject({ type: z.literal('discrepancy.settle'), discrepancy: uuidSchema, note: reasonSchema })

/** All that can be asked of the arbiter, by a channel or by a terminal. */
export const commandSchema = z.discriminatedUnion('type', [
  place,
  replace,
  release,
  confirm,
  extend,
  sellSchema,
  receive,
  count,
  settle,
  ...bookingCommandSchemas,
  ...waitingCommandSchemas,
  ...orderStepSchemas,
  ...seatCommandSchemas,
  ...returnCommandSchemas,
  ...transferCommandSchemas,
])

export type Command = z.infer<typeof commandSchema>
export type CommandType = Command['type']
/** All that the arbiter settles: commands, new orders of channels, goods that come, and what the hub itself does in nobody's name. */
export type ArbiterCommand = Command | OrderCommand | ReturnCommand | Arrive | WaitingOffer | SessionEnd

export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>

/** The least role that may give a command at a terminal. Releasing what another terminal or channel holds takes a manager, whatever stands here. */
export const leastRole: Readonly<Record<CommandType, Role>> = {
  'hold.place': 'staff',
  'hold.replace': 'staff',
  'hold.release': 'staff',
  'hold.confirm': 'staff',
  'hold.extend': 'staff',
  'order.sell': 'staff',
  'order.keep': 'staff',
  'stock.receive': 'manager',
  'stock.count': 'manager',
  'discrepancy.settle': 'manager',
  'booking.book': 'staff',
  'booking.seat': 'staff',
  'booking.move': 'staff',
  'booking.confirm': 'staff',
  'booking.cancel': 'staff',
  'booking.check_in': 'staff',
  'booking.complete': 'staff',
  'booking.no_show': 'staff',
  'waiting.join': 'staff',
  'waiting.leave': 'staff',
  'waiting.again': 'staff',
  'order.pay': 'staff',
  'order.cancel': 'staff',
  'order.fail': 'manager',
  'order.pack': 'staff',
  'order.ship': 'staff',
  'order.deliver': 'staff',
  'order.delivery_failed': 'staff',
  'order.refund': 'manager',
  'seat.allot': 'manager',
  /** What is set aside for another terminal takes a manager (SPEC E9). */
  'seat.give_back': 'staff',
  'seat.block': 'manager',
  'return.open': 'staff',
  'return.receive': 'staff',
  'return.inspect': 'staff',
  'return.close': 'manager',
  'return.not_there': 'manager',
  'transfer.send': 'manager',
  'transfer.receive': 'staff',
  'transfer.cancel': 'manager',
  'transfer.close': 'manager',
}

/** A fact already happened and cannot be refused (SPEC C5); anything else is a request. */
export const isFact = (type: ArbiterCommand['type']): boolean => facts.has(type)

const facts: ReadonlySet<ArbiterCommand['type']> = new Set([
  ...(['order.sell', 'order.pay', 'booking.seat', 'booking.check_in'] as const),
  ...(['return.receive', 'return.inspect', 'transfer.receive'] as const),
])

/** The holds, bookings and waiting guests that a command reads or ends: it has to be settled after all earlier commands on the same holds. */
export const holdsOf = (command: ArbiterCommand): readonly string[] => {
  switch (command.type) {
    case 'hold.place':
    case 'hold.release':
    case 'hold.confirm':
    case 'hold.extend':
      return [command.hold]
    case 'hold.replace':
      return [command.replaces, command.hold]
    case 'order.sell':
      return command.lines.flatMap((line) => (line.hold === undefined ? [] : [line.hold]))
    case 'booking.book':
    case 'booking.seat':
      return [command.booking, command.hold, ...(command.waiting === undefined ? [] : [command.waiting])]
    case 'booking.move':
      return [command.booking, command.hold]
    case 'waiting.join':
    case 'waiting.leave':
    case 'waiting.again':
      return [command.guest]
    case 'waiting.offer':
      return [command.booking, command.hold, command.guest]
    case 'booking.confirm':
    case 'booking.cancel':
    case 'booking.check_in':
    case 'booking.complete':
    case 'booking.no_show':
      return [command.booking]
    case 'order.place':
      return [command.order, command.hold]
    case 'order.keep':
      return [command.order, command.hold, ...command.takes]
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
      return [command.order]
    case 'stock.receive':
    case 'stock.count':
    case 'discrepancy.settle':
    case 'seat.allot':
    case 'seat.give_back':
    case 'seat.block':
    case 'preorder.arrive':
    case 'return.open':
    case 'return.receive':
    case 'return.inspect':
    case 'return.close':
    case 'return.not_there':
    case 'transfer.send':
    case 'transfer.receive':
    case 'transfer.cancel':
    case 'transfer.close':
    case 'session.end':
      return []
  }
}

/** The terminal besides its own that a command is about. */
export const terminalOf = (command: ArbiterCommand): string | null =>
  command.type === 'seat.allot' ? command.terminal : null

/** The lines that a command by itself takes or asks to be taken, and where; null if it takes none in this way. */
export const linesTakenBy = (
  command: ArbiterCommand,
): { readonly location: string; readonly lines: readonly Line[] } | null => {
  if (command.type === 'hold.place' || command.type === 'hold.replace') return command
  if (command.type === 'order.sell' || command.type === 'order.keep')
    return { location: command.location, lines: command.lines.map(({ line }) => line) }
  if (command.type !== 'order.place' || command.adopts) return null
  return { location: command.location, lines: command.lines.map(({ line }) => line) }
}

/** A command as a terminal sends it. */
export const envelopeSchema = z.strictObject({
  /** The command's id: makes it exactly once (SPEC C1). */
  id: uuidSchema,
  /** Its number among this terminal's commands, from 1, given when it is first sent (SPEC C4). */
  sequence: z.int().min(1),
  /** The id of the person who gave it. */
  actor: codeSchema,
  /** When it was given, by the terminal's idea of the hub's clock. Kept for the record; decides nothing. */
  issuedAt: z.int().min(0),
  command: commandSchema,
})
export type Envelope = z.infer<typeof envelopeSchema>
