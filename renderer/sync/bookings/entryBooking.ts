import { type BookingCommand, isBookingCommand } from '../../../shared/bookings/commands.ts'
import { minuteMs } from '../../../shared/bookings/zoneTime.ts'
import type { Command } from '../../../shared/protocol/commands.ts'
import type { EpochMs } from '../../../shared/time.ts'
import type { Alternative, BoardBooking, BookingBoard, EntryBooking } from '../../app/terminal.ts'
import { choicesOn, freeOn, namesOf, obstaclesOf, serviceOf } from './choosing.ts'

const mostAlternatives = 6
const mostAtSameTime = 3
/** Nobody wants a table half a day later instead. */
const nearMs = 120 * minuteMs

type Wanted = Omit<EntryBooking, 'isFree' | 'others' | 'alternatives'>

/** What a command is about, as it was wanted; null if it is no booking, or one that nobody here knows. */
const wantedBy = (command: BookingCommand, board: BookingBoard): Wanted | null => {
  const known = board.bookings.find(({ id }) => id === command.booking)
  switch (command.type) {
    case 'booking.book':
    case 'booking.seat': {
      const { start, party, customer } = command
      const service = serviceOf(board, command.service)
      const resources = command.type === 'booking.seat' ? command.resources : (command.choices[0] ?? [])
      const lasts = command.lasts ?? (service?.durationMinutes ?? 60) * minuteMs
      return {
        ...{ id: command.booking, service: command.service, serviceName: service?.name ?? command.service },
        ...{ start, end: start + lasts, party, resources, names: namesOf(board, resources) },
        customer: customer ?? null,
      }
    }
    case 'booking.move': {
      if (known === undefined) return null
      const start = command.start ?? known.start
      const resources = command.choices?.[0] ?? known.resources
      const end = start + (command.lasts ?? known.end - known.start)
      return { ...shown(known, board), start, end, resources, names: namesOf(board, resources) }
    }
    case 'booking.confirm':
    case 'booking.cancel':
    case 'booking.check_in':
    case 'booking.complete':
    case 'booking.no_show':
      return known === undefined ? null : shown(known, board)
  }
}

const shown = (booking: BoardBooking, board: BookingBoard): Wanted => {
  const { id, service, start, end, party, resources, customer } = booking
  const serviceName = serviceOf(board, service)?.name ?? service
  return { id, service, serviceName, start, end, party, resources, names: namesOf(board, resources), customer }
}

/** What is free instead: other resources at that time, then the times nearest to it. */
const alternativesTo = (wanted: Wanted, board: BookingBoard, now: EpochMs, moving?: string): Alternative[] => {
  const { service, party, start, end } = wanted
  const own = moving === undefined ? {} : { moving }
  const lasts = end - start
  const sameTime = choicesOn(board, { ...{ service, party, start, lasts }, ...own })
    .filter(({ obstacles }) => obstacles.length === 0)
    .slice(0, start < now ? 0 : mostAtSameTime)
    .map(({ resources }) => ({ start, end, resources, names: namesOf(board, resources) }))
  const near = freeOn(board, { ...{ service, party, from: start - nearMs, to: start + nearMs }, ...own }, now)
    .filter((free) => free.start !== start)
    .toSorted((a, b) => Math.abs(a.start - start) - Math.abs(b.start - start) || a.start - b.start)
    .flatMap((free) => {
      const fits = free.resources.find(
        (codes) => obstaclesOf(board, codes, { start: free.start, end: free.start + lasts }, moving).length === 0,
      )
      return fits === undefined ? [] : [{ start: free.start, end: free.start + lasts, resources: fits }]
    })
    .slice(0, mostAlternatives - sameTime.length)
    .map((one) => ({ ...one, names: namesOf(board, one.resources) }))
  return [...sameTime, ...near]
}

/** A booking as an entry of the activity list shows it; `isClash` brings who has the time now, and what is free instead. */
export const entryBookingOf = (
  command: Command,
  board: BookingBoard,
  now: EpochMs,
  isClash: boolean,
): EntryBooking | null => {
  if (!isBookingCommand(command)) return null
  const wanted = wantedBy(command, board)
  if (wanted === null) return null
  if (!isClash) return { ...wanted, isFree: false, others: [], alternatives: [] }
  const moving = command.type === 'booking.move' ? command.booking : undefined
  const others = new Map<string, BoardBooking>()
  const obstacles = obstaclesOf(board, wanted.resources, wanted, command.booking)
  for (const obstacle of obstacles) if (obstacle.why === 'booked') others.set(obstacle.booking.id, obstacle.booking)
  const alternatives = alternativesTo(wanted, board, now, moving)
  return { ...wanted, isFree: obstacles.length === 0, others: [...others.values()], alternatives }
}
