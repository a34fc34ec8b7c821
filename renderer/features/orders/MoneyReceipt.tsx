import { useTranslation } from 'react-i18next'
import { piecesOf } from '../../../shared/orders/orders.ts'
import { counterMethods } from '../../../shared/orders/sell.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { BoardOrder } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLive } from '../../app/useLive.ts'
import { ReceiptSheet, usePrinting } from '../counter/ReceiptSheet.tsx'
import type { ReceiptText } from '../counter/useReceiptText.ts'
import { type MoneyFigures, moneyFiguresOf } from './moneyReceipt.ts'
import { customerName } from './words.ts'

/** Money that was taken for an order. */
export interface TakenMoney {
  /** With the money in it. */
  readonly order: BoardOrder
  /** The payment's id. */
  readonly payment: string
  /** What the customer gave; null: it was taken before, and nobody knows any more. */
  readonly tendered: number | null
}

const useTextOf = (): ((order: BoardOrder, figures: MoneyFigures, tendered: number | null) => ReceiptText) => {
  const { t, i18n } = useTranslation()
  const formats = useFormats()
  const terminal = useTerminal()
  const people = useLive(terminal.people)
  const { location } = useLive(terminal.shop)
  return (order, { payment, before, rest, back }, tendered) => {
    const money = (amount: number) => formats.money(amount, order.currency)
    const sum = (word: string, amount: number, big = false) => ({ word, amount: money(amount), big })
    const staff = people.find(({ id }) => id === payment.staff)?.name ?? payment.staff
    const { phone } = order.customer ?? {}
    const name = [customerName(order, t), order.customer?.name === undefined ? undefined : phone]
    const wasGiven = payment.method === 'cash' && tendered !== null
    return {
      language: i18n.language,
      shop: location?.name ?? '',
      heading: t(rest === null ? 'orders.receipt.heading' : 'orders.receipt.deposit'),
      number: t('orders.receipt.number', { number: order.number }),
      soldAt: formats.dateAndTime(payment.at),
      staff: staff === null ? '' : t('counter.receipt.staff', { name: staff }),
      customer:
        order.customer === null ? null : t('orders.receipt.customer', { name: name.filter(Boolean).join(' · ') }),
      lines: order.lines.flatMap(({ line, name: what, price }) => {
        const pieces = piecesOf(line)
        if (line.kind === 'voucher') return []
        return [{ name: what, count: `${formats.number(pieces)} × ${money(price)}`, sum: money(pieces * price) }]
      }),
      sums: [
        ...order.discounts.map(({ code, amount }) => ({
          ...{ word: t('counter.voucher.title', { code }), amount: `−${money(amount)}`, big: false },
        })),
        sum(t('orders.receipt.total'), order.total),
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
      thanks: t('orders.receipt.thanks'),
      code: order.number,
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
  const textOf = useTextOf()
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
      text={textOf(order, figures, tendered)}
      justPaid={isNow ? { method, amount, tendered, currency: order.currency } : null}
      next={t(tendered === null ? 'common.close' : 'orders.receipt.done')}
      printFailed={t('orders.receipt.printFailed')}
      onClose={onClose}
    />
  )
}
