import { Button, Group, NumberInput, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { maxQuantity } from '../../../shared/quantity.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'

const mostCounted = 1_000_000_000

interface Props {
  readonly sku: string
  /** Something was typed that is not saved yet, or is not any more. */
  readonly onTyped: (isTyped: boolean) => void
}

interface CountFormProps extends Props {
  readonly onHand: number
  /** What is typed next is meant for it. */
  readonly isNext: boolean
}

/** What a manager says of the goods. @param onTyped hears whether anything of it is not saved yet */
export const ChangeForms = ({ onTyped, ...rest }: CountFormProps) => {
  const [hasCount, setHasCount] = useState(false)
  const [hasReceipt, setHasReceipt] = useState(false)
  const counting = (isTyped: boolean) => {
    setHasCount(isTyped)
    onTyped(isTyped || hasReceipt)
  }
  const receiving = (isTyped: boolean) => {
    setHasReceipt(isTyped)
    onTyped(isTyped || hasCount)
  }
  return (
    <>
      <CountForm {...rest} onTyped={counting} />
      <ReceiveForm sku={rest.sku} onTyped={receiving} />
    </>
  )
}

/** What a person found on the shelf becomes what is on hand. */
const CountForm = ({ sku, onHand, isNext, onTyped }: CountFormProps) => {
  const { t } = useTranslation()
  const terminal = useTerminal()
  const [counted, keepCounted] = useState<number | null>(null)
  const setCounted = (value: number | null) => {
    keepCounted(value)
    onTyped(value !== null)
  }
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
const ReceiveForm = ({ sku, onTyped }: Props) => {
  const { t } = useTranslation()
  const terminal = useTerminal()
  const [quantity, keepQuantity] = useState<number | null>(null)
  const [reference, keepReference] = useState('')
  const type = (amount: number | null, note: string) => {
    keepQuantity(amount)
    keepReference(note)
    onTyped(amount !== null || note !== '')
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (quantity === null) return
    const note = reference.trim()
    void terminal.stock.receive(sku, quantity, ...(note === '' ? [] : [note]))
    type(null, '')
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
          onChange={(value) => type(typeof value === 'number' ? value : null, reference)}
        />
        <TextInput
          style={{ flex: 1 }}
          label={t('stock.receive.reference')}
          placeholder={t('stock.receive.optional')}
          maxLength={120}
          value={reference}
          onChange={(event) => type(quantity, event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={quantity === null}>
          {t('stock.receive.submit')}
        </Button>
      </Group>
    </form>
  )
}
