import { useTranslation } from 'react-i18next'
import type { BoardOrder } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { ReceiptSheet, usePrinting } from '../counter/ReceiptSheet.tsx'
import { useOrderPaper } from './useOrderPaper.ts'

/** What a customer is given who comes back for an order and its money: until when it is kept, what is still to be paid, and the barcode that opens it (SPEC O20). */
export const OrderSlip = ({ order, onClose }: { order: BoardOrder; onClose: () => void }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { paperOf, sum, nameOf } = useOrderPaper(order)
  const printing = usePrinting()
  const paper = paperOf(order)
  const placed = order.steps.find(({ step }) => step === 'placed')
  const staff = nameOf(placed?.staff ?? null)
  const text = {
    ...paper,
    heading: t('orders.slip.heading'),
    soldAt: formats.dateAndTime(order.placedAt),
    staff: staff === null ? '' : t('counter.receipt.staff', { name: staff }),
    sums: [
      ...paper.sums,
      ...(order.money > 0 ? [sum(t('orders.slip.paid'), order.money)] : []),
      sum(t('orders.receipt.rest'), order.due, true),
      ...(order.due > 0
        ? [{ word: t('orders.slip.until'), amount: formats.dateAndTime(order.expiresAt), big: false }]
        : []),
    ],
  }
  return (
    <ReceiptSheet
      title={t('orders.slip.title', { number: order.number })}
      printing={printing}
      text={text}
      justPaid={null}
      next={t('orders.receipt.done')}
      printFailed={t('orders.slip.printFailed')}
      onClose={onClose}
    />
  )
}
