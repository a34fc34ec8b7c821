import { Button, Modal } from '@mantine/core'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGround } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { useLive } from '../../app/useLive.ts'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { Keypad } from '../../ui/Keypad.tsx'
import classes from './PaymentDialog.module.css'
import { changeOf, notesOf, typedAmount, typedOnto, withoutLast } from './payment.ts'
import { useDesk } from './DeskContext.tsx'

/** What is to be paid, what was given, and the change in figures one can read from a metre. */
const Figures = ({ total, given, onGiven }: { total: number; given: number; onGiven: (amount: number) => void }) => {
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
          onChange={(event) => onGiven(typedAmount(event.currentTarget.value) ?? given)}
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

/** Takes cash: notes by touch, or the amount by keys. Nothing typed means that it was given exactly. */
export const PaymentDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { terminal } = useGround()
  const desk = useDesk()
  const { total } = useLive(terminal.counter.cart)
  const { currency } = useLive(terminal.shop)
  const [given, setGiven] = useState(0)
  const [busy, setBusy] = useState(false)
  const tendered = given === 0 ? total : given

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || tendered < total) return
    setBusy(true)
    try {
      await desk.pay(tendered)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size={720}
      title={t('counter.payment.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form className={classes.payment} onSubmit={(event) => void submit(event)}>
        <Figures total={total} given={given} onGiven={setGiven} />
        {/* Touching a note leaves the focus in the field. */}
        {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
        <div className={classes.ways} onMouseDown={(event) => event.preventDefault()}>
          <div className={classes.notes} role="group" aria-label={t('counter.payment.notes')}>
            <Button variant="light" size="lg" onClick={() => setGiven(total)}>
              {t('counter.payment.exact')}
            </Button>
            {notesOf(currency).map((note) => (
              <Button key={note} variant="default" size="lg" onClick={() => setGiven((amount) => amount + note)}>
                +{formats.money(note)}
              </Button>
            ))}
            <Button variant="subtle" color="gray" size="lg" disabled={given === 0} onClick={() => setGiven(0)}>
              {t('counter.payment.clear')}
            </Button>
          </div>
          <Keypad
            label={t('counter.payment.keypad')}
            extra={currency === 'VND' ? '000' : undefined}
            onPress={(digits) => setGiven((amount) => typedOnto(amount, digits))}
            onBackspace={() => setGiven(withoutLast)}
          />
        </div>
        <Button
          type="submit"
          fullWidth
          size="xl"
          loading={busy}
          disabled={tendered < total}
          rightSection={<KeyHint keys="Enter" />}
        >
          {t(given === 0 ? 'counter.payment.confirmExact' : 'counter.payment.confirm')}
        </Button>
      </form>
    </Modal>
  )
}
