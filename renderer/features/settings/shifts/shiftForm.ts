import type { Hours } from '../../../app/terminal.ts'
import { typedMinute } from '../../bookings/days.ts'

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

/** The end of a day and the beginning of the next are the same moment. */
const asTyped = (clock: string): string => (clock === '24:00' ? '00:00' : clock)

export const fieldsOf = (hours: Hours | null): ShiftFields => ({
  weekly: (hours?.weekly ?? []).flatMap(({ day, from, to }, place) =>
    isWeekday(day) ? [{ id: `w${place}`, day, from: asTyped(from), to: asTyped(to) }] : [],
  ),
  exceptions: (hours?.exceptions ?? []).map(({ date, closed = false, from = '', to = '' }, place) => ({
    ...{ id: `e${place}`, date, closed, from: asTyped(from), to: asTyped(to) },
  })),
})

const two = (part: number): string => String(part).padStart(2, '0')

/** A time as people type it (`9`, `9h30`, `0930`), as the hub takes it: `09:30`; null for what is none. */
export const clockIn = (text: string): string | null => {
  const minute = typedMinute(text.trim() === '24:00' ? '00:00' : text)
  if (minute === null) return null
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}

/** From and to the same is a whole day only at midnight; elsewhere it is a slip. */
const stretchIn = (typed: { readonly from: string; readonly to: string }) => {
  const [from, to] = [clockIn(typed.from), clockIn(typed.to)]
  if (from === null || to === null || (from === to && from !== '00:00')) return null
  return { from, to: asEnd(to) }
}

/** Midnight as an end is that of the same day. */
const asEnd = (clock: string): string => (clock === '00:00' ? '24:00' : clock)

/** The hours that were typed; null if a time is missing or is none. */
export const readShifts = ({ weekly, exceptions }: ShiftFields): Hours | null => {
  const days: Hours['weekly'][number][] = []
  for (const { day, ...typed } of weekly) {
    const stretch = stretchIn(typed)
    if (stretch === null) return null
    days.push({ day, ...stretch })
  }
  const others: NonNullable<Hours['exceptions']>[number][] = []
  for (const { date, closed, ...typed } of exceptions.toSorted((a, b) => (a.date < b.date ? -1 : 1))) {
    const stretch = closed ? ({ closed: true } as const) : stretchIn(typed)
    if (date === '' || stretch === null) return null
    others.push({ date, ...stretch })
  }
  return { weekly: days, exceptions: others }
}

/** All days have what one day has. */
export const everyDayLike = (fields: ShiftFields, day: Weekday, newId: () => string): ShiftFields => {
  const model = fields.weekly.filter((line) => line.day === day)
  return { ...fields, weekly: weekdays.flatMap((each) => model.map((line) => ({ ...line, id: newId(), day: each }))) }
}
