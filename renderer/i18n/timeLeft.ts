const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** Time left as a fuse shows it, in parts; the words for days are the language's. */
export type TimeLeft =
  | { readonly unit: 'days'; readonly days: number }
  | { readonly unit: 'clock'; readonly text: string }

const two = (value: number): string => String(value).padStart(2, '0')

/** `0:42`, `14:32`, `2:05:10`, or whole days from one day on. Seconds are rounded up, so that 0:00 is really the end. */
export const timeLeft = (milliseconds: number): TimeLeft => {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000))
  if (seconds >= day) return { unit: 'days', days: Math.floor(seconds / day) }
  const minutes = Math.floor(seconds / minute)
  const rest = two(seconds % minute)
  if (seconds < hour) return { unit: 'clock', text: `${minutes}:${rest}` }
  return { unit: 'clock', text: `${Math.floor(seconds / hour)}:${two(minutes % 60)}:${rest}` }
}
