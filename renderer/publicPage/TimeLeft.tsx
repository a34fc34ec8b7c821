import { useEffect, useState } from 'react'
import { timeLeft } from '../i18n/timeLeft.ts'
import fuse from '../ui/Fuse.module.css'
import { fuseLevel, partLeft } from '../ui/fuseLevel.ts'
import { fill } from './fill.ts'
import classes from './Page.module.css'

interface Props {
  /** By a clock that only measures durations. */
  readonly placedAt: number
  readonly expiresAt: number
  readonly t: { readonly left: string; readonly days: string }
}

/** The terminal's fuse, without the terminal's words and ticker, which would make this page several times as large. */
export const TimeLeft = ({ placedAt, expiresAt, t }: Props) => {
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 250)
    return () => clearInterval(timer)
  }, [])
  const shown = timeLeft(Math.min(expiresAt - now, expiresAt - placedAt))
  const text = shown.unit === 'clock' ? shown.text : fill(t.days, { days: shown.days })
  return (
    <span
      className={`${fuse['fuse']} ${classes.fuse}`}
      data-level={fuseLevel(placedAt, expiresAt, now)}
      data-state="burning"
    >
      <span className={fuse['bar']} aria-hidden>
        <span
          className={fuse['left']}
          style={{ clipPath: `inset(0 ${((1 - partLeft(placedAt, expiresAt, now)) * 100).toFixed(2)}% 0 0)` }}
        />
      </span>
      <span className={fuse['time']} role="timer" aria-label={fill(t.left, { time: text })}>
        {text}
      </span>
    </span>
  )
}
