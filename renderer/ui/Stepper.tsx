import { Minus, Plus } from 'lucide-react'
import { type KeyboardEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readWhole } from './wholeNumber.ts'
import classes from './Stepper.module.css'

export interface StepperProps {
  readonly value: number
  /** What is counted, for those who hear the screen. */
  readonly label: string
  readonly max: number
  /** Default: 1, since what is none is left out as a whole. */
  readonly min?: number
  /** The key that leads to the field, for those who hear the screen. */
  readonly keys?: string
  readonly onChange: (value: number) => void
}

/**
 * A quantity with minus and plus, and a field to type it; what is typed counts at Enter or when the field is left. Of what is no quantity is said so
 * at once, and Enter stays with it; left alone, what was there before stands there again.
 */
export const Stepper = ({ value, label, max, min = 1, keys, onChange }: StepperProps) => {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<string | null>(null)

  const hint = useId()
  const whole = typed === null ? null : readWhole(typed, { min, max })
  const isWrong = whole?.type === 'wrong'

  const commit = () => {
    setTyped(null)
    if (whole?.type === 'number' && whole.value !== value) onChange(whole.value)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    switch (event.key) {
      case 'Enter':
        return isWrong ? event.currentTarget.select() : event.currentTarget.blur()
      case 'Escape':
        return setTyped(null)
      case 'ArrowUp':
        event.preventDefault()
        return value < max && onChange(value + 1)
      case 'ArrowDown':
        event.preventDefault()
        return value > min && onChange(value - 1)
      default:
        return undefined
    }
  }

  return (
    <div className={classes.stepper} role="group" aria-label={t('stepper.of', { name: label })}>
      <button type="button" aria-label={t('stepper.less')} disabled={value <= min} onClick={() => onChange(value - 1)}>
        <Minus size={18} aria-hidden />
      </button>
      <input
        inputMode="numeric"
        aria-keyshortcuts={keys}
        aria-label={t('stepper.quantity', { name: label })}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? hint : undefined}
        value={typed ?? String(value)}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
      <button type="button" aria-label={t('stepper.more')} disabled={value >= max} onClick={() => onChange(value + 1)}>
        <Plus size={18} aria-hidden />
      </button>
      {isWrong && (
        <span className={classes.hint} id={hint} role="alert">
          {t('common.wholeNumber', { min, max })}
        </span>
      )}
    </div>
  )
}
