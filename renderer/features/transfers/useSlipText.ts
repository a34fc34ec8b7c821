import { useTranslation } from 'react-i18next'
import type { BoardTransfer } from '../../app/terminal.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { useLive } from '../../app/useLive.ts'
import type { ReceiptText } from '../counter/useReceiptText.ts'
import { usePlaces } from './usePlaces.ts'

/** What stands on the slip that goes with the goods. It is printed as receipts are, with its number for the scanner. */
export const useSlipText = (one: BoardTransfer): ReceiptText => {
  const { t, i18n } = useTranslation()
  const formats = useFormats()
  const { catalogue, people } = useTerminal()
  const all = useLive(people)
  const { nameOf } = usePlaces()
  const by = all.find(({ id }) => id === one.sentBy)?.name
  return {
    ...{ language: i18n.language, shop: t('transfers.slip.title'), number: one.number, code: one.number },
    heading: `${nameOf(one.from)} → ${nameOf(one.to)}`,
    soldAt: formats.dateAndTime(one.sentAt),
    customer: null,
    staff: [by === undefined ? null : t('transfers.slip.by', { name: by }), one.note].filter(Boolean).join(' · '),
    lines: one.lines.map(({ sku, sent }) => ({
      ...{ name: catalogue.find(sku)?.name ?? sku, count: sku, sum: `× ${formats.number(sent)}` },
    })),
    sums: [
      {
        ...{ word: t('transfers.slip.all'), big: true },
        amount: formats.number(one.lines.reduce((sum, { sent }) => sum + sent, 0)),
      },
    ],
    thanks: t('transfers.slip.sign'),
  }
}
