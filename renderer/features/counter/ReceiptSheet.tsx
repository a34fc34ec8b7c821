import { Button } from '@mantine/core'
import { Printer } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CounterMethod } from '../../../shared/orders/sell.ts'
import { Dialog } from '../../app/Dialog.tsx'
import { useGround } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { useKeys } from '../../app/useKeys.ts'
import { DialogButtons } from '../../ui/DialogFoot.tsx'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ReceiptPaper } from './ReceiptPaper.tsx'
import classes from './ReceiptSheet.module.css'
import { receiptHtml } from './receiptHtml.ts'
import type { ReceiptText } from './useReceiptText.ts'

/** How money has just changed hands. */
export interface JustPaid {
  readonly method: CounterMethod
  readonly amount: number
  readonly tendered: number
  readonly currency: string
}

/** Pages that go to the printer, and whether the last one came out. */
export interface Printing {
  readonly failed: boolean
  readonly print: (page: string) => void
}

export const usePrinting = (): Printing => {
  const { platform } = useGround()
  const [failed, setFailed] = useState(false)
  const print = async (page: string) => {
    setFailed(false)
    try {
      await platform.print(page)
    } catch {
      setFailed(true)
    }
  }
  return { failed, print: (page) => void print(page) }
}

export interface ReceiptSheetProps {
  readonly title: string
  readonly text: ReceiptText
  /** Right after the money was taken: the change stands big beside the paper. Null: it is looked at again. */
  readonly justPaid: JustPaid | null
  /** What else is to be said. */
  readonly notes?: ReactNode
  /** What else can be printed, as buttons. */
  readonly buttons?: ReactNode
  readonly printing: Printing
  /** What comes next, on the button. */
  readonly next: string
  /** What is safe when the printer fails. */
  readonly printFailed: string
  readonly onClose: () => void
}

const Change = ({ method, amount, tendered, currency }: JustPaid) => {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <div className={classes.change} role="status">
      {method === 'cash' ? (
        <>
          <span>{t('counter.payment.change')}</span>
          <strong data-testid="change-due">{formats.money(tendered - amount, currency)}</strong>
          <span>{t('counter.receipt.given', { amount: formats.money(tendered, currency) })}</span>
        </>
      ) : (
        <>
          <span>{t('counter.receipt.transferred')}</span>
          <strong data-testid="transferred">{formats.money(amount, currency)}</strong>
        </>
      )}
    </div>
  )
}

/** What a payer is given, on screen, to be printed or not. */
export const ReceiptSheet = (props: ReceiptSheetProps) => {
  const { title, text, justPaid, notes, buttons, printing, next: nextWord, printFailed, onClose } = props
  const { t } = useTranslation()
  const next = useRef<HTMLButtonElement>(null)

  // Enter goes on wherever the focus is: it may not have reached the dialog yet, or a touch has taken it away. Another button that has it keeps its
  // Enter, one that is held down is still that of the payment, and a scanner's never comes here.
  useKeys((event) => {
    if (event.key !== 'Enter' || event.repeat || event.defaultPrevented) return
    if (event.target instanceof HTMLButtonElement && event.target !== next.current) return
    event.preventDefault()
    onClose()
  })

  return (
    <Dialog opened onClose={onClose} size={justPaid === null ? 440 : 760} title={title}>
      <div className={classes.receipt} data-sold={justPaid !== null}>
        {justPaid !== null && <Change {...justPaid} />}
        <ReceiptPaper text={text} />
      </div>
      {notes}
      {printing.failed && (
        <Notice tone="red" title={t('counter.receipt.printFailed')} role="alert">
          {printFailed}
        </Notice>
      )}
      <DialogButtons>
        {buttons}
        <Button
          variant="default"
          leftSection={<Printer size={20} aria-hidden />}
          onClick={() => printing.print(receiptHtml(text))}
        >
          {t('counter.receipt.print')}
        </Button>
        <Button ref={next} data-autofocus onClick={onClose} rightSection={<KeyHint keys="Enter" />}>
          {nextWord}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}
