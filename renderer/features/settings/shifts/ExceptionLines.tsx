import { ActionIcon, Button, Checkbox, TextInput } from '@mantine/core'
import { Plus, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useDateInWords } from '../../../app/DateInput.tsx'
import { ClockInput } from './ClockInput.tsx'
import type { TypedException } from './shiftForm.ts'
import classes from './Shifts.module.css'

export interface ExceptionLinesProps {
  readonly lines: readonly TypedException[]
  readonly onAdd: () => void
  readonly onChange: (id: string, change: Partial<Omit<TypedException, 'id'>>) => void
  readonly onRemove: (id: string) => void
}

/** The dates that are different: closed, or with hours of their own. */
export const ExceptionLines = ({ lines, onAdd, onChange, onRemove }: ExceptionLinesProps) => {
  const { t } = useTranslation()
  const inWords = useDateInWords()
  return (
    <>
      {lines.map(({ id, date, closed, from, to }) => (
        <div key={id} className={classes.line}>
          <TextInput
            type="date"
            aria-label={t('shifts.exceptionDate')}
            aria-describedby={`${id}-words`}
            value={date}
            onChange={(event) => onChange(id, { date: event.currentTarget.value })}
          />
          <span id={`${id}-words`} className={classes.words}>
            {inWords(date)}
          </span>
          <Checkbox
            size="md"
            label={t('shifts.exceptionClosed')}
            checked={closed}
            onChange={(event) => onChange(id, { closed: event.currentTarget.checked })}
          />
          {!closed && (
            <>
              <ClockInput
                aria-label={t('shifts.exceptionFrom')}
                text={from}
                onText={(text) => onChange(id, { from: text })}
              />
              <span aria-hidden>–</span>
              <ClockInput
                aria-label={t('shifts.exceptionTo')}
                text={to}
                onText={(text) => onChange(id, { to: text })}
              />
            </>
          )}
          <ActionIcon aria-label={t('shifts.removeException', { date: inWords(date) })} onClick={() => onRemove(id)}>
            <X size={20} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button variant="default" leftSection={<Plus size={18} aria-hidden />} onClick={onAdd}>
          {t('shifts.addException')}
        </Button>
      </div>
    </>
  )
}
