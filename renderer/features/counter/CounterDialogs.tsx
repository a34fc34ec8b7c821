import { useLive } from '../../app/useLive.ts'
import { TicketDialog } from '../seats/TicketDialog.tsx'
import { KeepDialog } from './KeepDialog.tsx'
import { ParkDialog } from './ParkDialog.tsx'
import { PaymentDialog } from './PaymentDialog.tsx'
import { ReceiptDialog } from './ReceiptDialog.tsx'
import { RecallDialog } from './RecallDialog.tsx'
import { VoidDialog } from './VoidDialog.tsx'
import { useDesk } from './DeskContext.tsx'

/** The one dialog of the counter that is open, if any. */
export const CounterDialogs = () => {
  const desk = useDesk()
  const dialog = useLive(desk.dialog)
  const close = () => desk.dialog.set(null)
  switch (dialog?.name) {
    case 'pay':
      return <PaymentDialog onClose={close} />
    case 'park':
      return <ParkDialog onClose={close} />
    case 'keep':
      return <KeepDialog onClose={close} />
    case 'recall':
      return <RecallDialog onClose={close} />
    case 'void':
      return <VoidDialog onClose={close} />
    case 'receipt':
      return <ReceiptDialog receipt={dialog.receipt} justSold={dialog.justSold} onClose={close} />
    case 'ticket':
      return <TicketDialog key={dialog.code} code={dialog.code} onClose={close} />
    case undefined:
      return null
  }
}
