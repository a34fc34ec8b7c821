import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { useScans } from '../counter/useScans.ts'
import classes from './MoneyDialog.module.css'

export interface ProviderMoneyProps {
  readonly confirm: string
  readonly busy: boolean
  readonly mayTake: boolean
  readonly onPaid: (reference: string) => void
}

/** Money that a provider took: under which reference it stands there. */
export const ProviderMoney = ({ confirm, busy, mayTake, onPaid }: ProviderMoneyProps) => {
  const { t } = useTranslation()
  const [reference, setReference] = useState('')
  // While money changes hands nothing is put into a cart; what a scanner reads can be the reference.
  useScans(setReference)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (mayTake) onPaid(reference.trim())
  }
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        data-autofocus
        maxLength={200}
        label={t('orders.pay.reference')}
        description={t('orders.pay.referenceHint')}
        value={reference}
        onChange={(event) => setReference(event.currentTarget.value)}
      />
      <Button
        type="submit"
        fullWidth
        size="xl"
        loading={busy}
        disabled={!mayTake}
        rightSection={<KeyHint keys="Enter" />}
      >
        {confirm}
      </Button>
    </form>
  )
}
