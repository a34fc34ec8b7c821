import { NumberInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { digitsOf, maxAmount } from '../../../shared/money.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { useLivePart } from '../../app/useLive.ts'

/** The signs between thousands and before the decimals, as a language writes them. */
const signsOf = (locale: string): { thousandSeparator: string; decimalSeparator: string } => {
  const parts = new Intl.NumberFormat(locale).formatToParts(1_000.5)
  const sign = (wanted: 'group' | 'decimal'): string => parts.find(({ type }) => type === wanted)?.value ?? ''
  return { thousandSeparator: sign('group'), decimalSeparator: sign('decimal') }
}

export interface AmountFieldProps {
  /** In minor units; 0: none is typed. */
  readonly amount: number
  readonly onAmount: (amount: number) => void
  /** Enter says that it is all typed. */
  readonly onWhole: () => void
}

/** An amount of money, typed in the units that people write. */
export const AmountField = ({ amount, onAmount, onWhole }: AmountFieldProps) => {
  const { t } = useTranslation()
  const { locale } = useFormats()
  const digits = digitsOf(useLivePart(useTerminal().shop, ({ currency }) => currency))
  const unit = 10 ** digits
  // As it stands in the field: on the way to 12,05 there is 12,0, which is no other amount than 12.
  const [typed, setTyped] = useState<number | string>(amount === 0 ? '' : amount / unit)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  return (
    <NumberInput
      ref={field}
      required
      min={1 / unit}
      max={maxAmount / unit}
      allowDecimal={digits > 0}
      decimalScale={digits}
      allowNegative={false}
      {...signsOf(locale)}
      label={t('orders.pay.amount')}
      value={typed}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return
        event.preventDefault()
        onWhole()
      }}
      onChange={(value) => {
        setTyped(value)
        onAmount(Math.round(Number(value) * unit) || 0)
      }}
    />
  )
}
