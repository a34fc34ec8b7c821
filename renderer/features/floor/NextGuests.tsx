import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useLive } from '../../app/useLive.ts'
import { useMoment } from '../../app/useMoment.ts'
import { useHostDesk } from '../bookings/HostDeskContext.tsx'
import { guestName, roughly } from '../bookings/words.ts'
import { seatAt } from '../waiting/seatAt.ts'
import classes from './TablePanel.module.css'
import type { TableView } from './tableState.ts'

const most = 4

/** Those on the waiting list whom a free table fits, in turn: one tap seats them. */
export const NextGuests = ({ view }: { view: TableView }) => {
  const { t } = useTranslation()
  const { bookings } = useTerminal()
  const desk = useHostDesk()
  const now = useMoment()
  // What fits stands on the board.
  useLive(bookings.board)
  const fitting = bookings.waiting.fitting(view.resource.code).slice(0, most)
  if (fitting.length === 0) return null
  return (
    <section aria-label={t('waiting.floor')} className={classes.next}>
      <h3>{t('waiting.floor')}</h3>
      {fitting.map(({ guest, resources }, place) => (
        <Button
          key={guest.id}
          variant={place === 0 ? 'filled' : 'default'}
          justify="space-between"
          rightSection={roughly(now - guest.cameAt, t)}
          onClick={() => void desk.seat(seatAt(guest, resources))}
        >
          {t('waiting.floorSeat', {
            guest: guestName(guest, t),
            party: t('booking.party', { count: guest.party }),
          })}
        </Button>
      ))}
    </section>
  )
}
