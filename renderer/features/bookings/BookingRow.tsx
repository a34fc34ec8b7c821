import { useTranslation } from 'react-i18next'
import type { BoardBooking, BoardResource } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { BookingActions } from './BookingActions.tsx'
import classes from './BookingRow.module.css'
import { BookingTimer } from './BookingTimer.tsx'
import { StateMark } from './StateMark.tsx'
import { Unsent } from './Unsent.tsx'
import { guestName, placeNames } from './words.ts'

/** One booking of the day: when, who, where, how it stands, and the likeliest answers, one tap each. */
export const BookingRow = ({ booking, resources }: { booking: BoardBooking; resources: readonly BoardResource[] }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { customer, note, party } = booking
  const details = [customer?.name === undefined ? null : customer.phone, note].filter(Boolean).join(' · ')
  return (
    <li className={classes.row} data-booking={booking.id} data-state={booking.state}>
      <time className={classes.time}>
        {formats.time(booking.start)}
        <span className={classes.end}>{formats.time(booking.end)}</span>
      </time>
      <div className={classes.who}>
        <p className={classes.guest}>
          <strong>{guestName(booking, t)}</strong> <span>{t('booking.party', { count: party })}</span>
        </p>
        {details !== '' && <p className={classes.details}>{details}</p>}
      </div>
      <p className={classes.where}>{placeNames(resources, booking.resources)}</p>
      <div className={classes.state}>
        <StateMark booking={booking} />
        <div className={classes.timer}>
          <BookingTimer booking={booking} />
        </div>
        {!booking.sent && <Unsent />}
      </div>
      <div className={classes.acts}>
        <BookingActions booking={booking} size="sm" />
      </div>
    </li>
  )
}
