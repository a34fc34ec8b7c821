import { SegmentedControl, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DateInput } from '../../app/DateInput.tsx'
import { Dialog } from '../../app/Dialog.tsx'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import { useGround } from '../../app/TerminalContext.tsx'
import type { BoardCampaign } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLive } from '../../app/useLive.ts'
import { FieldRow } from '../../ui/FieldRow.tsx'
import { FormButtons } from '../../ui/FormButtons.tsx'
import { Notice } from '../../ui/Notice.tsx'
import {
  type CampaignField,
  type CampaignFields,
  emptyCampaign,
  fieldsOf,
  readCampaign,
  type ShopSight,
  skusIn,
} from './campaignForm.ts'
import classes from './Dialogs.module.css'

const useShopSight = (): ShopSight => {
  const { terminal } = useGround()
  const { currency, location } = useLive(terminal.shop)
  const knows = (sku: string): boolean => terminal.catalogue.find(sku)?.sku === sku
  return { currency, zone: location?.timeZone ?? 'UTC', knows }
}

/** Makes a campaign, or changes one as a whole. What was granted by it stays as it was granted. */
export const CampaignDialog = ({ campaign, onClose }: { campaign?: BoardCampaign; onClose: () => void }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { questions } = useGround()
  const shop = useShopSight()
  const [fields, setFields] = useState(() => (campaign === undefined ? emptyCampaign : fieldsOf(campaign, shop)))
  const [wrong, setWrong] = useState<readonly CampaignField[]>([])
  const save = useMutation({
    mutationFn: questions.saveCampaign,
    onSuccess: (isSaved) => isSaved && onClose(),
  })

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const read = readCampaign(fields, shop)
    setWrong(read.ok ? [] : read.wrong)
    if (read.ok) save.mutate({ code: read.code, isNew: campaign === undefined, campaign: read.campaign })
  }
  const type = (change: Partial<CampaignFields>) => setFields((all) => ({ ...all, ...change }))
  const wrongText = (field: CampaignField) =>
    wrong.includes(field)
      ? t(`vouchers.edit.wrong.${field}`, {
          example: formats.money(100_000),
          skus: skusIn(fields.items)
            .filter((sku) => !shop.knows(sku))
            .join(', '),
        })
      : undefined
  const input = (field: Exclude<CampaignField, 'value' | 'validUntil'>) => ({
    label: t(`vouchers.edit.${field}`),
    error: wrongText(field),
    value: fields[field],
    autoComplete: 'off',
    onChange: (event: { currentTarget: HTMLInputElement }) => {
      setWrong((all) => all.filter((one) => one !== field))
      type({ [field]: event.currentTarget.value })
    },
  })
  const optional = { placeholder: t('vouchers.edit.optional') }
  return (
    <Dialog
      opened
      onClose={onClose}
      size={720}
      title={
        campaign === undefined ? t('vouchers.edit.newTitle') : t('vouchers.edit.changeTitle', { name: campaign.name })
      }
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        <FieldRow fields={2} ends="field">
          <TextInput {...input('name')} required data-autofocus />
          <TextInput
            {...input('code')}
            required
            placeholder={t('vouchers.edit.codeHint')}
            disabled={campaign !== undefined}
            spellCheck={false}
          />
        </FieldRow>
        <FieldRow fields={2} ends="field">
          <SegmentedControl
            fullWidth
            aria-label={t('vouchers.edit.kind')}
            value={fields.kind}
            onChange={(kind) => type({ kind: kind === 'amount' ? 'amount' : 'percent' })}
            data={(['percent', 'amount'] as const).map((value) => ({ value, label: t(`vouchers.edit.${value}`) }))}
          />
          <TextInput
            required
            inputMode="decimal"
            label={t(`vouchers.edit.value.${fields.kind}`)}
            error={wrongText('value')}
            value={fields.value}
            onChange={(event) => type({ value: event.currentTarget.value })}
          />
        </FieldRow>
        <FieldRow fields={2} ends="field">
          <TextInput {...input('quantity')} required inputMode="numeric" />
          <TextInput {...input('usesPerCode')} required inputMode="numeric" />
        </FieldRow>
        <FieldRow fields={2} ends="field">
          <TextInput {...input('minimum')} {...optional} inputMode="decimal" />
          <TextInput {...input('budget')} {...optional} inputMode="decimal" />
        </FieldRow>
        <FieldRow fields={2} ends="field">
          <TextInput {...input('perCustomer')} description={t('vouchers.edit.perCustomerHint')} inputMode="numeric" />
          <TextInput {...input('items')} {...optional} spellCheck={false} />
        </FieldRow>
        <FieldRow fields={2} ends="field">
          <DateInput
            label={t('vouchers.edit.validFrom')}
            date={fields.validFrom}
            onDate={(validFrom) => type({ validFrom })}
          />
          <DateInput
            label={t('vouchers.edit.validUntil')}
            error={wrongText('validUntil')}
            date={fields.validUntil}
            onDate={(validUntil) => type({ validUntil })}
          />
        </FieldRow>
        <FormButtons submit={t('vouchers.edit.save')} isPending={save.isPending} onClose={onClose}>
          {save.isError && <QuestionNotice error={save.error} />}
          {save.data === false && <Notice tone="amber" role="alert" title={t('vouchers.edit.exists')} />}
        </FormButtons>
      </form>
    </Dialog>
  )
}
