import { z } from 'zod'
import { holdStates } from '../holds/states.ts'
import { bookingSchema, bookingStates } from '../bookings/bookings.ts'
import { waitingGuestSchema, waitingStates } from '../bookings/waitingGuests.ts'
import { orderSchema, orderStates } from '../orders/orders.ts'
import { returnSchema, returnStates } from '../returns/returns.ts'
import { transferSchema, transferStates } from '../transfers/transfers.ts'
import { lineSchema } from '../kinds/registry.ts'

/** A hold as it crosses the wire: moments in milliseconds of the hub's clock. */
export const holdSchema = z.object({
  id: z.string(),
  state: z.enum(holdStates),
  channel: z.string(),
  location: z.string(),
  placedAt: z.number(),
  expiresAt: z.number(),
  lines: z.array(lineSchema),
  endedAt: z.number().nullable(),
  reason: z.string().nullable(),
  terminal: z.string().nullable(),
  staff: z.string().nullable(),
})

const conflictSchema = z.object({
  line: z.number(),
  code: z.enum([
    'sold_out',
    'slot_taken',
    'outside_hours',
    'seat_taken',
    'voucher_held',
    'voucher_used',
    'voucher_not_valid',
    'limit_reached',
    'not_listed',
  ]),
  available: z.number().optional(),
})

/** Why a command was refused: a closed set. The words for people are in the renderer's translations. */
export const rejectionSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('conflict'), conflicts: z.array(conflictSchema) }),
  /** `what` does not exist: a hold, sku, location, discrepancy… */
  z.object({ code: z.literal('not_found'), what: z.string(), id: z.string() }),
  z.object({ code: z.literal('hold_released') }),
  z.object({ code: z.literal('hold_confirmed') }),
  z.object({ code: z.literal('hold_expired') }),
  /** The hold belongs to a booking, with which it ends. */
  z.object({ code: z.literal('part_of_booking'), booking: z.string() }),
  /** The hold belongs to an order, with which it ends. */
  z.object({ code: z.literal('part_of_order'), order: z.string() }),
  /** The order is in a state in which this cannot be done. */
  z.object({ code: z.literal('order_state'), state: z.enum(orderStates) }),
  /** The order has goods that were pre-ordered and have not come (SPEC G6). */
  z.object({ code: z.literal('goods_to_come') }),
  /** What is asked to be kept until a moment that is over, or that is too far away. */
  z.object({ code: z.literal('deadline_out_of_range') }),
  /** The booking is in a state in which this cannot be done. */
  z.object({ code: z.literal('booking_state'), state: z.enum(bookingStates) }),
  /** The waiting guest is in a state in which this cannot be done. */
  z.object({ code: z.literal('waiting_state'), state: z.enum(waitingStates) }),
  /** The return is in a state in which this cannot be done. */
  z.object({ code: z.literal('return_state'), state: z.enum(returnStates) }),
  /** What came of this return before is at another place. */
  z.object({ code: z.literal('return_elsewhere'), location: z.string() }),
  /** The transfer is in a state in which this cannot be done. */
  z.object({ code: z.literal('transfer_state'), state: z.enum(transferStates) }),
  /** These lines name more than there is. */
  z.object({ code: z.literal('too_many'), lines: z.array(z.number()) }),
  /** The session to which it should have been bound is over. */
  z.object({ code: z.literal('session_ended') }),
  /** A hold id that is taken already by another command. */
  z.object({ code: z.literal('hold_exists') }),
  /** The person or key may not do this. */
  z.object({ code: z.literal('forbidden') }),
  z.object({ code: z.literal('idempotency_key_reused') }),
  /** Lines that cannot stand twice in one request (SPEC H7). */
  z.object({ code: z.literal('doubled'), lines: z.array(z.number()) }),
  /** A fault in our own code met this command (SPEC C7). It changed nothing. */
  z.object({ code: z.literal('internal') }),
])
export type Rejection = z.infer<typeof rejectionSchema>

/** What an accepted command brought about. */
export const outcomeSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hold'), hold: holdSchema }),
  z.object({
    type: z.literal('sold'),
    order: z.string(),
    discrepancies: z.array(z.object({ id: z.string(), sku: z.string(), quantity: z.number() })),
  }),
  z.object({ type: z.literal('level'), sku: z.string(), location: z.string(), onHand: z.number() }),
  /** Goods came: so many for those to whom they were promised, and the others for sale. */
  z.object({
    ...{ type: z.literal('arrived'), sku: z.string(), location: z.string() },
    ...{ promised: z.number(), forSale: z.number() },
  }),
  z.object({ type: z.literal('settled'), discrepancy: z.string() }),
  z.object({ type: z.literal('booking'), booking: bookingSchema }),
  z.object({ type: z.literal('waiting'), guest: waitingGuestSchema }),
  z.object({ type: z.literal('order'), order: orderSchema }),
  z.object({ type: z.literal('return'), return: returnSchema }),
  z.object({ type: z.literal('transfer'), transfer: transferSchema }),
  /** A fact that fits nothing was written down, for a person to settle. */
  z.object({ type: z.literal('noted'), discrepancies: z.array(z.string()) }),
  /** So many seats of an event were blocked, set aside or given back. */
  z.object({ type: z.literal('seats'), event: z.string(), seats: z.number() }),
  z.object({ type: z.literal('session'), isLive: z.boolean() }),
])
export type Outcome = z.infer<typeof outcomeSchema>

/** The hub's stored answer to a command. */
export const verdictSchema = z.discriminatedUnion('accepted', [
  z.object({ accepted: z.literal(true), outcome: outcomeSchema }),
  z.object({ accepted: z.literal(false), rejection: rejectionSchema }),
])
export type Verdict = z.infer<typeof verdictSchema>

/** A verdict on its way to a terminal. The overlay of a command goes when the replica has passed `position`. */
export const settledSchema = z.object({ id: z.string(), position: z.number(), verdict: verdictSchema })
export type Settled = z.infer<typeof settledSchema>

/** What the hub answers to a terminal that sent commands. */
export const submitAnswerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('settled'), settled: z.array(settledSchema) }),
  /** The first command's number was not the next one; nothing of it was settled. Send again from `expected`. */
  z.object({ type: z.literal('out_of_turn'), expected: z.number() }),
  /** This terminal is a copy of another, or was restored from an older state: its numbers were used by other commands. */
  z.object({ type: z.literal('pair_again') }),
])
export type SubmitAnswer = z.infer<typeof submitAnswerSchema>
