import { Button } from '@mantine/core'
import { useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/useFormats.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useLivePart } from '../../app/useLive.ts'
import { Keypad } from '../../ui/Keypad.tsx'
import classes from './CashPad.module.css'
import { changeOf, notesOf, typedAmount, typedOnto, withoutLast } from './payment.ts'

export interface CashPadProps {
  readonly total: number
  /** What was given; 0: nothing was said, which means exactly the total. */
  readonly given: number
  readonly onGiven: (change: (amount: number) => number) => void
}

/** What is to be paid, what was given, and the change in figures one can read from a metre. */
const Figures = ({ total, given, onGiven }: CashPadProps) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const field = useId()
  const change = changeOf(total, given)
  const input = useRef<HTMLInputElement>(null)
  // At once: what is typed right after F8 must not be lost before the dialog has taken the focus by itself.
  useEffect(() => input.current?.focus(), [])
  return (
    <div className={classes.figures}>
      <div>
        <span>{t('counter.payment.due')}</span>
        <output className={classes.figure}>{formats.money(total)}</output>
      </div>
      <div>
        <label htmlFor={field}>{t('counter.payment.given')}</label>
        {/* A field of its own for the amount, so that a scanner that types into it leaves no trace. */}
        <input
          id={field}
          ref={input}
          className={classes.figure}
          data-autofocus
          data-testid="tendered"
          inputMode="none"
          autoComplete="off"
          value={given === 0 ? '' : formats.number(given)}
          placeholder="0"
          onChange={(event) => {
            const typed = typedAmount(event.currentTarget.value)
            onGiven((before) => typed ?? before)
          }}
        />
      </div>
      <div aria-live="polite">
        <span>{t(change.enough ? 'counter.payment.change' : 'counter.payment.missing')}</span>
        <output className={classes.change} data-enough={change.enough} data-testid="change">
          {formats.money(change.enough ? change.change : change.missing)}
        </output>
      </div>
    </div>
  )
}

/** Cash that changes hands: notes by touch, or the amount by keys. */
export const CashPad = ({ total, given, onGiven }: CashPadProps) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const currency = useLivePart(useTerminal().shop, (shop) => shop.currency)
  return (
    <>
      <Figures total={total} given={given} onGiven={onGiven} />
      {/* Touching a note leaves the focus in the field. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className={classes.ways} onMouseDown={(event) => event.preventDefault()}>
        <div className={classes.notes} role="group" aria-label={t('counter.payment.notes')}>
          <Button variant="light" size="lg" onClick={() => onGiven(() => total)}>
            {t('counter.payment.exact')}
          </Button>
          {notesOf(currency).map((note) => (
            <Button key={note} variant="default" size="lg" onClick={() => onGiven((amount) => amount + note)}>
              +{formats.money(note)}
            </Button>
          ))}
          <Button variant="subtle" color="gray" size="lg" disabled={given === 0} onClick={() => onGiven(() => 0)}>
            {t('counter.payment.clear')}
          </Button>
        </div>
        <Keypad
          label={t('counter.payment.keypad')}
          extra={currency === 'VND' ? '000' : undefined}
          onPress={(digits) => onGiven((amount) => typedOnto(amount, digits))}
          onBackspace={() => onGiven(withoutLast)}
        />
      </div>
    </>
  )
}
