import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { isStanding } from '../../../shared/bookings/bookings.ts'
import type { BoardBooking } from '../../app/terminal.ts'
import { useHostDesk } from './HostDeskContext.tsx'
import { actsOf, type BookingAct } from './steps.ts'

const quarterMs = 900_000

export interface BookingActionsProps {
  readonly booking: BoardBooking
  /** Asks where to; without it a move is not offered. */
  readonly onMove?: () => void
  /** How many stand in a row; the rest is left out. */
  readonly most?: number
  readonly size?: 'sm' | 'md'
}

/** What can be done with a booking, one tap each. */
export const BookingActions = ({ booking, onMove, most = 10, size = 'md' }: BookingActionsProps) => {
  const { t } = useTranslation()
  const desk = useHostDesk()
  const work = (act: BookingAct) => {
    switch (act) {
      case 'move':
        return onMove?.()
      case 'longer':
        return void desk.move(booking.id, { lasts: booking.end - booking.start + quarterMs })
      case 'confirm':
      case 'cancel':
      case 'check_in':
      case 'complete':
      case 'no_show':
        return void desk.step(booking.id, act)
    }
  }
  const labelOf = (act: BookingAct): string => {
    if (act === 'move') return t('booking.move')
    return act === 'longer' ? t('booking.longer') : t(`booking.step.${act}`)
  }
  return actsOf(booking)
    .filter((act) => act !== 'move' || onMove !== undefined)
    .slice(0, most)
    .map((act, place) => (
      <Button
        key={act}
        size={size}
        variant={place === 0 && isStanding(booking.state) ? 'filled' : 'default'}
        px="xs"
        {...(act === 'cancel' || act === 'no_show' ? { color: 'red', variant: 'subtle' } : {})}
        onClick={() => work(act)}
      >
        {labelOf(act)}
      </Button>
    ))
}
