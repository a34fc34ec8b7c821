import { ActionIcon } from '@mantine/core'
import { Plus, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { ClockInput } from './ClockInput.tsx'
import { type TypedLine, type Weekday, weekdayNames } from './shiftForm.ts'
import classes from './Shifts.module.css'

export interface WeekdayLinesProps {
  readonly day: Weekday
  readonly lines: readonly TypedLine[]
  /** Nobody has set any hours yet: a day without lines is not closed. */
  readonly isUnset: boolean
  readonly onAdd: () => void
  readonly onChange: (id: string, change: Partial<Pick<TypedLine, 'from' | 'to'>>) => void
  readonly onRemove: (id: string) => void
}

/** One day of the week: its stretches, or closed. */
export const WeekdayLines = ({ day, lines, isUnset, onAdd, onChange, onRemove }: WeekdayLinesProps) => {
  const { t } = useTranslation()
  const name = t(`shifts.day.${weekdayNames[day]}`)
  return (
    <div className={classes.day}>
      <span className={classes.name}>{name}</span>
      <div className={classes.lines}>
        {lines.length === 0 && <span className={classes.none}>{isUnset ? '–' : t('shifts.closed')}</span>}
        {lines.map(({ id, from, to }) => (
          <div key={id} className={classes.line}>
            <ClockInput
              aria-label={t('shifts.from', { day: name })}
              text={from}
              onText={(text) => onChange(id, { from: text })}
            />
            <span aria-hidden>–</span>
            <ClockInput
              aria-label={t('shifts.to', { day: name })}
              text={to}
              onText={(text) => onChange(id, { to: text })}
            />
            <ActionIcon aria-label={t('shifts.remove', { from, to, day: name })} onClick={() => onRemove(id)}>
              <X size={20} aria-hidden />
            </ActionIcon>
          </div>
        ))}
      </div>
      <ActionIcon variant="default" aria-label={t('shifts.add', { day: name })} onClick={onAdd}>
        <Plus size={20} aria-hidden />
      </ActionIcon>
    </div>
  )
}
