import { Button, Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { BoardGuest, BookingBoard, Bookings } from '../../app/terminal.ts'
import { useLive } from '../../app/useLive.ts'
import { useMoment } from '../../app/useMoment.ts'
import { useHostDesk } from '../bookings/HostDeskContext.tsx'
import { guestName, placeNames } from '../bookings/words.ts'
import { seatAt } from './seatAt.ts'
import classes from './SeatDialog.module.css'

type Ways = readonly (readonly string[])[]

/** Where a guest can sit now: what fits, best first, then the free tables that are too small for them. */
const waysOf = (
  bookings: Bookings,
  board: BookingBoard,
  guest: BoardGuest,
  now: number,
): { fits: Ways; small: Ways } => {
  const question = { service: guest.service, party: guest.party, start: now }
  const fits = bookings
    .choices(question)
    .filter(({ obstacles }) => obstacles.length === 0)
    .map(({ resources }) => resources)
  const shown = new Set(fits.flat())
  const small = board.resources
    .filter(({ kind, code, maxParty }) => kind === 'table' && !shown.has(code) && (maxParty ?? Infinity) < guest.party)
    .toSorted((a, b) => (b.maxParty ?? 0) - (a.maxParty ?? 0))
    .map(({ code }) => [code])
    .filter((resources) => bookings.choices({ ...question, resources })[0]?.obstacles.length === 0)
  return { fits, small }
}

/** Asks for the table of a guest who waits: one tap seats them. */
export const SeatDialog = ({ guest, onClose }: { guest: BoardGuest; onClose: () => void }) => {
  const { t } = useTranslation()
  const { bookings } = useTerminal()
  const desk = useHostDesk()
  const board = useLive(bookings.board)
  const { fits, small } = waysOf(bookings, board, guest, useMoment(30))
  const seatsOf = (codes: readonly string[]) =>
    codes.reduce((sum, code) => sum + (board.resources.find((one) => one.code === code)?.maxParty ?? 0), 0)
  const buttons = (ways: Ways) => (
    <div className={classes.tables}>
      {ways.map((resources) => (
        <Button
          key={resources.join('+')}
          variant={resources === fits[0] ? 'filled' : 'default'}
          h={64}
          {...(resources === fits[0] ? { 'data-autofocus': true } : {})}
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
    <Modal
      opened
      onClose={onClose}
      size={620}
      title={t('waiting.seating.title', { guest: guestName(guest, t) })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {fits.length === 0 && small.length === 0 ? (
        <p>{t('waiting.seating.none')}</p>
      ) : (
        <>
          <p className={classes.about}>
            {t('waiting.seating.party', { party: t('booking.party', { count: guest.party }) })}
          </p>
          {buttons(fits)}
          {small.length > 0 && <p className={classes.about}>{t('waiting.seating.small')}</p>}
          {buttons(small)}
        </>
      )}
    </Modal>
  )
}
