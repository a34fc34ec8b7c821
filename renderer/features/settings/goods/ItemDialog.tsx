import { Switch, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../../app/Dialog.tsx'
import { QuestionNotice } from '../../../app/QuestionNotice.tsx'
import { useGround } from '../../../app/TerminalContext.tsx'
import { useFormats } from '../../../app/useFormats.ts'
import { useLivePart } from '../../../app/useLive.ts'
import { FormButtons } from '../../../ui/FormButtons.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import classes from './Goods.module.css'
import type { ItemField } from './itemForm.ts'
import { useItemForm } from './useItemForm.ts'

const places = {
  sku: { description: 'settings.goods.one.skuHint' },
  name: {},
  barcodes: { description: 'settings.goods.one.barcodesHint' },
  price: { description: 'settings.goods.one.priceHint' },
  safetyStock: { description: 'settings.goods.one.safetyStockHint' },
  onHand: { description: 'settings.goods.one.onHandHint' },
} as const

/** Makes or changes one item of the shop. Scans go into the form, not into the cart. */
export const ItemDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { terminal, questions } = useGround()
  const currency = useLivePart(terminal.shop, (shop) => shop.currency)
  const first = useRef<HTMLInputElement>(null)
  const form = useItemForm(currency)
  const save = useMutation({
    mutationFn: questions.saveItem,
    onSuccess: (isSaved) => {
      if (!isSaved) return
      form.clear()
      first.current?.focus()
    },
  })

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const item = form.read()
    if (item !== null) save.mutate(item)
  }
  const wrongText = (field: ItemField) => {
    if (field === 'barcodes' && form.barcodeOwner !== null)
      return t('settings.goods.one.taken', { name: form.barcodeOwner.name })
    if (!form.wrong.includes(field)) return undefined
    return t(`settings.goods.one.wrong.${field}`, { example: formats.money(currency === 'VND' ? 29_000 : 1_250) })
  }
  const descriptionOf = (field: ItemField) => {
    const place = places[field]
    if (field === 'onHand' && form.onHandNow !== null)
      return t('settings.goods.one.onHandNow', { amount: formats.number(form.onHandNow) })
    return 'description' in place ? t(place.description) : undefined
  }
  const input = (field: ItemField) => ({
    label: t(`settings.goods.one.${field}`),
    description: descriptionOf(field),
    error: wrongText(field),
    value: form.fields[field],
    autoComplete: 'off',
    onChange: (event: { currentTarget: HTMLInputElement }) => {
      if (save.isSuccess) save.reset()
      form.type(field, event.currentTarget.value)
    },
  })
  return (
    <Dialog opened onClose={onClose} size={720} title={t('settings.goods.one.title')}>
      <form className={classes.form} onSubmit={submit} noValidate>
        <TextInput
          {...input('sku')}
          ref={first}
          data-autofocus
          required
          spellCheck={false}
          onBlur={() => form.loadKnown()}
        />
        {form.known !== null && (
          <Notice tone="calm" title={t('settings.goods.one.changing', { name: form.known.name })} role="status" />
        )}
        <TextInput {...input('name')} required />
        <TextInput {...input('barcodes')} spellCheck={false} />
        <div className={classes.pair}>
          <TextInput {...input('price')} required inputMode="decimal" />
          <TextInput {...input('onHand')} inputMode="numeric" />
          <TextInput {...input('safetyStock')} inputMode="numeric" />
        </div>
        <Switch
          label={t('settings.goods.one.listed')}
          checked={form.listed}
          onChange={(event) => {
            if (save.isSuccess) save.reset()
            form.list(event.currentTarget.checked)
          }}
        />
        <FormButtons
          submit={t('settings.goods.one.save')}
          isPending={save.isPending}
          leave={t('common.close')}
          onClose={onClose}
        >
          {save.isError && <QuestionNotice error={save.error} />}
          {save.data === false && (
            <Notice tone="amber" title={t('settings.goods.one.exists.title')} role="alert">
              {t('settings.goods.one.exists.text')}
            </Notice>
          )}
          {save.data === true && (
            <Notice
              tone="calm"
              title={t('settings.goods.one.saved', { name: save.variables?.name ?? '' })}
              role="status"
            />
          )}
        </FormButtons>
      </form>
    </Dialog>
  )
}
