import { useTranslation } from 'react-i18next'
import type { FreeStart } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import classes from './NewBooking.module.css'
import { nearestTo } from './newBookingForm.ts'

export interface FreeTimesProps {
  readonly label: string
  readonly starts: readonly FreeStart[]
  readonly wanted: number | null
  readonly onChoose: (time: string) => void
}

const mostNear = 20
const mostShown = 60
const halfHourMs = 1_800_000

/** All times of a day, or those on the half hours where there are too many for a glance; the others can be typed. */
const wholeDay = (starts: readonly FreeStart[]): readonly FreeStart[] =>
  starts.length <= mostShown ? starts : starts.filter(({ start }) => start % halfHourMs === 0)

/** The times that are free, as buttons: of the whole day, or around the one that is wanted. */
export const FreeTimes = ({ label, starts, wanted, onChoose }: FreeTimesProps) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const shown = wanted === null ? wholeDay(starts) : nearestTo(starts, wanted, mostNear)
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
