import { wholeIn } from '../../ui/wholeNumber.ts'

/** A channel holds for a minute up to thirty days. */
export const holdMinutes = { min: 1, max: 43_200 }

/** What stands in the field; seconds that are no whole minutes are said through REST alone, and stand there as the nearest minute. */
export const minutesOf = (seconds: number | null): string =>
  seconds === null ? '' : String(Math.max(1, Math.round(seconds / 60)))

/** What a field means that had `before` in it: left as it stood, it changes no second of it. */
export const secondsOf = (minutes: string, before: number | null): number | null => {
  if (minutes === minutesOf(before)) return before
  const whole = wholeIn(minutes, holdMinutes)
  return whole === null ? null : whole * 60
}
