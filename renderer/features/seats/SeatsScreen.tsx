import { useSearch } from '@tanstack/react-router'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useLive } from '../../app/useLive.ts'
import { CounterDialogs } from '../counter/CounterDialogs.tsx'
import { EventList } from './EventList.tsx'
import { EventView } from './EventView.tsx'

/** The box office: what is shown here, and the seats of one event. */
export const SeatsScreen = () => {
  const { event: code } = useSearch({ from: '/seats' })
  const events = useLive(useTerminal().boxOffice.events)
  const event = events.find((one) => one.code === code)
  return (
    <>
      {event === undefined ? <EventList events={events} /> : <EventView key={event.code} event={event} />}
      <CounterDialogs />
    </>
  )
}
