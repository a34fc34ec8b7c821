import { type SeatLine, seatKey } from '../../../shared/kinds/seat/schema.ts'
import { type ArbiterCommand, linesTakenBy } from '../../../shared/protocol/commands.ts'
import { isSeatCommand } from '../../../shared/seating/seatCommands.ts'
import type { Queries } from '../../db/connect.ts'

/** The seats that commands may take or are about, each once. Bookings take none. */
export const wantedSeats = (commands: readonly ArbiterCommand[]): SeatLine[] => {
  const wanted = new Map<string, SeatLine>()
  for (const command of commands) {
    for (const line of linesTakenBy(command)?.lines ?? []) if (line.kind === 'seat') wanted.set(seatKey(line), line)
    if (!isSeatCommand(command)) continue
    const { event } = command
    for (const seat of command.seats) wanted.set(seatKey({ event, seat }), { kind: 'seat', event, seat })
  }
  return [...wanted.values()]
}

/** Seats as rows `(event, seat)`. */
export const seatRows = (tx: Queries, seats: readonly Pick<SeatLine, 'event' | 'seat'>[]) => tx`
  select event, seat from unnest(
    ${seats.map(({ event }) => event)}::text[], ${seats.map(({ seat }) => seat)}::text[]
  ) as n (event, seat)`
