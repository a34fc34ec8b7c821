import { type Line, seatLinesOf } from '../../../shared/kinds/registry.ts'
import { type Command, linesTakenBy } from '../../../shared/protocol/commands.ts'
import { isSeatCommand } from '../../../shared/seating/seatCommands.ts'
import type { SeatSight } from './seatSight.ts'

/** More than these are not named one by one. */
const mostNamed = 12

interface Ref {
  readonly event: string
  readonly seat: string
}

const seatsIn = (command: Command, linesOfHold: (hold: string) => readonly Line[]): readonly Ref[] => {
  if (isSeatCommand(command)) return command.seats.map((seat) => ({ event: command.event, seat }))
  const isOnHold = command.type === 'hold.release' || command.type === 'hold.confirm' || command.type === 'hold.extend'
  return seatLinesOf(isOnHold ? linesOfHold(command.hold) : (linesTakenBy(command)?.lines ?? []))
}

/** The seats that a command is about, by event, as people call them: `Mùa hoa sữa · C7, C8`. */
export const entrySeatsOf = (
  command: Command,
  linesOfHold: (hold: string) => readonly Line[],
  seats: Pick<SeatSight, 'find'>,
): string[] => {
  const byEvent = new Map<string, string[]>()
  for (const { event, seat } of seatsIn(command, linesOfHold)) byEvent.set(event, [...(byEvent.get(event) ?? []), seat])
  return [...byEvent].map(([event, names]) => {
    const shown = seats.find(event)
    const labels = names.slice(0, mostNamed).map((seat) => shown?.hall.labelOf(seat) ?? seat)
    const more = names.length > mostNamed ? `, … (${names.length})` : ''
    return `${shown?.event.name ?? event} · ${labels.join(', ')}${more}`
  })
}

/** How a seat that was sold twice is called, by its key. */
export const nameOfSeat = (key: string, seats: Pick<SeatSight, 'find'>): string => {
  const at = key.indexOf('/')
  const [event, seat] = [key.slice(0, at), key.slice(at + 1)]
  const shown = seats.find(event)
  return `${shown?.event.name ?? event} · ${shown?.hall.labelOf(seat) ?? seat}`
}
