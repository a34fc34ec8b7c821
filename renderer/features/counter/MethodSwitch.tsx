import { Banknote, QrCode } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type CounterMethod, counterMethods } from '../../../shared/orders/sell.ts'
import { KeyHint } from '../../ui/KeyHint.tsx'
import classes from './MethodSwitch.module.css'

/** The key that opened the dialog is that of cash: whoever presses it twice is where they would have been. */
export const methodKeys: Readonly<Record<CounterMethod, string>> = { cash: 'F8', bank_transfer: 'F9' }

const icons = { cash: Banknote, bank_transfer: QrCode } as const

/** The way that a key means; null: none. */
export const methodOfKey = (event: KeyboardEvent): CounterMethod | null =>
  event.repeat || event.ctrlKey || event.altKey || event.metaKey
    ? null
    : (counterMethods.find((method) => methodKeys[method] === event.key) ?? null)

export interface MethodSwitchProps {
  readonly method: CounterMethod
  readonly onMethod: (method: CounterMethod) => void
}

/** How the customer pays: one of two, large. Touching one leaves the focus where amounts are typed. */
export const MethodSwitch = ({ method, onMethod }: MethodSwitchProps) => {
  const { t } = useTranslation()
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className={classes.methods}
      role="group"
      aria-label={t('counter.payment.method')}
      onMouseDown={(event) => event.preventDefault()}
    >
      {counterMethods.map((one) => {
        const Icon = icons[one]
        return (
          <button
            key={one}
            type="button"
            className={classes.method}
            aria-pressed={one === method}
            data-method={one}
            onClick={() => onMethod(one)}
          >
            <Icon size={24} aria-hidden />
            {t(`orders.method.${one}`)}
            <KeyHint keys={methodKeys[one]} />
          </button>
        )
      })}
    </div>
  )
}
