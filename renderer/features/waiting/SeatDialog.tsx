import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../app/Dialog.tsx'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { BoardGuest } from '../../app/terminal.ts'
import { useLive } from '../../app/useLive.ts'
import { useMoment } from '../../app/useMoment.ts'
import { useHostDesk } from '../bookings/HostDeskContext.tsx'
import { guestName, placeNames } from '../bookings/words.ts'
import { seatAt } from './seatAt.ts'
import classes from './SeatDialog.module.css'

/** Asks for the table of a guest who waits: one tap seats them. */
export const SeatDialog = ({ guest, onClose }: { guest: BoardGuest; onClose: () => void }) => {
  const { t } = useTranslation()
  const { bookings } = useTerminal()
  const desk = useHostDesk()
  const board = useLive(bookings.board)
  useMoment(30)
  const { fit, small } = bookings.waiting.tables(guest)
  const seatsOf = (codes: readonly string[]) =>
    codes.reduce((sum, code) => sum + (board.resources.find((one) => one.code === code)?.maxParty ?? 0), 0)
  const buttons = (ways: readonly (readonly string[])[]) => (
    <div className={classes.tables}>
      {ways.map((resources) => (
        <Button
          key={resources.join('+')}
          variant={resources === fit[0] ? 'filled' : 'default'}
          h={64}
          {...(resources === fit[0] ? { 'data-autofocus': true } : {})}
          onClick={() => void desk.seat(seatAt(guest, resources)).then((isSeated) => isSeated && onClose())}
        >
          <span className={classes.table}>
            {placeNames(board.resources, resources)}
            <small>{t('booking.seats', { count: seatsOf(resources) })}</small>
          </span>
        </Button>
      ))}
    </div>
  )
  return (
    <Dialog opened onClose={onClose} size={620} title={t('waiting.seating.title', { guest: guestName(guest, t) })}>
      {fit.length === 0 && small.length === 0 ? (
        <p>{t('waiting.seating.none')}</p>
      ) : (
        <>
          <p className={classes.about}>
            {t('waiting.seating.party', { party: t('booking.party', { count: guest.party }) })}
          </p>
          {buttons(fit)}
          {small.length > 0 && <p className={classes.about}>{t('waiting.seating.small')}</p>}
          {buttons(small)}
        </>
      )}
    </Dialog>
  )
}
