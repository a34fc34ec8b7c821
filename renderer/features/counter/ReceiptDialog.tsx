import { Button } from '@mantine/core'
import { Printer } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../app/Dialog.tsx'
import { useGround } from '../../app/TerminalContext.tsx'
import type { Receipt } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useKeys } from '../../app/useKeys.ts'
import { useLivePart } from '../../app/useLive.ts'
import { DialogButtons } from '../../ui/DialogFoot.tsx'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TicketButton, TicketNotes, useTicketTexts } from '../seats/TicketPrint.tsx'
import { ticketsHtml } from '../seats/ticketHtml.ts'
import classes from './ReceiptDialog.module.css'
import { ReceiptPaper } from './ReceiptPaper.tsx'
import { receiptHtml } from './receiptHtml.ts'
import { useReceiptText } from './useReceiptText.ts'

export interface ReceiptDialogProps {
  readonly receipt: Receipt
  /** Right after the sale: the change stands big beside it, and the next step is the next customer. */
  readonly justSold: boolean
  readonly onClose: () => void
}

/** The receipt on screen, to be printed or not. */
export const ReceiptDialog = ({ receipt: opened, justSold, onClose }: ReceiptDialogProps) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { terminal, platform } = useGround()
  const [failed, setFailed] = useState(false)
  // The hub may book it while it is on screen.
  const receipt =
    useLivePart(terminal.counter.receipts, (all) => all.find(({ order }) => order === opened.order)) ?? opened
  const text = useReceiptText(receipt)
  const next = useRef<HTMLButtonElement>(null)

  // Enter goes on wherever the focus is: it may not have reached the dialog yet, or a touch has taken it away. Another button that has it keeps its
  // Enter, one that is held down is still that of the payment, and a scanner's never comes here.
  useKeys((event) => {
    if (event.key !== 'Enter' || event.repeat || event.defaultPrevented) return
    if (event.target instanceof HTMLButtonElement && event.target !== next.current) return
    event.preventDefault()
    onClose()
  })

  const tickets = useTicketTexts(receipt)
  const print = async (page: string) => {
    setFailed(false)
    try {
      await platform.print(page)
    } catch {
      setFailed(true)
    }
  }
  return (
    <Dialog
      opened
      onClose={onClose}
      size={justSold ? 760 : 440}
      title={t('counter.receipt.title', { number: receipt.number })}
    >
      <div className={classes.receipt} data-sold={justSold}>
        {justSold && (
          <div className={classes.change} role="status">
            {receipt.method === 'cash' ? (
              <>
                <span>{t('counter.payment.change')}</span>
                <strong data-testid="change-due">{formats.money(receipt.change, receipt.currency)}</strong>
                <span>{t('counter.receipt.given', { amount: formats.money(receipt.tendered, receipt.currency) })}</span>
              </>
            ) : (
              <>
                <span>{t('counter.receipt.transferred')}</span>
                <strong data-testid="transferred">{formats.money(receipt.total, receipt.currency)}</strong>
              </>
            )}
          </div>
        )}
        <ReceiptPaper text={text} />
      </div>
      <TicketNotes receipt={receipt} />
      {failed && (
        <Notice tone="red" title={t('counter.receipt.printFailed')} role="alert">
          {t('counter.receipt.printFailedText')}
        </Notice>
      )}
      <DialogButtons>
        <TicketButton
          receipt={receipt}
          again={!justSold}
          onPrint={() => void print(ticketsHtml(tickets, text.language, text.number))}
        />
        <Button
          variant="default"
          leftSection={<Printer size={20} aria-hidden />}
          onClick={() => void print(receiptHtml(text))}
        >
          {t('counter.receipt.print')}
        </Button>
        <Button ref={next} data-autofocus onClick={onClose} rightSection={<KeyHint keys="Enter" />}>
          {t(justSold ? 'counter.receipt.next' : 'common.close')}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}
