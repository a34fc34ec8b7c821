import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { Alternative, BoardBooking, EntryBooking } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLivePart } from '../../app/useLive.ts'
import classes from './ClashPart.module.css'

type Shown = Pick<EntryBooking, 'customer' | 'party' | 'start' | 'end'>

const Side = ({
  label,
  booking,
  names,
  more,
  isMine = false,
}: {
  label: string
  booking: Shown
  names: readonly string[]
  more?: string
  isMine?: boolean
}) => {
  const { t } = useTranslation()
  const terminal = useTerminal()
  const formats = useFormats()
  const { customer, party, start, end } = booking
  return (
    <section className={classes.side} data-mine={isMine} aria-label={label}>
      <p className={classes.label}>{label}</p>
      <p className={classes.who}>{customer?.name ?? t('activity.guest')}</p>
      {customer?.phone !== undefined && <p className={classes.line}>{customer.phone}</p>}
      <p className={classes.line}>{`${formats.moment(start, terminal.clock.now())} – ${formats.time(end)}`}</p>
      <p className={classes.line}>{[t('activity.guests', { count: party }), names.join(' + ')].join(' · ')}</p>
      {more !== undefined && <p className={classes.soft}>{more}</p>}
    </section>
  )
}

export interface ClashPartProps {
  readonly booking: EntryBooking
  /** True if taking one of them is the safest that can be done. */
  readonly isFirst: boolean
  readonly isBusy: boolean
  readonly onTake: (alternative: Alternative) => void
}

/** Two bookings for one time side by side, and what is free instead. */
export const ClashPart = ({ booking, isFirst, isBusy, onTake }: ClashPartProps) => {
  const { t } = useTranslation()
  const terminal = useTerminal()
  const formats = useFormats()
  const channels = useLivePart(terminal.shop, (shop) => shop.channels)
  const resources = useLivePart(terminal.bookings.board, (board) => board.resources)
  const nameOf = (code: string) => resources.find((resource) => resource.code === code)?.name ?? code
  const channelOf = ({ channel }: BoardBooking) => channels.find(({ code }) => code === channel)?.name ?? channel
  const { others, alternatives, isFree } = booking
  return (
    <>
      <div className={classes.sides}>
        <Side label={t('activity.clash.wanted')} booking={booking} names={booking.names} isMine />
        {others.map((other) => (
          <Side
            key={other.id}
            label={t('activity.clash.taken')}
            booking={other}
            names={other.resources.map(nameOf)}
            more={channelOf(other)}
          />
        ))}
      </div>
      {isFree && <p className={classes.soft}>{t('activity.clash.nobody')}</p>}
      <div className={classes.instead} role="group" aria-label={t('activity.clash.instead')}>
        <span className={`${classes.soft} ${classes.heading}`}>
          {t(alternatives.length === 0 ? 'activity.clash.nothing' : 'activity.clash.instead')}
        </span>
        {alternatives.map((alternative, place) => (
          <Button
            key={`${alternative.start} ${alternative.resources.join('+')}`}
            variant={isFirst && place === 0 ? 'filled' : 'default'}
            disabled={isBusy}
            onClick={() => onTake(alternative)}
          >
            {`${formats.moment(alternative.start, terminal.clock.now())} · ${alternative.names.join(' + ')}`}
          </Button>
        ))}
      </div>
    </>
  )
}
