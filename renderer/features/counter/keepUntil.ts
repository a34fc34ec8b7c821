import { clockOf, dateOfDay, dayOfDate } from '../../../shared/bookings/zoneTime.ts'
import { longestKeptSeconds } from '../../../shared/orders/orderCommands.ts'

/** Days that are asked for at a press, counted from today. */
export const quickDays = [0, 1, 3] as const

/** The last minute of a day: who comes back before the shop closes is in time, whenever that is. */
const lastMinute = 23 * 60 + 59

/** The clocks of hub and terminal may be apart, and somebody takes a while to press. */
const slackMs = 300_000

/** Until when something is kept that is kept until a minute of a day, by the shop's clocks; null if that is over, or too far away. */
export const untilOf = (zone: string, date: string, minute: number | null, now: number): number | null => {
  const day = dayOfDate(date)
  if (!Number.isInteger(day)) return null
  const until = clockOf(zone).momentOf(day, minute ?? lastMinute)
  return until > now && until <= now + longestKeptSeconds * 1000 - slackMs ? until : null
}

/** The date so many days after today, by the shop's calendar. */
export const dateAhead = (zone: string, now: number, days: number): string => dateOfDay(clockOf(zone).dayAt(now) + days)

/** The last date until whose end something can be kept. */
export const lastDate = (zone: string, now: number): string => {
  const days = Math.floor(longestKeptSeconds / 86_400)
  const last = dateAhead(zone, now, days)
  return untilOf(zone, last, null, now) === null ? dateAhead(zone, now, days - 1) : last
}
