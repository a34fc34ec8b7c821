import { useTranslation } from 'react-i18next'
import type { BoardBooking } from '../../app/terminal.ts'
import { useMoment } from '../../app/useMoment.ts'
import { Fuse } from '../../ui/Fuse.tsx'
import { roughly } from './words.ts'

/** The time that matters of a booking: to be confirmed by, late since, how long still. */
export const BookingTimer = ({ booking }: { booking: BoardBooking }) => {
  const { t } = useTranslation()
  const now = useMoment()
  const { state, start, end, late, overTime, confirmBy, noShowAt, bookedAt, seatedAt, sent } = booking
  const burning = sent ? 'burning' : 'asked'
  if (late && noShowAt !== null)
    return (
      <>
        <span>{t('booking.late', { time: roughly(now - start, t) })}</span>
        <Fuse placedAt={start} expiresAt={noShowAt} state={burning} />
      </>
    )
  if (late) return t('booking.late', { time: roughly(now - start, t) })
  if (state === 'pending' && confirmBy !== null)
    return <Fuse placedAt={bookedAt} expiresAt={confirmBy} state={burning} />
  if (overTime) return t('booking.over', { time: roughly(now - end, t) })
  if (state === 'seated') return <Fuse placedAt={seatedAt ?? start} expiresAt={end} state={burning} />
  if (state === 'confirmed' && start > now && start - now < 24 * 3_600_000)
    return t('booking.dueIn', { time: roughly(start - now, t) })
  return null
}
