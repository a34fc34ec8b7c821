import { Ban, Check, CircleDashed, Clock, DoorOpen, type LucideIcon, UserCheck, UserX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { isOffer } from '../../../shared/bookings/bookings.ts'
import type { BoardBooking, BookingState } from '../../app/terminal.ts'
import classes from './StateMark.module.css'

const icons: Readonly<Record<BookingState, LucideIcon>> = {
  pending: CircleDashed,
  confirmed: Check,
  seated: UserCheck,
  completed: DoorOpen,
  expired: Clock,
  cancelled: Ban,
  late_cancelled: Ban,
  no_show: UserX,
}

/** How a booking stands, by a sign, a word and a colour. */
export const StateMark = ({ booking }: { booking: BoardBooking }) => {
  const { state, late, overTime } = booking
  const { t } = useTranslation()
  const Icon = icons[state]
  return (
    <span className={classes.mark} data-state={state} data-trouble={late || overTime}>
      <Icon size={16} aria-hidden />
      {isOffer(booking) ? t('waiting.offered') : t(`booking.state.${state}`)}
    </span>
  )
}
