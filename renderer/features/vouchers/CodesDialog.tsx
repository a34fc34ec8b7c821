import { Button, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../app/Dialog.tsx'
import { newVoucherCodeSchema } from '../../../shared/kinds/voucher/schema.ts'
import type { CodesMade } from '../../app/questions.ts'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import { useGround } from '../../app/TerminalContext.tsx'
import type { BoardCampaign } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { DialogButtons } from '../../ui/DialogFoot.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { wholeIn } from '../../ui/wholeNumber.ts'
import { WholeNumberInput } from '../../ui/WholeNumberInput.tsx'
import classes from './Dialogs.module.css'

const mostAtOnce = 100_000

const Outcome = ({ made }: { made: CodesMade }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  switch (made.type) {
    case 'made': {
      const words = { count: made.created, amount: formats.number(made.created) }
      return <Notice tone="calm" role="status" title={t('vouchers.make.made', words)} />
    }
    case 'beyond_quantity':
      return (
        <Notice tone="amber" role="alert" title={t('vouchers.make.tooMany', { amount: formats.number(made.left) })} />
      )
    case 'taken':
      return (
        <Notice
          tone="amber"
          role="alert"
          title={t('vouchers.make.taken', { codes: made.codes.slice(0, 3).join(', ') })}
        />
      )
    case 'no_campaign':
      return <Notice tone="amber" role="alert" title={t('vouchers.make.gone')} />
  }
}

const range = { min: 1, max: mostAtOnce }

/** Makes codes that cannot be guessed, or takes in words that somebody thought of. */
export const CodesDialog = ({ campaign, onClose }: { campaign: BoardCampaign; onClose: () => void }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { questions } = useGround()
  const left = Math.max(0, campaign.quantity - (campaign.counts?.codes ?? 0))
  const [pieces, setPieces] = useState(String(Math.min(left, 1_000)))
  const [own, setOwn] = useState('')
  const make = useMutation({
    mutationFn: (wanted: number | readonly string[]) => questions.makeCodes(campaign.code, wanted),
    // The hub answers before the second press of two: that must find nothing to make.
    onSuccess: ({ type }) => {
      if (type !== 'made') return
      setPieces('')
      setOwn('')
    },
  })
  const count = wholeIn(pieces, range)
  const words = own.split(/[\s,;]+/).filter(Boolean)
  const fits =
    words.length > 0
      ? words.length <= mostAtOnce && words.every((word) => newVoucherCodeSchema.safeParse(word).success)
      : count !== null

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const wanted = words.length > 0 ? words : count
    if (fits && wanted !== null && !make.isPending) make.mutate(wanted)
  }
  return (
    <Dialog opened onClose={onClose} title={t('vouchers.make.title', { name: campaign.name })}>
      <form className={classes.form} onSubmit={submit} noValidate>
        <WholeNumberInput
          data-autofocus
          range={range}
          label={t('vouchers.make.count')}
          description={t('vouchers.make.countHint', { amount: formats.number(left) })}
          disabled={words.length > 0}
          text={pieces}
          onText={setPieces}
        />
        <Textarea
          rows={3}
          spellCheck={false}
          label={t('vouchers.make.own')}
          description={t('vouchers.make.ownHint')}
          error={words.length > 0 && !fits ? t('vouchers.make.wrong') : undefined}
          value={own}
          onChange={(event) => setOwn(event.currentTarget.value)}
        />
        {make.isError && <QuestionNotice error={make.error} />}
        {make.data !== undefined && <Outcome made={make.data} />}
        <DialogButtons>
          <Button variant="default" onClick={onClose}>
            {t('common.close')}
          </Button>
          <Button type="submit" disabled={!fits} loading={make.isPending}>
            {t('vouchers.make.submit')}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  )
}
