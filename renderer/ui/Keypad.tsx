import { Delete } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import classes from './Keypad.module.css'

export interface KeypadProps {
  readonly label: string
  /** What stands left of the zero: nothing, or `000` for amounts. */
  readonly extra?: '000' | undefined
  readonly disabled?: boolean
  readonly onPress: (digits: string) => void
  readonly onBackspace: () => void
}

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

/** Figures to touch. The keyboard works beside it: whoever shows the pad listens to keys. */
export const Keypad = ({ label, extra, disabled = false, onPress, onBackspace }: KeypadProps) => {
  const { t } = useTranslation()
  const key = (digit: string) => (
    <button key={digit} type="button" className={classes.key} disabled={disabled} onClick={() => onPress(digit)}>
      {digit}
    </button>
  )
  return (
    <div className={classes.pad} role="group" aria-label={label}>
      {digits.map(key)}
      {extra === undefined ? <span /> : key(extra)}
      {key('0')}
      <button
        type="button"
        className={classes.key}
        disabled={disabled}
        aria-label={t('keypad.back')}
        onClick={onBackspace}
      >
        <Delete size={24} aria-hidden />
      </button>
    </div>
  )
}
