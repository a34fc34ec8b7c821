import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { timeLeft } from '../i18n/timeLeft.ts'
import classes from './Fuse.module.css'
import { fuseLevel, partLeft } from './fuseLevel.ts'
import { useSecond } from './seconds.ts'

/** `asked` is not from the hub yet (dashed), `confirmed` is kept (solid with a tick), `expired` is over (hollow). */
export type FuseState = 'burning' | 'asked' | 'expired' | 'confirmed'

export interface FuseProps {
  readonly placedAt: number
  readonly expiresAt: number
  readonly state: FuseState
  /**
   * `edge` lays the bar along the bottom edge of the nearest positioned parent and leaves the time where the fuse stands; `bar` is the bar alone,
   * for where the time is written already.
   */
  readonly layout?: 'line' | 'edge' | 'bar'
}

/** Time left as a thing you can see: a bar that burns down from right to left, with the time beside it. */
export const Fuse = ({ placedAt, expiresAt, state, layout = 'line' }: FuseProps) => {
  const { t } = useTranslation()
  const now = useSecond()
  const level = state === 'expired' ? 'out' : fuseLevel(placedAt, expiresAt, now)
  const part = state === 'confirmed' ? 1 : partLeft(placedAt, expiresAt, now)
  // The ticker may be a moment behind what was placed just now.
  const left = timeLeft(Math.min(expiresAt - now, expiresAt - placedAt))
  const text = left.unit === 'days' ? t('fuse.days', { count: left.days }) : left.text

  const shown = () => {
    if (state === 'confirmed') return { mark: <Check size={16} aria-hidden />, label: t('fuse.confirmed') }
    if (level === 'out') return { mark: t('fuse.expired'), label: t('fuse.expired') }
    return { mark: text, label: t(state === 'asked' ? 'fuse.leftAsked' : 'fuse.left', { time: text }) }
  }
  const { mark, label } = shown()

  return (
    <span
      className={classes.fuse}
      data-level={state === 'confirmed' ? 'kept' : level}
      data-state={state}
      data-layout={layout}
    >
      <span className={classes.bar} aria-hidden>
        <span className={classes.left} style={{ clipPath: `inset(0 ${((1 - part) * 100).toFixed(2)}% 0 0)` }} />
      </span>
      <span className={classes.time} role="timer" aria-label={label}>
        {mark}
      </span>
    </span>
  )
}
