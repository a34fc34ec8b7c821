import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../app/Dialog.tsx'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { BoardOrder } from '../../app/terminal.ts'
import { useFirstEnter } from '../../app/useFirstEnter.ts'
import { useLivePart } from '../../app/useLive.ts'
import { MoneyDialog } from '../orders/MoneyDialog.tsx'
import { OrderSlip } from '../orders/OrderSlip.tsx'
import { KeepAsked } from './KeepAsked.tsx'
import { KeepForm } from './KeepForm.tsx'
import { useNoScans } from './useNoScans.ts'

interface MadeProps {
  readonly order: BoardOrder
  /** Money is taken for it at once. */
  readonly pays: boolean
  readonly onClose: () => void
}

/** The order stands: its money goes the way of all money for orders, and who pays nothing yet is given a slip. */
const Made = ({ order, pays, onClose }: MadeProps) => {
  // As it was when it came to be: a payment is shown until its receipt was seen.
  const [isPaying, setPaying] = useState(() => pays && order.due > 0)
  useFirstEnter()
  if (!isPaying) return <OrderSlip order={order} onClose={onClose} />
  return <MoneyDialog order={order} onClose={() => (order.payments.length > 0 ? onClose() : setPaying(false))} />
}

/** What is asked before the hub is. */
const Ask = ({ onAsked, onClose }: { onAsked: (asked: Asked) => void; onClose: () => void }) => {
  const { t } = useTranslation()
  useNoScans()
  return (
    <Dialog opened onClose={onClose} size={640} yOffset={16} title={t('counter.keep.title')}>
      <KeepForm onKept={onAsked} onClose={onClose} />
    </Dialog>
  )
}

/** What the hub was asked for. */
export interface Asked {
  readonly order: string
  readonly number: string
  readonly pays: boolean
}

/** Keeps the sale on the counter for a customer who comes back (SPEC O18 to O20): whom for and until when, the hub's word, the money, the slip. */
export const KeepDialog = ({ onClose }: { onClose: () => void }) => {
  const { orders } = useTerminal()
  const [asked, setAsked] = useState<Asked | null>(null)
  const order = useLivePart(orders.list, (all) => all.find(({ id }) => id === asked?.order))
  if (asked === null) return <Ask onAsked={setAsked} onClose={onClose} />
  if (order === undefined) return <KeepAsked asked={asked} onClose={onClose} />
  return <Made order={order} pays={asked.pays} onClose={onClose} />
}
