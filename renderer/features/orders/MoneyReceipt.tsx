import { useTranslation } from 'react-i18next'
import { counterMethods } from '../../../shared/orders/sell.ts'
import type { BoardOrder } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { ReceiptSheet, usePrinting } from '../counter/ReceiptSheet.tsx'
import type { ReceiptText } from '../counter/useReceiptText.ts'
import { type MoneyFigures, moneyFiguresOf } from './moneyReceipt.ts'
import { useOrderPaper } from './useOrderPaper.ts'

/** Money that was taken for an order. */
export interface TakenMoney {
  /** With the money in it. */
  readonly order: BoardOrder
  /** The payment's id. */
  readonly payment: string
  /** What the customer gave; null: it was taken before, and nobody knows any more. */
  readonly tendered: number | null
}

const useTextOf = (order: BoardOrder): ((figures: MoneyFigures, tendered: number | null) => ReceiptText) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { paperOf, sum, nameOf } = useOrderPaper(order)
  return ({ payment, before, rest, back }, tendered) => {
    const staff = nameOf(payment.staff)
    const wasGiven = payment.method === 'cash' && tendered !== null
    const paper = paperOf(order)
    return {
      ...paper,
      heading: t(rest === null ? 'orders.receipt.heading' : 'orders.receipt.deposit'),
      soldAt: formats.dateAndTime(payment.at),
      staff: staff === null ? '' : t('counter.receipt.staff', { name: staff }),
      sums: [
        ...paper.sums,
        ...(before === 0 ? [] : [sum(t('orders.receipt.before'), before)]),
        sum(t('orders.receipt.now'), payment.amount, true),
        ...(wasGiven
          ? [sum(t('counter.payment.given'), tendered), sum(t('counter.payment.change'), tendered - payment.amount)]
          : [sum(t(`orders.method.${payment.method}`), payment.amount)]),
        ...(rest === null
          ? []
          : [
              sum(t('orders.receipt.rest'), rest.amount),
              { word: t('orders.receipt.by'), amount: formats.dateAndTime(rest.dueAt), big: false },
            ]),
        ...(back === 0 ? [] : [sum(t('orders.receipt.back'), back)]),
      ],
    }
  }
}

/** What a payer is given for money that an order waits for: right after it was taken, or again later. */
export const MoneyReceipt = ({
  order,
  payment: id,
  tendered,
  onClose,
}: TakenMoney & { readonly onClose: () => void }) => {
  const { t } = useTranslation()
  const textOf = useTextOf(order)
  const printing = usePrinting()
  const figures = moneyFiguresOf(order, id)
  if (figures === null) return null
  const { amount, method: paidBy } = figures.payment
  const method = counterMethods.find((one) => one === paidBy)
  const isNow = tendered !== null && method !== undefined
  return (
    <ReceiptSheet
      title={t('orders.receipt.title', { number: order.number })}
      printing={printing}
      text={textOf(figures, tendered)}
      justPaid={isNow ? { method, amount, tendered, currency: order.currency } : null}
      next={t(tendered === null ? 'common.close' : 'orders.receipt.done')}
      printFailed={t('orders.receipt.printFailed')}
      onClose={onClose}
    />
  )
}
