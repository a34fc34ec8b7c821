import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { BoardBooking } from '../../app/terminal.ts'
import { useLive } from '../../app/useLive.ts'
import { useMoment } from '../../app/useMoment.ts'
import { BookingCard } from '../bookings/BookingCard.tsx'
import classes from './TablePanel.module.css'

const soonMs = 2 * 3_600_000
const most = 8

/** While no table is chosen: who is late, and who comes next. */
export const ComingPanel = ({ onMove }: { onMove: (booking: BoardBooking) => void }) => {
  const { t } = useTranslation()
  const now = useMoment()
  const { bookings } = useLive(useTerminal().bookings.board)
  const coming = bookings
    .filter(({ state, start }) => (state === 'pending' || state === 'confirmed') && start < now + soonMs)
    .slice(0, most)
  return (
    <section aria-label={t('floor.coming')} className={classes.next}>
      <h2>{t('floor.coming')}</h2>
      {coming.length === 0 && <p className={classes.until}>{t('floor.nobodyComing')}</p>}
      {coming.map((booking) => (
        <BookingCard key={booking.id} booking={booking} most={2} onMove={() => onMove(booking)} />
      ))}
    </section>
  )
}
