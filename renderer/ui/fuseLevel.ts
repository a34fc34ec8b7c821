/** How far a fuse has burnt: calm until a quarter is left, then low until a tenth, then short; the last minute pulses. */
export type FuseLevel = 'calm' | 'low' | 'short' | 'last' | 'out'

const lastMinute = 60_000

/** The part that is left, from 1 to 0. */
export const partLeft = (placedAt: number, expiresAt: number, now: number): number => {
  const whole = expiresAt - placedAt
  if (whole <= 0) return 0
  return Math.min(1, Math.max(0, (expiresAt - now) / whole))
}

/** The level of a fuse at `now`. A deadline is exclusive (SPEC H3): at `expiresAt` the fuse is out. */
export const fuseLevel = (placedAt: number, expiresAt: number, now: number): FuseLevel => {
  if (now >= expiresAt) return 'out'
  const part = partLeft(placedAt, expiresAt, now)
  if (part >= 0.25) return 'calm'
  if (part >= 0.1) return 'low'
  return expiresAt - now < lastMinute ? 'last' : 'short'
}
