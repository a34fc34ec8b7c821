import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { BoardBooking, BoardGuest } from '../../app/terminal.ts'
import { useMoment } from '../../app/useMoment.ts'
import { dayOf } from '../bookings/days.ts'
import { useHostDesk } from '../bookings/HostDeskContext.tsx'
import { type GuestAct, guestActs } from './guestActs.ts'

const isOff = (act: GuestAct): boolean => act === 'leave' || act === 'decline'

export interface GuestActionsProps {
  readonly guest: BoardGuest
  /** The booking that is their offer. */
  readonly offer: BoardBooking | undefined
  /** Asks for the table. */
  readonly onSeat: () => void
}

/** What can be done with somebody who waits, one tap each. */
export const GuestActions = ({ guest, offer, onSeat }: GuestActionsProps) => {
  const { t } = useTranslation()
  const { bookings } = useTerminal()
  const desk = useHostDesk()
  const now = useMoment()
  const book = () => {
    const { id, party, service, customer, from, atTheDoor } = guest
    const day = atTheDoor || from <= now ? {} : { day: dayOf(bookings.board.get().zone, from).date }
    desk.asking.set({ ...{ party, service, waiting: id, ...day }, ...(customer === null ? {} : { guest: customer }) })
  }
  const work = (act: GuestAct) => {
    switch (act) {
      case 'seatOffered':
        return offer !== undefined && void desk.step(offer.id, 'check_in')
      case 'take':
        return offer !== undefined && void desk.step(offer.id, 'confirm')
      case 'decline':
        return void desk.decline(guest)
      case 'seat':
        return onSeat()
      case 'book':
        return book()
      case 'leave':
        return void desk.leave(guest)
      case 'again':
        return void desk.again(guest)
    }
  }
  return guestActs(guest, offer, now).map((act, place) => (
    <Button
      key={act}
      size="sm"
      px="xs"
      variant={place === 0 && guest.state === 'offered' ? 'filled' : 'default'}
      {...(isOff(act) ? { color: 'red', variant: 'subtle' } : {})}
      onClick={() => work(act)}
    >
      {t(`waiting.act.${act}`)}
    </Button>
  ))
}
