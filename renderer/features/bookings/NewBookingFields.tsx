import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { Notice } from '../../ui/Notice.tsx'
import { FreeTimes } from './FreeTimes.tsx'
import type { NewBookingStart } from './hostDesk.ts'
import { useHostDesk } from './HostDeskContext.tsx'
import { KnownGuests } from './KnownGuests.tsx'
import classes from './NewBooking.module.css'
import { nearestTo } from './newBookingForm.ts'
import { servicesHere } from './servicesHere.ts'
import { useDayOptions } from './useDayOptions.ts'
import { type NewBookingForm, useNewBooking } from './useNewBooking.ts'
import { obstacleText, placeNames } from './words.ts'

const nearest = 6

/** Why the time that was typed cannot be had, and which are near it. */
const NotFree = ({ form }: { form: NewBookingForm }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { clock } = useTerminal()
  const { wanted, obstacle, starts, board } = form
  if (wanted === null || form.resources !== null || form.party === null) return null
  const why = () => {
    if (wanted < clock.now()) return t('newBooking.past')
    return obstacle === null ? t('booking.refused.none') : obstacleText(obstacle, board.resources, { t, formats })
  }
  return (
    <Notice tone="amber" role="status" title={t('newBooking.taken', { time: formats.time(wanted) })}>
      <p>{why()}</p>
      {starts.length > 0 && (
        <FreeTimes
          label={t('newBooking.nearest')}
          starts={nearestTo(starts, wanted, nearest)}
          wanted={null}
          onChoose={(time) => form.set({ time })}
        />
      )}
    </Notice>
  )
}

/** How many, when, what for and for whom: each field by Tab, Enter books. */
export const NewBookingFields = ({ start, onDone }: { start: NewBookingStart; onDone: () => void }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const desk = useHostDesk()
  const form = useNewBooking(start)
  const [isAsked, setAsked] = useState(false)
  const phone = useRef<HTMLInputElement>(null)
  const known = useRef<HTMLDivElement>(null)
  const days = useDayOptions(form.board.zone)
  const { board, fields, set, wanted, resources } = form
  const services = servicesHere(board)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    const wish = form.wish()
    if (wish === null) return
    void desk.book(wish).then((isBooked) => isBooked && onDone())
  }
  const text = (field: 'party' | 'time' | 'phone' | 'name' | 'note') => ({
    label: t(`newBooking.${field}`),
    value: fields[field],
    autoComplete: 'off',
    spellCheck: false,
    onChange: (event: { currentTarget: { value: string } }) => set({ [field]: event.currentTarget.value }),
  })
  /** From the field to the guests whom it may mean. */
  const toKnown = (event: KeyboardEvent): void => {
    const first = event.key === 'ArrowDown' ? known.current?.querySelector('button') : null
    if (first === null || first === undefined) return
    event.preventDefault()
    first.focus()
  }
  const timeError = () => {
    if (form.isTimeWrong) return t('newBooking.wrong.typed')
    return isAsked && wanted === null ? t('newBooking.wrong.time') : undefined
  }
  const needs = board.services.find(({ code }) => code === fields.service)?.needs ?? []
  const places = board.resources.filter(({ kind, active }) => active && needs.some((need) => need.kind === kind))
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <div className={classes.when}>
        <TextInput
          {...text('party')}
          inputMode="numeric"
          data-autofocus
          onFocus={(event) => event.currentTarget.select()}
          error={isAsked && form.party === null ? t('newBooking.wrong.party') : undefined}
        />
        <NativeSelect
          label={t('newBooking.day')}
          value={fields.date}
          onChange={(event) => set({ date: event.currentTarget.value })}
          data={days}
        />
        {services.length > 1 && (
          <NativeSelect
            label={t('newBooking.service')}
            value={fields.service}
            onChange={(event) => set({ service: event.currentTarget.value, resource: '' })}
            data={services.map(({ code, name }) => ({ value: code, label: name }))}
          />
        )}
        <TextInput {...text('time')} placeholder={t('newBooking.timeHint')} inputMode="numeric" error={timeError()} />
      </div>
      <NotFree form={form} />
      <FreeTimes
        label={t('newBooking.starts')}
        starts={form.starts}
        wanted={wanted}
        onChoose={(time) => set({ time })}
      />
      <div className={classes.who}>
        <TextInput {...text('phone')} ref={phone} inputMode="tel" onKeyDown={toKnown} />
        <TextInput {...text('name')} onKeyDown={toKnown} />
      </div>
      <KnownGuests ref={known} guests={form.guests} onTake={form.take} onBack={() => phone.current?.focus()} />
      <div className={classes.who}>
        <TextInput {...text('note')} placeholder={t('newBooking.optional')} maxLength={200} />
        <NativeSelect
          label={t('newBooking.where')}
          value={fields.resource}
          onChange={(event) => set({ resource: event.currentTarget.value })}
          data={[
            { value: '', label: t('newBooking.best') },
            ...places.map(({ code, name }) => ({ value: code, label: name })),
          ]}
        />
      </div>
      <div className={classes.end}>
        <Checkbox
          size="md"
          label={t('newBooking.sure')}
          checked={fields.sure}
          onChange={(event) => set({ sure: event.currentTarget.checked })}
        />
        <Button type="submit" size="lg">
          {wanted === null || resources === null
            ? t('newBooking.submit')
            : t('newBooking.submitAt', {
                time: formats.time(wanted),
                where: placeNames(board.resources, resources),
              })}
        </Button>
      </div>
    </form>
  )
}
