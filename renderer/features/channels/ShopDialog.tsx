import { SegmentedControl, Switch, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../app/Dialog.tsx'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import type { BoardChannel } from '../../app/questions.ts'
import { useGround, useTerminal } from '../../app/TerminalContext.tsx'
import { useLive } from '../../app/useLive.ts'
import { SecretField } from '../../ui/SecretField.tsx'
import { boardKey } from './boardKey.ts'
import classes from './ChannelSide.module.css'
import { kinds, type ShopForm, shopForm, targetFields, writtenShop } from './shopForm.ts'
import { FormButtons } from '../../ui/FormButtons.tsx'

/** Connects a shop with a system of its own to a channel, or changes how. Its secrets are typed and never shown. */
export const ShopDialog = ({ channel, onClose }: { readonly channel: BoardChannel; readonly onClose: () => void }) => {
  const { t } = useTranslation()
  const { questions } = useGround()
  const client = useQueryClient()
  const here = useLive(useTerminal().shop).terminal?.location ?? ''
  const [form, setForm] = useState<ShopForm>(() => shopForm(channel.shop, here))
  const save = useMutation({
    mutationFn: () => questions.connectShop(writtenShop(channel.code, form, channel.shop)),
    onSuccess: async (wrong) => {
      if (wrong !== null) return
      await client.invalidateQueries({ queryKey: boardKey })
      onClose()
    },
  })
  const errorOf = (field: string) => (save.data === field ? t('channels.shop.form.wrong') : undefined)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!save.isPending) save.mutate()
  }
  const isNew = channel.shop === null
  return (
    <Dialog opened onClose={onClose} title={t('channels.shop.form.title', { channel: channel.name })}>
      <form className={classes.form} onSubmit={submit} noValidate>
        <SegmentedControl
          fullWidth
          aria-label={t('channels.shop.form.kind')}
          value={form.kind}
          onChange={(value) => setForm({ ...form, kind: kinds.find(({ kind }) => kind === value)?.kind ?? form.kind })}
          data={kinds.map(({ kind, name }) => ({ value: kind, label: name }))}
        />
        <SecretField
          data-autofocus
          label={t('channels.shop.form.secret')}
          description={t(isNew ? 'channels.shop.form.secretHint' : 'channels.shop.form.secretKept')}
          error={errorOf('secret')}
          value={form.secret}
          onChange={(event) => setForm({ ...form, secret: event.currentTarget.value })}
        />
        <p className={classes.soft}>
          {t('channels.shop.form.notify', { path: `/v1/connectors/${encodeURIComponent(channel.code)}/notify` })}
        </p>
        <Switch
          label={t('channels.shop.form.tells')}
          checked={form.tells}
          onChange={(event) => setForm({ ...form, tells: event.currentTarget.checked })}
        />
        {form.tells &&
          targetFields[form.kind].map((field) => {
            const Input = field === 'url' || field === 'locationId' ? TextInput : SecretField
            return (
              <Input
                key={field}
                label={t(`channels.shop.form.target.${field}`)}
                error={errorOf(`target.${field}`)}
                value={form.target[field] ?? ''}
                onChange={(event) =>
                  setForm({ ...form, target: { ...form.target, [field]: event.currentTarget.value } })
                }
              />
            )
          })}
        {form.tells && !isNew && <p className={classes.soft}>{t('channels.shop.form.targetKept')}</p>}
        <FormButtons submit={t('common.save')} isPending={save.isPending} onClose={onClose}>
          {save.isError && <QuestionNotice error={save.error} />}
        </FormButtons>
      </form>
    </Dialog>
  )
}
