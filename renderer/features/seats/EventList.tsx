import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { CalendarPlus, Ticket } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mayAct } from '../../../shared/protocol/roles.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { ShownEvent } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLivePart } from '../../app/useLive.ts'
import { useMoment } from '../../app/useMoment.ts'
import { useZone } from '../../app/useZone.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { type BarPart, StackedBar } from '../../ui/StackedBar.tsx'
import { dayOf } from '../bookings/days.ts'
import { EventDialog } from './EventDialog.tsx'
import classes from './EventList.module.css'
import { eventDays, freeIn } from './eventDays.ts'

const Fullness = ({ event }: { event: ShownEvent }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { held, sold, blocked, theirs } = event.counts
  const part = (kind: BarPart['kind'], quantity: number, name: 'free' | 'held' | 'sold' | 'closed'): BarPart => ({
    ...{ kind, quantity },
    label: t(`seats.full.${name}`, { amount: formats.number(quantity) }),
  })
  return (
    <StackedBar
      parts={[
        part('other', sold, 'sold'),
        part('web', held, 'held'),
        part('quarantined', blocked + theirs, 'closed'),
        part('available', freeIn(event), 'free'),
      ]}
    />
  )
}

const EventRow = ({ event, now }: { event: ShownEvent; now: number }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const left = freeIn(event)
  return (
    <li>
      <Link to="/seats" search={{ event: event.code }} className={classes.event} data-event={event.code}>
        <span className={classes.time}>
          {formats.time(event.startsAt)}
          {event.startsAt <= now && <small>{t('seats.begun')}</small>}
        </span>
        <span className={classes.name}>
          <strong>{event.name}</strong>
          <small>
            {event.hall}
            {event.counts.ours > 0 && ` · ${t('seats.ours', { count: event.counts.ours })}`}
          </small>
        </span>
        <span className={classes.full}>
          <Fullness event={event} />
          <span>
            {left === 0 ? t('seats.soldOut') : t('seats.left', { count: left, all: formats.number(event.seats) })}
          </span>
        </span>
      </Link>
    </li>
  )
}

/** What is shown at this location by day, the first to begin first, and how full it is. */
export const EventList = ({ events }: { events: readonly ShownEvent[] }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { me } = useTerminal()
  const now = useMoment(60)
  const zone = useZone()
  const manages = useLivePart(me, (person) => person !== null && mayAct(person.role, 'manager'))
  const [isAdding, setAdding] = useState(false)
  const today = dayOf(zone, now).number
  const dayName = (number: number, from: number): string => {
    const named = formats.day(from + 43_200_000)
    if (number === today) return `${t('seats.today')} · ${named}`
    return number === today + 1 ? `${t('seats.tomorrow')} · ${named}` : named
  }
  const add = (
    <Button leftSection={<CalendarPlus size={20} aria-hidden />} onClick={() => setAdding(true)}>
      {t('seats.empty.add')}
    </Button>
  )
  return (
    // It scrolls, and so has to be reached by keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={classes.list} aria-label={t('seats.list')} tabIndex={0}>
      <header className={classes.head}>
        <h2>{t('seats.list')}</h2>
        {manages && events.length > 0 && add}
      </header>
      {events.length === 0 && (
        <EmptyState icon={Ticket} title={t('seats.empty.title')} text={t('seats.empty.text')}>
          <p className={classes.ask}>{t(manages ? 'seats.empty.begin' : 'seats.empty.ask')}</p>
          {manages && add}
        </EmptyState>
      )}
      {eventDays(events, zone).map(({ day, events: shown }) => (
        <section key={day.number} aria-label={dayName(day.number, day.from)}>
          <h3 className={classes.day}>{dayName(day.number, day.from)}</h3>
          <ul className={classes.events}>
            {shown.map((event) => (
              <EventRow key={event.code} event={event} now={now} />
            ))}
          </ul>
        </section>
      ))}
      {isAdding && <EventDialog onClose={() => setAdding(false)} />}
    </section>
  )
}
