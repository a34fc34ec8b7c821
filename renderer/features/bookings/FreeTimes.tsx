import { useTranslation } from 'react-i18next'
import type { FreeStart } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { typedMinute } from './days.ts'
import classes from './NewBooking.module.css'

export interface FreeTimesProps {
  readonly label: string
  readonly starts: readonly FreeStart[]
  /** What was typed so far: the times that begin like it stand out. */
  readonly typed: string
  readonly wanted: number | null
  readonly onChoose: (time: string) => void
}

/** The times that are free, as buttons. */
export const FreeTimes = ({ label, starts, typed, wanted, onChoose }: FreeTimesProps) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const figures = typed.replace(/\D/g, '')
  const narrowed =
    figures === '' || typedMinute(typed) === null || figures.length > 2
      ? starts
      : starts.filter(({ start }) => formats.time(start).startsWith(figures.padStart(2, '0')))
  const shown = narrowed.length === 0 ? starts : narrowed
  if (starts.length === 0) return <p className={classes.none}>{t('newBooking.noStarts')}</p>
  return (
    // Reached by typing the time; the keys of the form do not walk through all of them.
    <div className={classes.times} role="group" aria-label={label}>
      {shown.map(({ start }) => (
        <button
          key={start}
          type="button"
          className={classes.time}
          aria-pressed={start === wanted}
          tabIndex={-1}
          onClick={() => onChoose(formats.time(start))}
        >
          {formats.time(start)}
        </button>
      ))}
    </div>
  )
}
