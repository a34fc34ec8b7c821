import { useTranslation } from 'react-i18next'
import { piecesOf } from '../../../shared/orders/orders.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { BoardOrder } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLive } from '../../app/useLive.ts'
import type { ReceiptText } from '../counter/useReceiptText.ts'
import { customerName } from './words.ts'

/** What every paper of an order says: whose it is and what was ordered, with its number as the barcode that opens it again. */
type OrderPaper = Pick<ReceiptText, 'language' | 'shop' | 'number' | 'customer' | 'lines' | 'sums' | 'thanks' | 'code'>

interface Papers {
  /** `sums` are what vouchers took off, and the total. */
  readonly paperOf: (order: BoardOrder) => OrderPaper
  readonly sum: (word: string, amount: number, big?: boolean) => ReceiptText['sums'][number]
  readonly nameOf: (staff: string | null) => string | null
}

export const useOrderPaper = (order: Pick<BoardOrder, 'currency'>): Papers => {
  const { t, i18n } = useTranslation()
  const formats = useFormats()
  const terminal = useTerminal()
  const people = useLive(terminal.people)
  const { location } = useLive(terminal.shop)
  const money = (amount: number) => formats.money(amount, order.currency)
  const sum: Papers['sum'] = (word, amount, big = false) => ({ word, amount: money(amount), big })
  const customerOf = (of: BoardOrder): string | null => {
    if (of.customer === null) return null
    const name = [customerName(of, t), of.customer.name === undefined ? undefined : of.customer.phone]
    return t('orders.receipt.customer', { name: name.filter(Boolean).join(' · ') })
  }
  return {
    sum,
    nameOf: (staff) => people.find(({ id }) => id === staff)?.name ?? staff,
    paperOf: (of) => ({
      language: i18n.language,
      shop: location?.name ?? '',
      number: t('orders.receipt.number', { number: of.number }),
      customer: customerOf(of),
      lines: of.lines.flatMap(({ line, name: what, price }) => {
        const pieces = piecesOf(line)
        if (line.kind === 'voucher') return []
        return [{ name: what, count: `${formats.number(pieces)} × ${money(price)}`, sum: money(pieces * price) }]
      }),
      sums: [
        ...of.discounts.map(({ code, amount }) => ({
          ...{ word: t('counter.voucher.title', { code }), amount: `−${money(amount)}`, big: false },
        })),
        sum(t('orders.receipt.total'), of.total),
      ],
      thanks: t('orders.receipt.thanks'),
      code: of.number,
    }),
  }
}
