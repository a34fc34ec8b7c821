import { useTranslation } from 'react-i18next'
import type { Closing } from '../../app/questions.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { useLive } from '../../app/useLive.ts'
import type { ClosingText } from './closingHtml.ts'

const methods = ['cash', 'bank_transfer', 'vnpay', 'momo', 'test'] as const

/** How days are written to people: `26/11/2026` of `2026-11-26`. */
const shownDay = (day: string): string => day.split('-').toReversed().join('/')

/** Says a day's closing in the device's language. */
export const useClosingText = (): ((closing: Closing) => ClosingText) => {
  const { t, i18n } = useTranslation()
  const { money, number, dateAndTime } = useFormats()
  const { location } = useLive(useTerminal().shop)
  const methodOf = (method: string): string => {
    const known = methods.find((one) => one === method)
    return known === undefined ? method : t(`orders.method.${known}`)
  }
  const row = (word: string, count: number, amount: number | null, isSum = false) => ({
    ...{ word, count: number(count), amount: amount === null ? '' : money(amount), isSum },
  })
  return ({ day, at, takings, channels, refunded, refundsDue, unpaid, holds, discrepancies }) => {
    const sum = (of: 'payments' | 'amount'): number => takings.reduce((all, one) => all + one[of], 0)
    return {
      language: i18n.language,
      shop: location?.name ?? '',
      title: t('overview.closing.title', { day: shownDay(day) }),
      asOf: t('overview.asOf', { time: dateAndTime(at) }),
      parts: [
        {
          heading: t('overview.closing.takings'),
          rows: [
            ...takings.map(({ method, payments, amount }) => row(methodOf(method), payments, amount)),
            row(t('overview.closing.sum'), sum('payments'), sum('amount'), true),
          ],
        },
        {
          heading: t('overview.closing.channels'),
          rows: channels.map(({ name, orders, amount }) => row(name, orders, amount)),
        },
        {
          heading: t('overview.closing.back'),
          rows: [
            row(t('overview.closing.refunded'), refunded.count, refunded.amount),
            row(t('overview.closing.refundsDue'), refundsDue.count, refundsDue.amount),
            row(t('overview.closing.unpaid'), unpaid.count, unpaid.amount),
          ],
        },
        {
          heading: t('overview.closing.holds'),
          rows: [
            row(t('overview.closing.placed'), holds.placed, null),
            row(t('overview.chart.confirmed'), holds.confirmed, null),
            row(t('overview.chart.released'), holds.released, null),
            row(t('overview.chart.expired'), holds.expired, null),
            row(t('overview.chart.live'), holds.live, null),
          ],
        },
        {
          heading: t('overview.closing.discrepancies'),
          rows: [
            row(t('overview.closing.raised'), discrepancies.raised, null),
            row(t('overview.closing.open'), discrepancies.open, null),
          ],
        },
      ],
      signature: t('overview.closing.signature'),
    }
  }
}
