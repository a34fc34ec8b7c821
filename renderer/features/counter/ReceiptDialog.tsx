import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { Receipt } from '../../app/terminal.ts'
import { useLivePart } from '../../app/useLive.ts'
import { TicketButton, TicketNotes, useTicketTexts } from '../seats/TicketPrint.tsx'
import { ticketsHtml } from '../seats/ticketHtml.ts'
import { ReceiptSheet, usePrinting } from './ReceiptSheet.tsx'
import { useReceiptText } from './useReceiptText.ts'

export interface ReceiptDialogProps {
  readonly receipt: Receipt
  /** Right after the sale: the change stands big beside it, and the next step is the next customer. */
  readonly justSold: boolean
  readonly onClose: () => void
}

/** The receipt of a sale on screen, with its tickets. */
export const ReceiptDialog = ({ receipt: opened, justSold, onClose }: ReceiptDialogProps) => {
  const { t } = useTranslation()
  const { counter } = useTerminal()
  // The hub may book it while it is on screen.
  const receipt = useLivePart(counter.receipts, (all) => all.find(({ order }) => order === opened.order)) ?? opened
  const text = useReceiptText(receipt)
  const tickets = useTicketTexts(receipt)
  const printing = usePrinting()
  const { method, total: amount, tendered, currency } = receipt
  return (
    <ReceiptSheet
      text={text}
      title={t('counter.receipt.title', { number: receipt.number })}
      justPaid={justSold ? { method, amount, tendered, currency } : null}
      notes={<TicketNotes receipt={receipt} />}
      printing={printing}
      buttons={
        <TicketButton
          receipt={receipt}
          again={!justSold}
          onPrint={() => printing.print(ticketsHtml(tickets, text.language, text.number))}
        />
      }
      next={t(justSold ? 'counter.receipt.next' : 'common.close')}
      printFailed={t('counter.receipt.printFailedText')}
      onClose={onClose}
    />
  )
}
