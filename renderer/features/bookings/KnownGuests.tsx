import type { KeyboardEvent, Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { KnownGuest } from '../../app/terminal.ts'
import classes from './NewBooking.module.css'

/** The arrows go from one guest to the next, and back to where it was typed. */
const onArrow = (event: KeyboardEvent<HTMLButtonElement>, onBack: () => void): void => {
  const step = event.key === 'ArrowDown' || event.key === 'ArrowRight' ? 1 : -1
  if (step === -1 && event.key !== 'ArrowUp' && event.key !== 'ArrowLeft') return
  event.preventDefault()
  const { nextElementSibling: next, previousElementSibling: before } = event.currentTarget
  const to = step === 1 ? next : before
  if (to instanceof HTMLElement) to.focus()
  else if (step === -1) onBack()
}

/** Guests who booked before and whom the telephone or the name may mean; one tap takes one, or the arrows and Enter. */
export const KnownGuests = ({
  guests,
  onTake,
  onBack,
  ref,
}: {
  guests: readonly KnownGuest[]
  onTake: (guest: KnownGuest) => void
  /** The keys go back to where it was typed. */
  onBack: () => void
  readonly ref: Ref<HTMLDivElement>
}) => {
  const { t } = useTranslation()
  if (guests.length === 0) return null
  return (
    <div ref={ref} className={classes.guests} role="group" aria-label={t('newBooking.known')}>
      {guests.map((known) => (
        <button
          key={`${known.guest.phone} ${known.guest.name}`}
          type="button"
          className={classes.guest}
          tabIndex={-1}
          onKeyDown={(event) => onArrow(event, onBack)}
          onClick={() => {
            onTake(known)
            onBack()
          }}
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
