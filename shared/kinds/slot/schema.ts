import { z } from 'zod'
import type { EpochMs } from '../../time.ts'
import { codeSchema } from '../../codes.ts'
import { saidMomentSchema } from '../../saidMoment.ts'

/** The longest time that one slot may take. */
export const longestSlotMs = 7 * 24 * 3_600_000

/** A moment as RFC 3339 with an offset; taken as UTC in whole milliseconds, so that it reads the same wherever it was written. */
const inUtc = (text: string): string => {
  const moment = new Date(text)
  return Number.isNaN(moment.getTime()) ? text : moment.toISOString()
}
const endSchema = z.iso
  .datetime({ offset: true })
  .overwrite(inUtc)
  .refine((text) => !Number.isNaN(Date.parse(text)), 'no moment that exists')
const startSchema = saidMomentSchema.overwrite(inUtc)

/** One line of a hold: a resource (a table, a person, a room) from `start` to just before `end`. */
export const slotLineSchema = z
  .strictObject({ kind: z.literal('slot'), resource: codeSchema, start: startSchema, end: endSchema })
  .refine(({ start, end }) => Date.parse(start) < Date.parse(end), { path: ['end'], message: 'is not after start' })
  .refine(({ start, end }) => Date.parse(end) - Date.parse(start) <= longestSlotMs, {
    path: ['end'],
    message: 'is more than 7 days after start',
  })

export type SlotLine = z.infer<typeof slotLineSchema>

/** A range of time: from `start` to just before `end`. */
export interface Span {
  readonly start: EpochMs
  readonly end: EpochMs
}

export const spanOf = ({ start, end }: Pick<SlotLine, 'start' | 'end'>): Span => ({
  start: Date.parse(start),
  end: Date.parse(end),
})
