import { SegmentedControl } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/useFormats.ts'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { methodKeys } from '../counter/MethodSwitch.tsx'
import { AmountField } from './AmountField.tsx'
import classes from './MoneyDialog.module.css'
import type { MoneyPart } from './orderActs.ts'

export const moneyMethods = ['cash', 'bank_transfer', 'vnpay', 'momo'] as const
export type MoneyMethod = (typeof moneyMethods)[number]

const choices = ['deposit', 'instalment', 'all', 'other'] as const
/** One of the amounts that are asked for at a press, or one that is typed. */
export type Choice = (typeof choices)[number]

export interface MoneyChoiceProps {
  readonly parts: readonly MoneyPart[]
  readonly choice: Choice
  readonly onChoice: (choice: Choice) => void
  /** What is typed; in minor units. */
  readonly typed: number
  readonly onTyped: (amount: number) => void
  /** The amount is typed: what is next has the keys. */
  readonly onTypedWhole: () => void
  readonly method: MoneyMethod
  readonly onMethod: (method: MoneyMethod) => void
}

interface ColumnProps {
  readonly title: string
  readonly value: string
  readonly data: readonly { readonly value: string; readonly label: ReactNode }[]
  readonly onChange: (value: string) => void
}

/** One question with its answers below each other. */
const Column = ({ title, value, data, onChange }: ColumnProps) => (
  <div>
    <h3>{title}</h3>
    <SegmentedControl fullWidth orientation="vertical" aria-label={title} data={[...data]} {...{ value, onChange }} />
  </div>
)

/** How much is taken, and how it is paid. */
export const MoneyChoice = (props: MoneyChoiceProps) => {
  const { parts, choice, onChoice, typed, onTyped, onTypedWhole, method, onMethod } = props
  const { t } = useTranslation()
  const formats = useFormats()
  const amounts = parts.map(({ kind, amount }) => ({
    value: kind,
    label: (
      <span className={classes.part}>
        <span>{t(`orders.pay.${kind}`)}</span>
        <strong>{formats.money(amount)}</strong>
      </span>
    ),
  }))
  const other = { value: 'other', label: <span className={classes.part}>{t('orders.pay.other')}</span> }
  const methods = moneyMethods.map((value) => ({
    value,
    label: (
      <span className={classes.part}>
        <span>{t(`orders.method.${value}`)}</span>
        {(value === 'cash' || value === 'bank_transfer') && <KeyHint keys={methodKeys[value]} />}
      </span>
    ),
  }))
  return (
    <>
      <div className={classes.column}>
        <Column
          title={t('orders.pay.parts')}
          value={choice}
          data={[...amounts, other]}
          onChange={(value) => onChoice(choices.find((one) => one === value) ?? choice)}
        />
        {choice === 'other' && <AmountField amount={typed} onAmount={onTyped} onWhole={onTypedWhole} />}
      </div>
      <Column
        title={t('orders.pay.method')}
        value={method}
        data={methods}
        onChange={(value) => onMethod(moneyMethods.find((one) => one === value) ?? method)}
      />
    </>
  )
}
