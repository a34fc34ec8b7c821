import { Button } from '@mantine/core'
import { Ticket as TicketIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { Receipt } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLivePart } from '../../app/useLive.ts'
import { Notice } from '../../ui/Notice.tsx'
import type { TicketText } from './ticketHtml.ts'
import { canPrintTickets, goodTickets } from './tickets.ts'

/** The tickets of a receipt in words and figures, those that let somebody in. */
export const useTicketTexts = (receipt: Receipt): readonly TicketText[] => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { boxOffice, shop } = useTerminal()
  const shopName = useLivePart(shop, ({ location }) => location?.name ?? '')
  const good = goodTickets(receipt)
  return good.map(({ code, event, seat, name, price }, index) => {
    const shown = boxOffice.events.get().find((one) => one.code === event)
    const info = boxOffice.seat(event, seat)
    return {
      code,
      shop: shopName,
      heading: t('seats.tickets.heading'),
      // What is long over is not here any more; the ticket still says what it was sold for.
      event: shown?.name ?? name,
      startsAt: shown === undefined ? '' : formats.dateAndTime(shown.startsAt),
      hall: shown?.hall ?? '',
      seatWord: t('seats.tickets.seat'),
      seat: info?.label ?? seat,
      price: formats.money(price, receipt.currency),
      place: t('seats.tickets.of', { n: index + 1, all: good.length }),
      number: receipt.number,
      hint: t('seats.tickets.scan'),
    }
  })
}

/** What is to be said about the tickets of a sale before they are printed. */
export const TicketNotes = ({ receipt }: { receipt: Receipt }) => {
  const { t } = useTranslation()
  const { boxOffice } = useTerminal()
  if (receipt.tickets.length === 0) return null
  return (
    <>
      {receipt.tickets
        .filter(({ isDoubled }) => isDoubled)
        .map(({ code, name }) => (
          <Notice key={code} tone="red" role="alert" title={t('seats.tickets.doubled', { name })} />
        ))}
      {!canPrintTickets(receipt, boxOffice) && <Notice tone="calm" role="status" title={t('seats.tickets.waiting')} />}
    </>
  )
}

/** Prints the tickets of a sale, one for each seat; none of a receipt without seats. */
export const TicketButton = ({
  receipt,
  again,
  onPrint,
}: {
  receipt: Receipt
  again: boolean
  onPrint: () => void
}) => {
  const { t } = useTranslation()
  const { boxOffice } = useTerminal()
  if (goodTickets(receipt).length === 0) return null
  return (
    <Button
      variant={again ? 'default' : 'light'}
      leftSection={<TicketIcon size={20} aria-hidden />}
      disabled={!canPrintTickets(receipt, boxOffice)}
      onClick={onPrint}
    >
      {t(again ? 'seats.tickets.again' : 'seats.tickets.print')}
    </Button>
  )
}
