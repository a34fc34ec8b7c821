import { ActionIcon, Button, Group, Select, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../app/Dialog.tsx'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import type { BoardCarrier } from '../../app/questions.ts'
import { carrierSteps } from '../../app/shopsAndCarriers.ts'
import { useGround } from '../../app/TerminalContext.tsx'
import { DialogButtons } from '../../ui/DialogFoot.tsx'
import { FormButtons } from '../../ui/FormButtons.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { boardKey } from './boardKey.ts'
import { carrierForm, codeOf, isWhole, type StateRow, writtenCarrier } from './carrierForm.ts'
import classes from './ChannelSide.module.css'
import { ShownOnce } from './ShownOnce.tsx'

interface StatesProps {
  readonly rows: readonly StateRow[]
  readonly onRows: (rows: readonly StateRow[]) => void
}

/** What the carrier's states mean here. */
const States = ({ rows, onRows }: StatesProps) => {
  const { t } = useTranslation()
  const change = (place: number, row: StateRow) => onRows(rows.map((one, at) => (at === place ? row : one)))
  return (
    <fieldset className={classes.states}>
      <legend>{t('channels.carriers.form.states')}</legend>
      {rows.map((row, place) => (
        // Rows have no name of their own until they are written.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={place} className={classes.state}>
          <TextInput
            aria-label={t('channels.carriers.form.state', { amount: place + 1 })}
            placeholder={t('channels.carriers.form.stateHint')}
            value={row.state}
            onChange={(event) => change(place, { ...row, state: event.currentTarget.value })}
          />
          <Select
            aria-label={t('channels.carriers.form.means', { amount: place + 1 })}
            allowDeselect={false}
            value={row.step}
            onChange={(step) => change(place, { ...row, step: carrierSteps.find((one) => one === step) ?? row.step })}
            data={carrierSteps.map((step) => ({ value: step, label: t(`channels.carriers.step.${step}`) }))}
          />
          <ActionIcon
            variant="default"
            aria-label={t('channels.carriers.form.drop', { amount: place + 1 })}
            onClick={() => onRows(rows.filter((_, at) => at !== place))}
          >
            <X size={18} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="subtle"
        size="sm"
        leftSection={<Plus size={18} aria-hidden />}
        onClick={() => onRows([...rows, { state: '', step: 'ignored' }])}
      >
        {t('channels.carriers.form.add')}
      </Button>
    </fieldset>
  )
}

/** Lets a carrier tell of parcels, or changes what its messages mean. The secret of a new one is shown once. */
export const CarrierDialog = ({
  carrier,
  onClose,
}: {
  readonly carrier: BoardCarrier | null
  readonly onClose: () => void
}) => {
  const { t } = useTranslation()
  const { questions } = useGround()
  const client = useQueryClient()
  const [form, setForm] = useState(() => carrierForm(carrier))
  const code = carrier?.code ?? codeOf(form.name)
  const written = writtenCarrier(form)
  const isReady = isWhole(written) && code !== ''
  const save = useMutation({
    mutationFn: () => questions.saveCarrier(code, carrier === null, written),
    onSuccess: async (saved) => {
      await client.invalidateQueries({ queryKey: boardKey })
      if (saved.type === 'saved' && saved.secret === null) onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!save.isPending && isReady) save.mutate()
  }
  const secret = save.data?.type === 'saved' ? save.data.secret : null
  const title = carrier?.name ?? t('channels.carriers.form.title')
  if (secret !== null)
    // It is shown once: a touch beside the dialog must not take it away.
    return (
      <Dialog opened onClose={onClose} closeOnClickOutside={false} title={title}>
        <ShownOnce value={secret} title={t('channels.carriers.form.secret')} />
        <p className={classes.soft}>
          {t('channels.carriers.form.notify', { path: `/v1/carriers/${encodeURIComponent(code)}/notify` })}
        </p>
        <DialogButtons>
          <Button onClick={onClose}>{t('common.close')}</Button>
        </DialogButtons>
      </Dialog>
    )
  return (
    <Dialog opened onClose={onClose} size="lg" title={title}>
      <form className={classes.form} onSubmit={submit} noValidate>
        <TextInput
          data-autofocus
          label={t('channels.carriers.form.name')}
          error={save.data?.type === 'taken' ? t('channels.carriers.form.taken') : undefined}
          value={form.name}
          maxLength={100}
          onChange={(event) => setForm({ ...form, name: event.currentTarget.value })}
        />
        <p className={classes.soft}>{t('channels.carriers.form.fields')}</p>
        <Group grow>
          {(['parcel', 'state', 'order'] as const).map((field) => (
            <TextInput
              key={field}
              label={t(`channels.carriers.form.field.${field}`)}
              value={form.fields[field]}
              onChange={(event) => setForm({ ...form, fields: { ...form.fields, [field]: event.currentTarget.value } })}
            />
          ))}
        </Group>
        <States rows={form.states} onRows={(states) => setForm({ ...form, states })} />
        <FormButtons submit={t('common.save')} isPending={save.isPending} isDisabled={!isReady} onClose={onClose}>
          {save.isError && <QuestionNotice error={save.error} />}
          {!isReady && <Notice tone="calm" title={t('channels.carriers.form.needed')} />}
        </FormButtons>
      </form>
    </Dialog>
  )
}
