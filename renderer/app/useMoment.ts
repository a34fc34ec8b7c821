import { useGround } from './TerminalContext.tsx'
import { useLivePart } from './useLive.ts'

/** The hub's time in steps of so many seconds: a whole screen renders again only that often. */
export const useMoment = (stepSeconds = 10): number => {
  const { seconds } = useGround()
  const step = stepSeconds * 1000
  return useLivePart(seconds, (now) => Math.floor(now / step) * step)
}
