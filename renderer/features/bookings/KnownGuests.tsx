import { useTranslation } from 'react-i18next'
import type { KnownGuest } from '../../app/terminal.ts'
import classes from './NewBooking.module.css'

/** Guests who booked before and whom the telephone or the name may mean; one tap takes one. */
export const KnownGuests = ({
  guests,
  onTake,
}: {
  guests: readonly KnownGuest[]
  onTake: (guest: KnownGuest) => void
}) => {
  const { t } = useTranslation()
  if (guests.length === 0) return null
  return (
    <div className={classes.guests} role="group" aria-label={t('newBooking.known')}>
      {guests.map((known) => (
        <button
          key={`${known.guest.phone} ${known.guest.name}`}
          type="button"
          className={classes.guest}
          tabIndex={-1}
          onClick={() => onTake(known)}
        >
          <strong>{known.guest.name ?? known.guest.phone}</strong> {known.guest.name !== undefined && known.guest.phone}
          <span>
            {t('newBooking.visits', { count: known.bookings })}
            {known.noShows > 0 && ` · ${t('newBooking.noShows', { count: known.noShows })}`}
          </span>
        </button>
      ))}
    </div>
  )
}
