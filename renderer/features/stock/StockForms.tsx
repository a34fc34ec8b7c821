import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { maxOnHand, maxQuantity } from '../../../shared/quantity.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { FieldRow } from '../../ui/FieldRow.tsx'
import { wholeIn } from '../../ui/wholeNumber.ts'
import { WholeNumberInput } from '../../ui/WholeNumberInput.tsx'

const countRange = { min: 0, max: maxOnHand }
const receivedRange = { min: 1, max: maxQuantity }

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
  const [text, keepText] = useState('')
  const counted = wholeIn(text, countRange)
  const setText = (typed: string) => {
    keepText(typed)
    onTyped(typed.trim() !== '')
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (counted === null) return
    void terminal.stock.count(sku, counted, onHand)
    setText('')
  }
  return (
    <form onSubmit={submit}>
      <FieldRow fields={1} ends="button">
        <WholeNumberInput
          data-autofocus={isNext || undefined}
          label={t('stock.count_.label')}
          description={t('stock.count_.hint', { amount: onHand })}
          range={countRange}
          text={text}
          onText={setText}
        />
        <Button type="submit" variant="default" disabled={counted === null}>
          {t('stock.count_.submit')}
        </Button>
      </FieldRow>
    </form>
  )
}

/** Goods arrive: they are on hand and for sale at once. */
const ReceiveForm = ({ sku, onTyped }: Props) => {
  const { t } = useTranslation()
  const terminal = useTerminal()
  const [amount, keepAmount] = useState('')
  const [reference, keepReference] = useState('')
  const quantity = wholeIn(amount, receivedRange)
  const type = (pieces: string, note: string) => {
    keepAmount(pieces)
    keepReference(note)
    onTyped(pieces.trim() !== '' || note !== '')
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (quantity === null) return
    const note = reference.trim()
    void terminal.stock.receive(sku, quantity, ...(note === '' ? [] : [note]))
    type('', '')
  }
  return (
    <form onSubmit={submit}>
      <FieldRow fields={2} ends="button">
        <WholeNumberInput
          label={t('stock.receive.quantity')}
          range={receivedRange}
          text={amount}
          onText={(pieces) => type(pieces, reference)}
        />
        <TextInput
          label={t('stock.receive.reference')}
          placeholder={t('stock.receive.optional')}
          maxLength={120}
          value={reference}
          onChange={(event) => type(amount, event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={quantity === null}>
          {t('stock.receive.submit')}
        </Button>
      </FieldRow>
    </form>
  )
}
