import { Button, Group } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { QuestionNotice } from '../../../app/QuestionNotice.tsx'
import { useGround } from '../../../app/TerminalContext.tsx'
import type { BoardResource, Hours } from '../../../app/terminal.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { ExceptionLines } from './ExceptionLines.tsx'
import { everyDayLike, fieldsOf, readShifts, type ShiftFields, weekdays } from './shiftForm.ts'
import classes from './Shifts.module.css'
import { WeekdayLines } from './WeekdayLines.tsx'

/** The hours of one: the seven days, and the dates that are different. */
export const ShiftForm = ({ resource }: { resource: BoardResource }) => {
  const { t } = useTranslation()
  const { questions } = useGround()
  const [fields, setFields] = useState(() => fieldsOf(resource.hours))
  const [isWrong, setWrong] = useState(false)
  const made = useRef(0)
  const save = useMutation({ mutationFn: (hours: Hours) => questions.saveHours(resource.code, hours) })
  const newId = () => `n${++made.current}`
  const set = (change: Partial<ShiftFields>) => {
    setFields((all) => ({ ...all, ...change }))
    setWrong(false)
    save.reset()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const hours = readShifts(fields)
    setWrong(hours === null)
    if (hours !== null) save.mutate(hours)
  }
  const hasNone = resource.hours === null && fields.weekly.length === 0 && fields.exceptions.length === 0
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      {hasNone && <p className={classes.none}>{t('shifts.always', { name: resource.name })}</p>}
      {weekdays.map((day) => (
        <WeekdayLines
          key={day}
          day={day}
          isUnset={hasNone}
          lines={fields.weekly.filter((line) => line.day === day)}
          onAdd={() => set({ weekly: [...fields.weekly, { id: newId(), day, from: '09:00', to: '18:00' }] })}
          onChange={(id, change) =>
            set({ weekly: fields.weekly.map((line) => (line.id === id ? { ...line, ...change } : line)) })
          }
          onRemove={(id) => set({ weekly: fields.weekly.filter((line) => line.id !== id) })}
        />
      ))}
      <div>
        <Button
          variant="default"
          disabled={!fields.weekly.some(({ day }) => day === 1)}
          onClick={() => set(everyDayLike(fields, 1, newId))}
        >
          {t('shifts.copy')}
        </Button>
      </div>
      <h3 className={classes.head}>{t('shifts.exceptions')}</h3>
      <ExceptionLines
        lines={fields.exceptions}
        onAdd={() =>
          set({ exceptions: [...fields.exceptions, { id: newId(), date: '', closed: true, from: '', to: '' }] })
        }
        onChange={(id, change) =>
          set({ exceptions: fields.exceptions.map((line) => (line.id === id ? { ...line, ...change } : line)) })
        }
        onRemove={(id) => set({ exceptions: fields.exceptions.filter((line) => line.id !== id) })}
      />
      {isWrong && <Notice tone="amber" title={t('shifts.wrong')} role="alert" />}
      {save.isError && <QuestionNotice error={save.error} />}
      {save.data === true && <Notice tone="calm" title={t('shifts.saved', { name: resource.name })} role="status" />}
      {save.data === false && (
        <Notice tone="amber" title={t('shifts.gone.title')} role="alert">
          {t('shifts.gone.text')}
        </Notice>
      )}
      <Group justify="flex-end">
        <Button type="submit" loading={save.isPending} disabled={hasNone}>
          {t('common.save')}
        </Button>
      </Group>
    </form>
  )
}
