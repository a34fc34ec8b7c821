import { Button, Switch, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../app/Dialog.tsx'
import { maxQuantity } from '../../../shared/quantity.ts'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import type { BoardChannel, ChannelLimit } from '../../app/questions.ts'
import { useGround, useTerminal } from '../../app/TerminalContext.tsx'
import { useLive } from '../../app/useLive.ts'
import { DialogButtons } from '../../ui/DialogFoot.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { readWhole, wholeIn } from '../../ui/wholeNumber.ts'
import { WholeNumberInput } from '../../ui/WholeNumberInput.tsx'
import classes from './ChannelSide.module.css'

interface DialogProps {
  readonly channel: BoardChannel
  /** The one that is changed; null: a new one. */
  readonly limit: ChannelLimit | null
  readonly onSaved: () => Promise<void>
  readonly onClose: () => void
}

const range = { min: 0, max: maxQuantity }
const textOf = (pieces: number | null | undefined): string => String(pieces ?? '')

/** Says how much of a SKU a channel may have, and how much stays for others. */
export const LimitDialog = ({ channel, limit, onSaved, onClose }: DialogProps) => {
  const { t } = useTranslation()
  const { questions } = useGround()
  const shop = useLive(useTerminal().shop)
  const location = limit?.location ?? shop.terminal?.location ?? ''
  const [sku, setSku] = useState(limit?.sku ?? '')
  const [cap, setCap] = useState(textOf(limit?.cap))
  const [safety, setSafety] = useState(textOf(limit?.safetyStock))
  const [startAgain, setStartAgain] = useState(false)
  const [isTried, setTried] = useState(false)
  const isOfOne = sku.trim() !== ''
  const wanted = { cap: isOfOne ? wholeIn(cap, range) : null, safetyStock: wholeIn(safety, range), startAgain }
  const isWrong = [isOfOne ? cap : '', safety].some((text) => readWhole(text, range).type === 'wrong')
  const saysNothing = wanted.cap === null && wanted.safetyStock === null
  const save = useMutation({
    mutationFn: () =>
      questions.saveLimit({ channel: channel.code, location, sku: isOfOne ? sku.trim() : null }, wanted),
    onSuccess: async (trouble) => {
      if (trouble !== null) return
      await onSaved()
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!saysNothing && !isWrong && !save.isPending) save.mutate()
  }
  const place = shop.locations.find(({ code }) => code === location)?.name ?? location
  return (
    <Dialog opened onClose={onClose} title={t('channels.limit.form.title', { channel: channel.name, location: place })}>
      <form className={classes.form} onSubmit={submit} noValidate>
        <TextInput
          data-autofocus
          label={t('channels.limit.form.sku')}
          description={t('channels.limit.form.skuHint')}
          value={sku}
          readOnly={limit !== null}
          onChange={(event) => setSku(event.currentTarget.value)}
        />
        <WholeNumberInput
          range={range}
          label={t('channels.limit.form.cap')}
          description={t('channels.limit.form.capHint')}
          disabled={!isOfOne}
          text={cap}
          onText={setCap}
        />
        <WholeNumberInput
          range={range}
          label={t('channels.limit.form.safety')}
          description={t('channels.limit.form.safetyHint')}
          error={isTried && saysNothing ? t('channels.limit.form.nothing') : undefined}
          text={safety}
          onText={setSafety}
        />
        {limit?.cap != null && (
          <Switch
            label={t('channels.limit.form.again')}
            description={t('channels.limit.form.againHint')}
            checked={startAgain}
            onChange={(event) => setStartAgain(event.currentTarget.checked)}
          />
        )}
        {save.data != null && <Notice tone="amber" role="alert" title={t(`channels.limit.why.${save.data}`)} />}
        {save.isError && <QuestionNotice error={save.error} />}
        <DialogButtons>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('common.save')}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  )
}
