import type { ChannelNow, DayOfChannel, Overview } from '../../app/questions.ts'

/** What became of holds, summed over channels or days. */
export type Outcomes = Omit<DayOfChannel, 'day' | 'channel'>

const nothing: Outcomes = {
  placed: 0,
  confirmed: 0,
  released: 0,
  expired: 0,
  live: 0,
  unitsGivenBack: 0,
  unitsAgain: 0,
}

const add = (a: Outcomes, b: Outcomes): Outcomes => ({
  placed: a.placed + b.placed,
  confirmed: a.confirmed + b.confirmed,
  released: a.released + b.released,
  expired: a.expired + b.expired,
  live: a.live + b.live,
  unitsGivenBack: a.unitsGivenBack + b.unitsGivenBack,
  unitsAgain: a.unitsAgain + b.unitsAgain,
})

export const sumOf = (days: readonly Outcomes[]): Outcomes => days.reduce(add, nothing)

/** Of the holds that have ended, the part that was confirmed, from 0 to 1; null if none has ended. */
export const conversionOf = ({ confirmed, released, expired }: Outcomes): number | null => {
  const ended = confirmed + released + expired
  return ended === 0 ? null : confirmed / ended
}

export interface DayOutcomes extends Outcomes {
  readonly day: string
}

/** Each day once, those without a hold too, through one channel or (null) all. */
export const byDay = (
  { days, at }: Pick<Overview, 'days' | 'at'>,
  channel: string | null,
  count: number,
  zone: string,
): readonly DayOutcomes[] => {
  const sums = new Map<string, Outcomes>()
  for (const one of days)
    if (channel === null || one.channel === channel) sums.set(one.day, add(sums.get(one.day) ?? nothing, one))
  return lastDays(at, count, zone).map((day) => ({ day, ...(sums.get(day) ?? nothing) }))
}

/** The last days up to a moment, as `2026-11-26`, in a zone. */
export const lastDays = (at: number, count: number, zone: string): readonly string[] => {
  // Swedish writes days as ISO 8601 does.
  const [year = 0, month = 1, day = 1] = new Intl.DateTimeFormat('sv-SE', { timeZone: zone })
    .format(at)
    .split('-')
    .map(Number)
  return Array.from({ length: count }, (_, back) =>
    new Date(Date.UTC(year, month - 1, day - (count - 1 - back))).toISOString().slice(0, 10),
  )
}

/** Channels through which something is held, or was, the busiest first; others say nothing. */
export const busyChannels = ({ channels, days }: Pick<Overview, 'channels' | 'days'>): readonly ChannelNow[] => {
  const used = new Set(days.map(({ channel }) => channel))
  return channels
    .filter(({ channel, holds }) => holds > 0 || used.has(channel))
    .toSorted((a, b) => b.holds - a.holds || a.name.localeCompare(b.name))
}
