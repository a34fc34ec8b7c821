import { Phone, StickyNote } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { BoardBooking } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLivePart } from '../../app/useLive.ts'
import { BookingActions } from './BookingActions.tsx'
import classes from './BookingCard.module.css'
import { BookingTimer } from './BookingTimer.tsx'
import { StateMark } from './StateMark.tsx'
import { Unsent } from './Unsent.tsx'
import { guestName, placeNames } from './words.ts'

export interface BookingCardProps {
  readonly booking: BoardBooking
  readonly onMove?: () => void
  /** False where the place is known already. */
  readonly showsPlace?: boolean
  /** How many things to do are offered. */
  readonly most?: number
}

/** One booking with all that a host has to know of it, and what can be done. */
export const BookingCard = ({ booking, onMove, showsPlace = true, most = 10 }: BookingCardProps) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const resources = useLivePart(useTerminal().bookings.board, (board) => board.resources)
  const { customer, note, start, end, party } = booking
  const range = t('booking.range', { from: formats.time(start), to: formats.time(end) })
  return (
    <article className={classes.card} data-booking={booking.id}>
      <p className={classes.head}>
        <strong className={classes.guest}>{guestName(booking, t)}</strong>
        <StateMark booking={booking} />
      </p>
      <p className={classes.line}>
        {range} · {t('booking.party', { count: party })}
        {showsPlace && ` · ${placeNames(resources, booking.resources)}`}
      </p>
      {customer?.phone !== undefined && customer.name !== undefined && (
        <p className={classes.line}>
          <Phone size={16} aria-hidden /> {customer.phone}
        </p>
      )}
      {note !== null && (
        <p className={classes.line}>
          <StickyNote size={16} aria-hidden /> {note}
        </p>
      )}
      <div className={classes.timer}>
        <BookingTimer booking={booking} />
      </div>
      {!booking.sent && <Unsent />}
      <div className={classes.acts}>
        <BookingActions booking={booking} most={most} {...(onMove === undefined ? {} : { onMove })} />
      </div>
    </article>
  )
}
