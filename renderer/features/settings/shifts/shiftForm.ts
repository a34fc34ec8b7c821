import type { Hours } from '../../../app/terminal.ts'

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const
export type Weekday = (typeof weekdays)[number]

/** Their names as keys of the words. */
export const weekdayNames = {
  1: 'monday',
  2: 'tuesday',
  3: 'wednesday',
  4: 'thursday',
  5: 'friday',
  6: 'saturday',
  7: 'sunday',
} as const satisfies Readonly<Record<Weekday, string>>

/** One stretch of a weekday, as it is typed. */
export interface TypedLine {
  readonly id: string
  readonly day: Weekday
  readonly from: string
  readonly to: string
}

/** One date that is different. */
export interface TypedException {
  readonly id: string
  readonly date: string
  readonly closed: boolean
  readonly from: string
  readonly to: string
}

export interface ShiftFields {
  readonly weekly: readonly TypedLine[]
  readonly exceptions: readonly TypedException[]
}

const isWeekday = (day: number): day is Weekday => weekdays.some((each) => each === day)

/** A field for times knows no 24:00; the end of a day and the beginning of the next are the same moment. */
const asTyped = (clock: string): string => (clock === '24:00' ? '00:00' : clock)

export const fieldsOf = (hours: Hours | null): ShiftFields => ({
  weekly: (hours?.weekly ?? []).flatMap(({ day, from, to }, place) =>
    isWeekday(day) ? [{ id: `w${place}`, day, from: asTyped(from), to: asTyped(to) }] : [],
  ),
  exceptions: (hours?.exceptions ?? []).map(({ date, closed = false, from = '', to = '' }, place) => ({
    ...{ id: `e${place}`, date, closed, from: asTyped(from), to: asTyped(to) },
  })),
})

const isClock = (text: string): boolean => /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text)

/** From and to the same is a whole day only at midnight; elsewhere it is a slip. */
const isStretch = (from: string, to: string): boolean =>
  isClock(from) && isClock(to) && (from !== to || from === '00:00')

/** Midnight as an end is that of the same day. */
const asEnd = (clock: string): string => (clock === '00:00' ? '24:00' : clock)

/** The hours that were typed; null if a time is missing or is none. */
export const readShifts = ({ weekly, exceptions }: ShiftFields): Hours | null => {
  const fits =
    weekly.every(({ from, to }) => isStretch(from, to)) &&
    exceptions.every(({ date, closed, from, to }) => date !== '' && (closed || isStretch(from, to)))
  if (!fits) return null
  return {
    weekly: weekly.map(({ day, from, to }) => ({ day, from, to: asEnd(to) })),
    exceptions: exceptions
      .toSorted((a, b) => (a.date < b.date ? -1 : 1))
      .map(({ date, closed, from, to }) => (closed ? { date, closed: true } : { date, from, to: asEnd(to) })),
  }
}

/** All days have what one day has. */
export const everyDayLike = (fields: ShiftFields, day: Weekday, newId: () => string): ShiftFields => {
  const model = fields.weekly.filter((line) => line.day === day)
  return { ...fields, weekly: weekdays.flatMap((each) => model.map((line) => ({ ...line, id: newId(), day: each }))) }
}
