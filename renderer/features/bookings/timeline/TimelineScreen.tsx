import { Button, SegmentedControl } from '@mantine/core'
import { CalendarPlus, ChartNoAxesGantt } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Sheet } from '../../../app/Sheet.tsx'
import { type ResourceKind, resourceKinds } from '../../../../shared/bookings/resources.ts'
import { useTerminal } from '../../../app/TerminalContext.tsx'
import { useLive } from '../../../app/useLive.ts'
import { KeyHint } from '../../../ui/KeyHint.tsx'
import { ListScreen } from '../../../ui/ListScreen.tsx'
import { BookingCard } from '../BookingCard.tsx'
import { DaySwitch } from '../DaySwitch.tsx'
import { FirstSteps } from '../FirstSteps.tsx'
import { type Day, dayOf } from '../days.ts'
import { useHostDesk } from '../HostDeskContext.tsx'
import { momentForDay } from '../newBookingStart.ts'
import { guestName } from '../words.ts'
import { Timeline } from './Timeline.tsx'
import { drawnOn, rowsOf, windowOf } from './timeline.ts'
import classes from './Timeline.module.css'

/** A day by the hour: tables, people or rooms as rows. */
export const TimelineScreen = () => {
  const { t } = useTranslation()
  const { bookings, clock } = useTerminal()
  const desk = useHostDesk()
  const board = useLive(bookings.board)
  const [chosenDay, setDay] = useState<Day | null>(null)
  const [chosenKind, setKind] = useState<ResourceKind | null>(null)
  const [opened, setOpened] = useState<string | null>(null)
  const day = chosenDay ?? dayOf(board.zone, clock.now())
  const kinds = resourceKinds.filter((each) => board.resources.some(({ kind, active }) => active && kind === each))
  const kind = chosenKind !== null && kinds.includes(chosenKind) ? chosenKind : kinds[0]
  const booking = board.bookings.find(({ id }) => id === opened)

  if (kind === undefined)
    return <FirstSteps icon={ChartNoAxesGantt} title={t('timeline.empty.title')} text={t('timeline.empty.text')} />
  const resources = drawnOn(board, kind, day)
  const shown = windowOf(board, resources, day)
  return (
    <ListScreen
      label={t('nav.timeline')}
      tools={
        <>
          <DaySwitch zone={board.zone} day={day} onDay={setDay} />
          {kinds.length > 1 && (
            <SegmentedControl
              aria-label={t('timeline.rows.label')}
              value={kind}
              onChange={(value) => setKind(kinds.find((each) => each === value) ?? null)}
              data={kinds.map((value) => ({ value, label: t(`timeline.rows.${value}`) }))}
            />
          )}
          <span className={classes.spring} />
          <Button
            px="sm"
            leftSection={<CalendarPlus size={18} aria-hidden />}
            rightSection={<KeyHint keys="F7" />}
            onClick={() => desk.asking.set(momentForDay(day, clock.now()))}
          >
            {t('newBooking.open')}
          </Button>
        </>
      }
    >
      <Timeline
        rows={rowsOf(board, resources, day, shown)}
        resources={board.resources}
        shown={shown}
        onOpen={({ id }) => setOpened(id)}
        onBook={(resource, start) => desk.asking.set({ resource, start })}
      />
      {booking !== undefined && (
        <Sheet opened onClose={() => setOpened(null)} position="right" size={380} title={guestName(booking, t)}>
          <BookingCard booking={booking} />
        </Sheet>
      )}
    </ListScreen>
  )
}
