import type { ShownEvent } from '../../app/terminal.ts'
import { type Day, dayOf } from '../bookings/days.ts'

export interface EventDay {
  readonly day: Day
  readonly events: readonly ShownEvent[]
}

/** Events by the shop's days, in the order in which they begin. */
export const eventDays = (events: readonly ShownEvent[], zone: string): readonly EventDay[] => {
  const days = new Map<number, { readonly day: Day; readonly events: ShownEvent[] }>()
  for (const event of events) {
    const day = dayOf(zone, event.startsAt)
    const known = days.get(day.number) ?? { day, events: [] }
    days.set(day.number, known)
    known.events.push(event)
  }
  return [...days.values()]
}

/** Seats that can be had at this terminal. */
export const freeIn = ({ counts }: ShownEvent): number => counts.free + counts.ours
