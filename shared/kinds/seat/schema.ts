import { z } from 'zod'
import { codeSchema } from '../../codes.ts'
import { printable } from '../../text.ts'

/** The `seat_guid` of a seating plan. It may have a slash, which the code of an event may not. */
export const seatIdSchema = z.string().min(1).max(200).regex(printable, 'printable text')

/** One line of a hold: a seat of an event. */
export const seatLineSchema = z.strictObject({ kind: z.literal('seat'), event: codeSchema, seat: seatIdSchema })
export type SeatLine = z.infer<typeof seatLineSchema>

/** Names a seat among those of all events; the subject of its changes on the feed. */
export const seatKey = ({ event, seat }: Pick<SeatLine, 'event' | 'seat'>): string => `${event}/${seat}`
