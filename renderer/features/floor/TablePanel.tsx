import { Button, CloseButton } from '@mantine/core'
import { CalendarPlus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { isOffer } from '../../../shared/bookings/bookings.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { BoardBooking } from '../../app/terminal.ts'
import { useLivePart } from '../../app/useLive.ts'
import { Fuse } from '../../ui/Fuse.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { BookingCard } from '../bookings/BookingCard.tsx'
import { useHostDesk } from '../bookings/HostDeskContext.tsx'
import classes from './TablePanel.module.css'
import { fuseOf, type TableView } from './tableState.ts'
import { NextGuests } from './NextGuests.tsx'
import { WalkIn } from './WalkIn.tsx'

export interface TablePanelProps {
  readonly view: TableView
  readonly onMove: (booking: BoardBooking) => void
  readonly onClose: () => void
}

/** A website's hold on the table, which may still become a booking. */
const HeldNotice = ({ view }: { view: TableView }) => {
  const { t } = useTranslation()
  const channels = useLivePart(useTerminal().shop, (shop) => shop.channels)
  const fuse = fuseOf(view)
  if (view.held === null || fuse === null) return null
  const { channel } = view.held
  const name = channels.find(({ code }) => code === channel)?.name ?? channel
  return (
    <Notice tone="calm" title={t('floor.heldByChannel', { channel: name })}>
      <Fuse placedAt={fuse.from} expiresAt={fuse.to} state="burning" />
    </Notice>
  )
}

/** One table: who is there, who comes next, and what can be done. */
export const TablePanel = ({ view, onMove, onClose }: TablePanelProps) => {
  const { t } = useTranslation()
  const desk = useHostDesk()
  const { resource, booking, next, state } = view
  const isTaken = state === 'seated' || state === 'over'
  return (
    <>
      <header className={classes.head}>
        <h2>{resource.name}</h2>
        <span>
          {t('booking.seats', { count: resource.maxParty ?? resource.minParty })} ·{' '}
          {t(booking !== null && isOffer(booking) ? 'floor.offered' : `floor.state.${state}`)}
        </span>
        <CloseButton aria-label={t('common.close')} onClick={onClose} />
      </header>
      {view.isDoubleBooked && <Notice tone="red" title={t('floor.twoParties')} role="alert" />}
      <HeldNotice view={view} />
      {booking !== null && <BookingCard booking={booking} showsPlace={false} onMove={() => onMove(booking)} />}
      {!isTaken && booking === null && view.held === null && <NextGuests view={view} />}
      {!isTaken && <WalkIn view={booking === null ? view : { ...view, next: [booking, ...next] }} />}
      {next.length > 0 && (
        <section aria-label={t('floor.next')} className={classes.next}>
          <h3>{t('floor.next')}</h3>
          {next.map((each) => (
            <BookingCard key={each.id} booking={each} showsPlace={false} onMove={() => onMove(each)} />
          ))}
        </section>
      )}
      <Button
        variant="default"
        leftSection={<CalendarPlus size={18} aria-hidden />}
        onClick={() => desk.asking.set({ resource: resource.code })}
      >
        {t('floor.book')}
      </Button>
    </>
  )
}
