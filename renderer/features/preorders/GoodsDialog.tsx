import { Autocomplete, SegmentedControl, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDateInWords } from '../../app/DateInput.tsx'
import { Dialog } from '../../app/Dialog.tsx'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import type { GoodsSaved, GoodsToCome } from '../../app/questions.ts'
import { useGround } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { useLive } from '../../app/useLive.ts'
import { FormButtons } from '../../ui/FormButtons.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useScans } from '../counter/useScans.ts'
import classes from '../vouchers/Dialogs.module.css'
import { emptyGoods, fieldsOf, type GoodsField, type GoodsFields, readGoods } from './goodsForm.ts'

const found = 8

/** Which item it is about: by name, SKU or a scan. */
const ItemField = ({ sku, error, onSku }: { sku: string; error: string | undefined; onSku: (sku: string) => void }) => {
  const { t } = useTranslation()
  const { catalogue } = useGround().terminal
  const items = sku.trim() === '' ? [] : catalogue.search(sku.trim(), found)
  useScans((code) => onSku(catalogue.find(code)?.sku ?? code))
  return (
    <Autocomplete
      required
      data-autofocus
      spellCheck={false}
      label={t('preorders.edit.sku')}
      description={catalogue.find(sku.trim())?.name ?? t('preorders.edit.skuHint')}
      error={error}
      value={sku}
      onChange={onSku}
      data={items.map((item) => item.sku)}
      filter={({ options }) => options}
      renderOption={({ option }) => `${catalogue.find(option.value)?.name ?? ''} · ${option.value}`}
    />
  )
}

const Outcome = ({ saved }: { saved: GoodsSaved }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  switch (saved.type) {
    case 'saved':
      return null
    case 'exists':
      return <Notice tone="amber" role="alert" title={t('preorders.edit.exists')} />
    case 'no_item':
      return <Notice tone="amber" role="alert" title={t('preorders.edit.noItem')} />
    case 'too_few': {
      const title = t('preorders.edit.tooFew', { amount: formats.number(saved.taken) })
      return <Notice tone="amber" role="alert" title={title} />
    }
  }
}

/** Lets an item be pre-ordered, or changes how many and on which terms. */
export const GoodsDialog = ({ goods, onClose }: { goods?: GoodsToCome; onClose: () => void }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { questions, terminal } = useGround()
  const zone = useLive(terminal.shop).location?.timeZone ?? 'UTC'
  const dateInWords = useDateInWords()
  const [fields, setFields] = useState(() => (goods === undefined ? emptyGoods : fieldsOf(goods, zone)))
  const [wrong, setWrong] = useState<readonly GoodsField[]>([])
  const save = useMutation({
    mutationFn: questions.saveGoodsToCome,
    onSuccess: ({ type }) => type === 'saved' && onClose(),
  })

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const knows = (sku: string): boolean => goods !== undefined || terminal.catalogue.find(sku)?.sku === sku
    const read = readGoods(fields, { zone, knows })
    setWrong(read.ok ? [] : read.wrong)
    if (read.ok) save.mutate({ ...read.goods, isNew: goods === undefined })
  }
  const type = (change: Partial<GoodsFields>) => {
    setWrong((all) => all.filter((field) => !(field in change)))
    setFields((all) => ({ ...all, ...change }))
  }
  const errorOf = (field: GoodsField) => (wrong.includes(field) ? t(`preorders.edit.wrong.${field}`) : undefined)
  const input = (field: GoodsField) => ({
    label: t(`preorders.edit.${field}`),
    error: errorOf(field),
    value: fields[field],
    autoComplete: 'off',
    onChange: (event: { currentTarget: HTMLInputElement }) => type({ [field]: event.currentTarget.value }),
  })
  const taken = goods === undefined ? null : goods.promised + goods.arrived
  const takenText =
    goods === undefined || taken === null || taken === 0
      ? undefined
      : t('preorders.edit.taken', {
          ...{ promised: formats.number(goods.promised), arrived: formats.number(goods.arrived) },
          least: formats.number(taken),
        })
  return (
    <Dialog
      opened
      onClose={onClose}
      size={720}
      title={
        goods === undefined ? t('preorders.edit.openTitle') : t('preorders.edit.changeTitle', { name: goods.name })
      }
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        {goods === undefined && <ItemField sku={fields.sku} error={errorOf('sku')} onSku={(sku) => type({ sku })} />}
        <div className={classes.pair}>
          <TextInput {...input('quantity')} required inputMode="numeric" description={takenText} />
          <TextInput
            {...input('releaseAt')}
            required
            type="datetime-local"
            description={dateInWords(fields.releaseAt) || t('preorders.edit.releaseAtHint')}
          />
        </div>
        <div className={classes.pair}>
          <TextInput {...input('deposit')} inputMode="numeric" description={t('preorders.edit.depositHint')} />
          <TextInput {...input('grace')} description={t('preorders.edit.graceHint')} />
        </div>
        <SegmentedControl
          fullWidth
          aria-label={t('preorders.edit.refund')}
          value={fields.refund}
          onChange={(refund) => type({ refund: refund === 'all' || refund === 'none' ? refund : 'part' })}
          data={[
            { value: 'all', label: t('preorders.edit.refundAll') },
            { value: 'part', label: t('preorders.edit.refundPart') },
            { value: 'none', label: t('preorders.edit.refundNone') },
          ]}
        />
        <div className={classes.pair}>
          <TextInput {...input('refundPercent')} inputMode="numeric" disabled={fields.refund !== 'part'} />
          <TextInput {...input('reminders')} description={t('preorders.edit.remindersHint')} />
        </div>
        {goods !== undefined && <p>{t('preorders.edit.terms')}</p>}
        <FormButtons submit={t('preorders.edit.save')} isPending={save.isPending} onClose={onClose}>
          {save.isError && <QuestionNotice error={save.error} />}
          {save.data !== undefined && <Outcome saved={save.data} />}
        </FormButtons>
      </form>
    </Dialog>
  )
}
