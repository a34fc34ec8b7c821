import { dayRange, type TimeRange } from '../../../shared/bookings/hours.ts'
import { clockOf, dateOfDay, type DayNumber, dayOfDate } from '../../../shared/bookings/zoneTime.ts'

/** A day of the shop's calendar. */
export interface Day extends TimeRange {
  readonly number: DayNumber
  /** `2026-11-23` */
  readonly date: string
}

export const dayNumbered = (zone: string, number: DayNumber): Day => {
  const date = dateOfDay(number)
  return { ...dayRange(zone, date), number, date }
}

/** The day that a moment lies on, by the shop's clocks. */
export const dayOf = (zone: string, moment: number): Day => dayNumbered(zone, clockOf(zone).dayAt(moment))

/** A date as it is typed or chosen; null if it is none. */
export const dayNamed = (zone: string, date: string): Day | null => {
  const number = dayOfDate(date)
  return Number.isInteger(number) ? dayNumbered(zone, number) : null
}

/** `1930`, `19:30`, `930`, `9` or `9h30` as the minute of a day; null if it is no time. */
export const typedMinute = (text: string): number | null => {
  const parts = /^(\d{1,2})(?:[:.hg ]?(\d{2}))?[hg]?$/.exec(text.trim().toLowerCase())
  if (parts === null) return null
  const [hour, minute] = [Number(parts[1]), Number(parts[2] ?? 0)]
  return hour < 24 && minute < 60 ? hour * 60 + minute : null
}

/** The moment of a day at which clocks show a minute of it. */
export const momentAt = (zone: string, day: Pick<Day, 'number'>, minute: number): number =>
  clockOf(zone).momentOf(day.number, minute)
