import { useTranslation } from 'react-i18next'
import type { Closing } from '../../app/questions.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { useLive } from '../../app/useLive.ts'
import type { ClosingText } from './closingHtml.ts'

const methods = ['cash', 'bank_transfer', 'vnpay', 'momo', 'test'] as const

/** What is counted in a row. */
type Counted = 'payments' | 'orders' | 'times' | 'cases'

/** How days are written to people: `26/11/2026` of `2026-11-26`. */
const shownDay = (day: string): string => day.split('-').toReversed().join('/')

const ofCash = (parts: Closing['takings']): number =>
  parts.reduce((all, { method, amount }) => (method === 'cash' ? all + amount : all), 0)

/** Says a day's closing in the device's language. */
export const useClosingText = (): ((closing: Closing) => ClosingText) => {
  const { t, i18n } = useTranslation()
  const { money, dateAndTime } = useFormats()
  const { location } = useLive(useTerminal().shop)
  const methodOf = (method: string): string => {
    const known = methods.find((one) => one === method)
    return known === undefined ? method : t(`orders.method.${known}`)
  }
  const row = (word: string, what: Counted, count: number, amount: number | null, isSum = false) => ({
    ...{ word, count: t(`overview.closing.${what}`, { count }), amount: amount === null ? '' : money(amount), isSum },
  })
  return ({ day, at, takings, tills, channels, refundedBy, refundsDue, unpaid, holds, discrepancies }) => {
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
            ...takings.map(({ method, payments, amount }) => row(methodOf(method), 'payments', payments, amount)),
            row(t('overview.closing.sum'), 'payments', sum('payments'), sum('amount'), true),
            { word: t('overview.closing.drawer'), count: '', amount: money(ofCash(takings) - ofCash(refundedBy)) },
          ],
        },
        ...(tills.length === 0
          ? []
          : [
              {
                heading: t('overview.closing.tills'),
                rows: tills.flatMap(({ name, method, payments, amount, forOrders }) => {
                  const word = `${name} · ${methodOf(method)}`
                  return [
                    row(word, 'payments', payments, amount),
                    ...(forOrders === 0
                      ? []
                      : [{ word: t('overview.closing.forOrders', { word }), count: '', amount: money(forOrders) }]),
                  ]
                }),
              },
            ]),
        {
          heading: t('overview.closing.channels'),
          rows: channels.map(({ name, orders, amount }) => row(name, 'orders', orders, amount)),
        },
        {
          heading: t('overview.closing.back'),
          rows: [
            ...(refundedBy.length === 0
              ? [row(t('overview.closing.refunded'), 'payments', 0, 0)]
              : refundedBy.map(({ method, payments, amount }) =>
                  row(`${t('overview.closing.refunded')} · ${methodOf(method)}`, 'payments', payments, amount),
                )),
            row(t('overview.closing.refundsDue'), 'payments', refundsDue.count, refundsDue.amount),
            row(t('overview.closing.unpaid'), 'orders', unpaid.count, unpaid.amount),
          ],
        },
        {
          heading: t('overview.closing.holds'),
          rows: [
            row(t('overview.closing.placed'), 'times', holds.placed, null),
            row(t('overview.chart.confirmed'), 'times', holds.confirmed, null),
            row(t('overview.chart.released'), 'times', holds.released, null),
            row(t('overview.chart.expired'), 'times', holds.expired, null),
            row(t('overview.chart.live'), 'times', holds.live, null),
          ],
        },
        {
          heading: t('overview.closing.discrepancies'),
          rows: [
            row(t('overview.closing.raised'), 'cases', discrepancies.raised, null),
            row(t('overview.closing.open'), 'cases', discrepancies.open, null),
          ],
        },
      ],
      signature: t('overview.closing.signature'),
    }
  }
}
