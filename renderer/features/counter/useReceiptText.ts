import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { Receipt } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLive } from '../../app/useLive.ts'

/** A receipt in words and figures, for the screen and for the printer alike. */
export interface ReceiptText {
  readonly language: string
  readonly shop: string
  readonly heading: string
  readonly number: string
  readonly soldAt: string
  readonly staff: string
  /** Whose it is, where somebody is named. */
  readonly customer: string | null
  readonly lines: readonly { readonly name: string; readonly count: string; readonly sum: string }[]
  readonly sums: readonly { readonly word: string; readonly amount: string; readonly big: boolean }[]
  readonly thanks: string
  /** What a scanner reads to find the sale again. */
  readonly code: string
}

export const useReceiptText = (receipt: Receipt): ReceiptText => {
  const { t, i18n } = useTranslation()
  const formats = useFormats()
  const { location } = useLive(useTerminal().shop)
  const money = (amount: number) => formats.money(amount, receipt.currency)
  return {
    language: i18n.language,
    shop: location?.name ?? '',
    heading: t('counter.receipt.heading'),
    number: t('counter.receipt.number', { number: receipt.number }),
    soldAt: formats.dateAndTime(receipt.soldAt),
    staff: t('counter.receipt.staff', { name: receipt.staff }),
    customer: null,
    lines: receipt.lines.map(({ name, quantity, price }) => ({
      name,
      count: `${formats.number(quantity)} × ${money(price)}`,
      sum: money(quantity * price),
    })),
    sums: [
      ...receipt.discounts.map(({ code, amount }) => ({
        ...{ word: t('counter.voucher.title', { code }), amount: `−${money(amount)}`, big: false },
      })),
      { word: t('counter.total'), amount: money(receipt.total), big: true },
      ...(receipt.method === 'cash'
        ? [
            { word: t('counter.payment.given'), amount: money(receipt.tendered), big: false },
            { word: t('counter.payment.change'), amount: money(receipt.change), big: false },
          ]
        : [{ word: t(`orders.method.${receipt.method}`), amount: money(receipt.total), big: false }]),
    ],
    thanks: t('counter.receipt.thanks'),
    code: receipt.number,
  }
}
