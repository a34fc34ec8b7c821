import { NumberInput, Switch, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DateInput } from '../../app/DateInput.tsx'
import { Dialog } from '../../app/Dialog.tsx'
import { mostPublicSeats } from '../../../shared/seating/events.ts'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import type { SavedEventAnswer } from '../../app/questions.ts'
import { useGround } from '../../app/TerminalContext.tsx'
import type { ShownEvent } from '../../app/terminal.ts'
import { useLive, useLivePart } from '../../app/useLive.ts'
import { useZone } from '../../app/useZone.ts'
import { FieldRow } from '../../ui/FieldRow.tsx'
import { FormButtons } from '../../ui/FormButtons.tsx'
import { Notice } from '../../ui/Notice.tsx'
import classes from './EventDialog.module.css'
import { codeFrom, emptyEvent, type EventField, type EventFields, fieldsOf, readEvent } from './eventForm.ts'
import { HallField } from './HallField.tsx'
import { PriceFields } from './PriceFields.tsx'

const namesShown = 10

/** Why the hub kept everything as it was. */
const Refused = ({ answer }: { answer: SavedEventAnswer }) => {
  const { t } = useTranslation()
  switch (answer.type) {
    case 'saved':
      return null
    case 'taken':
      return <Notice tone="amber" role="alert" title={t('seats.form.taken')} />
    case 'no_hall':
    case 'no_category':
      return <Notice tone="amber" role="alert" title={t('seats.form.noHall')} />
    case 'in_the_way': {
      const seats = answer.seats.slice(0, namesShown).join(', ')
      return <Notice tone="amber" role="alert" title={t('seats.form.inTheWay', { seats })} />
    }
  }
}

const wrongWords = {
  name: 'nameMissing',
  code: 'codeWrong',
  startsAt: 'startsAtWrong',
  hall: 'hallMissing',
  prices: 'priceWrong',
} as const satisfies Readonly<Record<EventField, string>>

/** Adds an event with its plan and prices, or changes one as a whole. */
export const EventDialog = ({ event, onClose }: { event?: ShownEvent; onClose: () => void }) => {
  const { t } = useTranslation()
  const { terminal, questions } = useGround()
  const events = useLive(terminal.boxOffice.events)
  const currency = useLivePart(terminal.shop, (shop) => shop.currency)
  const zone = useZone()
  const [fields, setFields] = useState<EventFields>(() =>
    event === undefined ? emptyEvent(zone, terminal.clock.now(), events) : fieldsOf(event, zone),
  )
  const [wrong, setWrong] = useState<readonly EventField[]>([])
  const save = useMutation({
    mutationFn: questions.saveEvent,
    onSuccess: ({ type }, { name }) => {
      if (type !== 'saved') return
      notifications.show({
        message: t('seats.form.saved', { name }),
        closeButtonProps: { 'aria-label': t('common.close') },
      })
      onClose()
    },
  })
  const type = (change: Partial<EventFields>) => setFields((all) => ({ ...all, ...change }))
  const errorOf = (field: EventField) => (wrong.includes(field) ? t(`seats.form.${wrongWords[field]}`) : undefined)
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault()
    const read = readEvent(fields, { currency, zone, events })
    setWrong(read.ok ? [] : read.wrong)
    if (read.ok) save.mutate({ ...read.event, isNew: event === undefined })
  }

  return (
    <Dialog
      opened
      onClose={onClose}
      size={720}
      title={event === undefined ? t('seats.form.addTitle') : t('seats.form.editTitle', { name: event.name })}
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        <TextInput
          required
          data-autofocus
          label={t('seats.form.name')}
          error={errorOf('name')}
          value={fields.name}
          autoComplete="off"
          onChange={({ currentTarget }) => type({ name: currentTarget.value })}
        />
        <FieldRow fields={3} ends="field">
          <DateInput
            required
            label={t('seats.form.date')}
            error={errorOf('startsAt')}
            date={fields.date}
            onDate={(date) => type({ date })}
          />
          <TextInput
            required
            label={t('seats.form.time')}
            value={fields.time}
            autoComplete="off"
            onChange={({ currentTarget }) => type({ time: currentTarget.value })}
          />
          <TextInput
            label={t('seats.form.code')}
            placeholder={codeFrom(fields.name, fields.date)}
            error={errorOf('code')}
            disabled={event !== undefined}
            value={fields.code}
            autoComplete="off"
            spellCheck={false}
            onChange={({ currentTarget }) => type({ code: currentTarget.value })}
          />
        </FieldRow>
        <HallField
          {...(event === undefined ? {} : { kept: event })}
          events={events}
          hall={fields.hall}
          error={errorOf('hall')}
          onHall={(hall, prices) => type({ hall, prices })}
        />
        <PriceFields
          hall={fields.hall}
          events={events}
          prices={fields.prices}
          error={errorOf('prices')}
          onPrices={(prices) => type({ prices })}
        />
        <Switch
          label={t('seats.form.public')}
          checked={fields.isPublic}
          onChange={({ currentTarget }) => type({ isPublic: currentTarget.checked })}
        />
        {fields.isPublic && (
          <NumberInput
            label={t('seats.form.most')}
            min={1}
            max={mostPublicSeats}
            allowDecimal={false}
            allowNegative={false}
            value={fields.publicSeats}
            onChange={(most) => type({ publicSeats: Number(most) })}
          />
        )}
        <Switch
          label={t('seats.form.alone')}
          checked={fields.leavesNoSingle}
          onChange={({ currentTarget }) => type({ leavesNoSingle: currentTarget.checked })}
        />
        <FormButtons submit={t('seats.form.save')} isPending={save.isPending} onClose={onClose}>
          {save.isError && <QuestionNotice error={save.error} />}
          {save.data !== undefined && <Refused answer={save.data} />}
        </FormButtons>
      </form>
    </Dialog>
  )
}
