import { Button, Group, NumberInput, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { maxQuantity } from '../../../shared/quantity.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'

const mostCounted = 1_000_000_000

/** What a person found on the shelf becomes what is on hand. */
export const CountForm = ({ sku, onHand, isNext }: { sku: string; onHand: number; isNext: boolean }) => {
  const { t } = useTranslation()
  const terminal = useTerminal()
  const [counted, setCounted] = useState<number | null>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (counted === null) return
    void terminal.stock.count(sku, counted)
    setCounted(null)
  }
  return (
    <form onSubmit={submit}>
      <Group align="flex-end">
        <NumberInput
          style={{ flex: 1 }}
          data-autofocus={isNext || undefined}
          label={t('stock.count_.label')}
          description={t('stock.count_.hint', { amount: onHand })}
          min={0}
          max={mostCounted}
          allowDecimal={false}
          allowNegative={false}
          value={counted ?? ''}
          onChange={(value) => setCounted(typeof value === 'number' ? value : null)}
        />
        <Button type="submit" variant="default" disabled={counted === null}>
          {t('stock.count_.submit')}
        </Button>
      </Group>
    </form>
  )
}

/** Goods arrive: they are on hand and for sale at once. */
export const ReceiveForm = ({ sku }: { sku: string }) => {
  const { t } = useTranslation()
  const terminal = useTerminal()
  const [quantity, setQuantity] = useState<number | null>(null)
  const [reference, setReference] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (quantity === null) return
    const note = reference.trim()
    void terminal.stock.receive(sku, quantity, ...(note === '' ? [] : [note]))
    setQuantity(null)
    setReference('')
  }
  return (
    <form onSubmit={submit}>
      <Group align="flex-end">
        <NumberInput
          style={{ flex: 1 }}
          label={t('stock.receive.quantity')}
          min={1}
          max={maxQuantity}
          allowDecimal={false}
          allowNegative={false}
          value={quantity ?? ''}
          onChange={(value) => setQuantity(typeof value === 'number' ? value : null)}
        />
        <TextInput
          style={{ flex: 1 }}
          label={t('stock.receive.reference')}
          placeholder={t('stock.receive.optional')}
          maxLength={120}
          value={reference}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={quantity === null}>
          {t('stock.receive.submit')}
        </Button>
      </Group>
    </form>
  )
}
