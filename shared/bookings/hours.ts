import type { EpochMs } from '../time.ts'
import type { Hours } from './resources.ts'
import { clockOf, type DayNumber, dayOfDate, type ZoneClock, weekdayOf } from './zoneTime.ts'

/** A stretch of time from a moment on until before another. */
export interface TimeRange {
  readonly from: EpochMs
  readonly to: EpochMs
}

/** What a resource has whose hours nobody has said: all day, every day. */
export const alwaysOpen: Hours = {
  weekly: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '00:00', to: '24:00' })),
  exceptions: [],
}

/** From minute to minute of the day on which it begins; past 1440 it lies on the next. */
interface Line {
  readonly from: number
  readonly to: number
}

/** Hours as they are worked with: which lines begin on a day. */
interface Plan {
  readonly weekly: readonly (readonly Line[])[]
  readonly exceptions: ReadonlyMap<DayNumber, readonly Line[]>
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

const lineOf = (from: string, to: string): Line => {
  const [begins, ends] = [minutesOf(from), minutesOf(to)]
  return { from: begins, to: ends > begins ? ends : ends + 1_440 }
}

const planOf = ({ weekly, exceptions = [] }: Hours): Plan => {
  const days: Line[][] = Array.from({ length: 8 }, () => [])
  for (const { day, from, to } of weekly) days[day]?.push(lineOf(from, to))
  const dates = new Map<DayNumber, Line[]>()
  for (const { date, from, to } of exceptions) {
    const day = dayOfDate(date)
    const lines = dates.get(day) ?? []
    if (from !== undefined && to !== undefined) lines.push(lineOf(from, to))
    dates.set(day, lines)
  }
  return { weekly: days, exceptions: dates }
}

const plans = new WeakMap<Hours, Plan>()

/** The same hours are asked for again and again; they are taken apart once. */
const plannedOf = (hours: Hours): Plan => {
  const known = plans.get(hours)
  if (known !== undefined) return known
  const made = planOf(hours)
  plans.set(hours, made)
  return made
}

/** A line may begin at 24:00 and end at 24:00 of the next day: two days before it is over. */
const longestLineDays = 2

const rangesOf = (plan: Plan, clock: ZoneClock, first: DayNumber, last: DayNumber): TimeRange[] => {
  const ranges: TimeRange[] = []
  for (let day = first; day <= last; day += 1)
    for (const line of plan.exceptions.get(day) ?? plan.weekly[weekdayOf(day)] ?? []) {
      const range = { from: clock.momentOf(day, line.from), to: clock.momentOf(day, line.to) }
      // A line within the hour that clocks leave out is no time at all.
      if (range.from < range.to) ranges.push(range)
    }
  return ranges.toSorted((a, b) => a.from - b.from)
}

const merge = (sorted: readonly TimeRange[]): TimeRange[] => {
  const merged: TimeRange[] = []
  for (const range of sorted) {
    const last = merged.at(-1)
    if (last === undefined || range.from > last.to) merged.push(range)
    else if (range.to > last.to) merged[merged.length - 1] = { from: last.from, to: range.to }
  }
  return merged
}

/**
 * The stretches in which a resource can be had that touch [from, to), in order, whole: the first may begin before `from`, the last end after `to`.
 * None overlap or touch each other. Lines belong to the date on which they begin: one that runs past midnight into a closed date is kept. Of
 * hours without an end (all day, every day) at least two days around the range are told.
 */
export const openingsOf = (hours: Hours, zone: string, from: EpochMs, to: EpochMs): TimeRange[] => {
  const clock = clockOf(zone)
  const first = clock.dayAt(from) - longestLineDays
  const last = clock.dayAt(to) + longestLineDays
  return merge(rangesOf(plannedOf(hours), clock, first, last)).filter((range) => range.from < to && range.to > from)
}

/** True if a resource can be had from `start` until `end` without a break; if not, a slot is `outside_hours`. */
export const isOpen = (hours: Hours, zone: string, start: EpochMs, end: EpochMs): boolean =>
  openingsOf(hours, zone, start, end).some((range) => range.from <= start && end <= range.to)

/** A day in a zone: from its first moment until that of the next; 23 to 25 hours where clocks change. */
export const dayRange = (zone: string, date: string, days = 1): TimeRange => {
  const clock = clockOf(zone)
  const day = dayOfDate(date)
  return { from: clock.momentOf(day, 0), to: clock.momentOf(day + days, 0) }
}
