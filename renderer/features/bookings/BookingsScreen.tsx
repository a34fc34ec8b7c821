import { Button, SegmentedControl } from '@mantine/core'
import { CalendarClock, CalendarPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { useLive } from '../../app/useLive.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FindField } from '../../ui/FindField.tsx'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { ListScreen } from '../../ui/ListScreen.tsx'
import { BookingRow } from './BookingRow.tsx'
import classes from './BookingsScreen.module.css'
import { countOf, listFilters, listOf, type ListFilter } from './dayList.ts'
import { DaySwitch } from './DaySwitch.tsx'
import { type Day, dayOf } from './days.ts'
import { useHostDesk } from './HostDeskContext.tsx'
import { momentForDay } from './newBookingStart.ts'

/** The bookings of a day, in the order in which guests come, with what can be answered in one tap. */
export const BookingsScreen = () => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { bookings, clock } = useTerminal()
  const desk = useHostDesk()
  const board = useLive(bookings.board)
  const [chosen, setDay] = useState<Day | null>(null)
  const [only, setOnly] = useState<ListFilter>('all')
  const [text, setText] = useState('')
  const day = chosen ?? dayOf(board.zone, clock.now())
  const whole = listOf(board.bookings, day, 'all', '')
  const rows = listOf(board.bookings, day, only, text)
  const counted = countOf(whole)
  const ask = () => desk.asking.set(momentForDay(day, clock.now()))
  const book = (
    <Button
      px="sm"
      leftSection={<CalendarPlus size={18} aria-hidden />}
      rightSection={<KeyHint keys="F7" />}
      onClick={ask}
    >
      {t('newBooking.open')}
    </Button>
  )
  return (
    <ListScreen
      label={t('nav.bookings')}
      tools={
        <>
          <DaySwitch zone={board.zone} day={day} onDay={setDay} />
          <FindField label={t('list.find')} value={text} onChange={setText} />
          <SegmentedControl
            aria-label={t('list.only.label')}
            value={only}
            onChange={(value) => setOnly(listFilters.find((each) => each === value) ?? 'all')}
            data={listFilters.map((value) => ({ value, label: t(`list.only.${value}`) }))}
          />
          {book}
        </>
      }
    >
      {rows.length === 0 ? (
        <EmptyState
          icon={CalendarClock}
          title={t(whole.length === 0 ? 'list.empty.title' : 'list.nothing.title')}
          text={t(whole.length === 0 ? 'list.empty.text' : 'list.nothing.text')}
        />
      ) : (
        // It scrolls, and so has to be reached by keys.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <ul className={classes.rows} aria-label={t('nav.bookings')} tabIndex={0}>
          {rows.map((booking) => (
            <BookingRow key={booking.id} booking={booking} resources={board.resources} />
          ))}
        </ul>
      )}
      <p className={classes.summary} role="status">
        <span>{formats.day(day.from + 43_200_000)}</span>
        <span>{t('list.summary', { count: counted.bookings })}</span>
        <span>{t('list.guests', { count: counted.guests })}</span>
        {counted.late > 0 && <strong>{t('list.late', { count: counted.late })}</strong>}
      </p>
    </ListScreen>
  )
}
