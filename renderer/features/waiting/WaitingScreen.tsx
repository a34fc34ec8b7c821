import { Hourglass } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { BoardGuest } from '../../app/terminal.ts'
import { useLive, useLivePart } from '../../app/useLive.ts'
import { useMoment } from '../../app/useMoment.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ListScreen } from '../../ui/ListScreen.tsx'
import { Notice } from '../../ui/Notice.tsx'
import summary from '../bookings/BookingsScreen.module.css'
import { FirstSteps } from '../bookings/FirstSteps.tsx'
import { servicesHere } from '../bookings/servicesHere.ts'
import { GuestRow } from './GuestRow.tsx'
import { groupsOf } from './groups.ts'
import { JoinForm } from './JoinForm.tsx'
import { SeatDialog } from './SeatDialog.tsx'
import classes from './WaitingScreen.module.css'

const sections = ['offered', 'waiting', 'missed'] as const
const titles = { offered: 'waiting.offers', waiting: 'waiting.line', missed: 'waiting.missed' } as const

/** Who waits, in turn: offers that stand come first, for somebody has to answer them. */
export const WaitingScreen = () => {
  const { t } = useTranslation()
  const { bookings, status } = useTerminal()
  const board = useLive(bookings.board)
  const isOffline = useLivePart(status, ({ connection }) => connection === 'offline')
  const moment = useMoment()
  const [seating, setSeating] = useState<BoardGuest | null>(null)
  const groups = groupsOf(board.waiting)
  const next = useMemo(
    () => new Map(bookings.waiting.next().map((offer) => [offer.guest, offer])),
    // The board and the moment are what the answer stands on.
    // oxlint-disable-next-line react/exhaustive-deps
    [bookings, board, moment],
  )
  const offers = useMemo(() => new Map(board.bookings.map((booking) => [booking.id, booking])), [board])
  const people = [...groups.offered, ...groups.waiting].reduce((sum, { party }) => sum + party, 0)
  if (servicesHere(board).length === 0)
    return <FirstSteps icon={Hourglass} title={t('newBooking.noServices.title')} text={t('waiting.empty.text')} />
  return (
    <ListScreen label={t('waiting.title')} tools={<JoinForm />}>
      {/* It scrolls, and so has to be reached by keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes.list} role="group" aria-label={t('waiting.title')} tabIndex={0}>
        {isOffline && (
          <div className={classes.offline}>
            <Notice tone="offline" title={t('waiting.offline.title')}>
              {t('waiting.offline.text')}
            </Notice>
          </div>
        )}
        {board.waiting.length === 0 && (
          <EmptyState icon={Hourglass} title={t('waiting.empty.title')} text={t('waiting.empty.text')} />
        )}
        {sections.map((section) =>
          groups[section].length === 0 ? null : (
            <section key={section} aria-label={t(titles[section])}>
              <h2>{t(titles[section])}</h2>
              <ul className={classes.rows}>
                {groups[section].map((guest) => (
                  <GuestRow
                    key={guest.id}
                    guest={guest}
                    offer={guest.offer === null ? undefined : offers.get(guest.offer)}
                    next={next.get(guest.id)}
                    resources={board.resources}
                    onSeat={setSeating}
                  />
                ))}
              </ul>
            </section>
          ),
        )}
      </div>
      <p className={summary.summary} role="status">
        <span>{t('waiting.summary', { count: groups.offered.length + groups.waiting.length })}</span>
        <span>{t('waiting.people', { count: people })}</span>
      </p>
      {seating !== null && <SeatDialog guest={seating} onClose={() => setSeating(null)} />}
    </ListScreen>
  )
}
