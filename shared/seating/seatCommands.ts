import { z } from 'zod'
import { idSchema } from '../bookings/fields.ts'
import { codeSchema } from '../codes.ts'
import { seatIdSchema } from '../kinds/seat/schema.ts'

/** A stand of a stadium; what is more goes in parts. */
export const mostSeatsAtOnce = 5_000

const seatsOfEvent = {
  location: codeSchema,
  event: codeSchema,
  seats: z.array(seatIdSchema).min(1).max(mostSeatsAtOnce),
}

export const seatCommandSchemas = [
  /** Sets seats aside for a terminal: all or none (SPEC E8). */
  z.strictObject({ type: z.literal('seat.allot'), ...seatsOfEvent, terminal: idSchema }),
  /** Ends that (SPEC E9). Those that are not set aside stay as they are. */
  z.strictObject({ type: z.literal('seat.give_back'), ...seatsOfEvent }),
  /** Takes seats off sale, or puts them on sale again (SPEC E4). */
  z.strictObject({ type: z.literal('seat.block'), ...seatsOfEvent, blocked: z.boolean() }),
] as const

export const seatCommandSchema = z.discriminatedUnion('type', seatCommandSchemas)
export type SeatCommand = z.infer<typeof seatCommandSchema>
export type SeatCommandOf<T extends SeatCommand['type']> = Extract<SeatCommand, { type: T }>

const types: ReadonlySet<string> = new Set(seatCommandSchemas.map(({ shape }) => shape.type.value))

/** True for a command on seats of an event that no hold is asked for. */
export const isSeatCommand = <C extends { readonly type: string }>(
  command: C,
): command is Extract<C, { type: SeatCommand['type'] }> => types.has(command.type)
