import { ActionIcon, Button } from '@mantine/core'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/useFormats.ts'
import { useMoment } from '../../app/useMoment.ts'
import classes from './DaySwitch.module.css'
import { type Day, dayNamed, dayNumbered, dayOf } from './days.ts'

export interface DaySwitchProps {
  readonly zone: string
  readonly day: Day
  readonly onDay: (day: Day) => void
}

/** One day after the other, today at one tap, or any by its date; days that are over are not kept here. */
export const DaySwitch = ({ zone, day, onDay }: DaySwitchProps) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const today = dayOf(zone, useMoment(60))
  const name = () => {
    if (day.number === today.number) return t('day.today')
    return day.number === today.number + 1 ? t('day.tomorrow') : null
  }
  return (
    <div className={classes.days} role="group" aria-label={t('day.label')}>
      <ActionIcon
        variant="default"
        aria-label={t('day.before')}
        disabled={day.number <= today.number}
        onClick={() => onDay(dayNumbered(zone, day.number - 1))}
      >
        <ChevronLeft size={20} aria-hidden />
      </ActionIcon>
      <label className={classes.day}>
        <span className={classes.name}>{name() ?? formats.day(day.from + 43_200_000)}</span>
        {name() !== null && <span className={classes.date}>{formats.day(day.from + 43_200_000)}</span>}
        <input
          type="date"
          aria-label={t('day.label')}
          min={today.date}
          value={day.date}
          onClick={(event) => event.currentTarget.showPicker()}
          onChange={(event) => {
            const chosen = dayNamed(zone, event.currentTarget.value)
            if (chosen !== null && chosen.number >= today.number) onDay(chosen)
          }}
        />
      </label>
      <ActionIcon
        variant="default"
        aria-label={t('day.after')}
        onClick={() => onDay(dayNumbered(zone, day.number + 1))}
      >
        <ChevronRight size={20} aria-hidden />
      </ActionIcon>
      {day.number !== today.number && (
        <Button variant="default" px="sm" onClick={() => onDay(today)}>
          {t('day.today')}
        </Button>
      )}
    </div>
  )
}
