import type { Day } from './days.ts'
import type { NewBookingStart } from './hostDesk.ts'

/** A new booking for the day that is looked at: today it begins with nothing, another day is chosen already. */
export const momentForDay = (day: Day, now: number): NewBookingStart =>
  now >= day.from && now < day.to ? {} : { day: day.date }
