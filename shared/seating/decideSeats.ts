import { accept, reject, type Result, type World } from '../holds/decide.ts'
import type { Decided, Giver } from '../holds/settle.ts'
import type { SeatLine } from '../kinds/seat/schema.ts'
import type { EpochMs } from '../time.ts'
import { mayAct } from '../protocol/roles.ts'
import type { SeatCommand, SeatCommandOf } from './seatCommands.ts'

export interface SeatContext {
  readonly world: World
  readonly giver: Giver
  readonly now: EpochMs
}

/** Settles one command on seats of an event (SPEC E4, E8, E9). */
export const decideSeats = (command: SeatCommand, context: SeatContext): Result<Decided> => {
  const { location, event } = command
  const lines = [...new Set(command.seats)].map((seat): SeatLine => ({ kind: 'seat', event, seat }))
  const missing = context.world.pools.seat.missing(location, lines)
  if (missing !== null) return reject({ code: 'not_found', ...missing })
  switch (command.type) {
    case 'seat.allot':
      return allot(command, lines, context)
    case 'seat.give_back':
      return giveBack(lines, context)
    case 'seat.block':
      return block(lines, command.blocked, context)
  }
}

const told = (lines: readonly SeatLine[]): Result<Decided> =>
  accept({ outcome: { type: 'seats', event: lines[0]?.event ?? '', seats: lines.length }, events: [] })

/** What somebody has, what is not for sale and what is set aside for another is not to be had here either. */
const allot = (
  { terminal, location }: SeatCommandOf<'seat.allot'>,
  lines: readonly SeatLine[],
  { world, now, giver: { channel } }: SeatContext,
): Result<Decided> => {
  const { seat } = world.pools
  if (!seat.hasTerminal(terminal)) return reject({ code: 'not_found', what: 'terminal', id: terminal })
  const placed = lines.map((line, index) => ({ line, index }))
  const conflicts = seat.check(location, placed, { hold: '', customer: [], now, terminal, channel })
  if (conflicts.length > 0) return reject({ code: 'conflict', conflicts })
  for (const line of lines) seat.allot(line, terminal)
  return told(lines)
}

/** A terminal gives back what is its own; what is another's takes a manager, since that one may have sold it without a network. */
const giveBack = (lines: readonly SeatLine[], { world, giver }: SeatContext): Result<Decided> => {
  const { seat } = world.pools
  const isManager = giver.role !== null && mayAct(giver.role, 'manager')
  const isOthers = (line: SeatLine): boolean => {
    const terminal = seat.allottedTo(line)
    return terminal !== null && terminal !== giver.terminal
  }
  if (!isManager && lines.some(isOthers)) return reject({ code: 'forbidden' })
  for (const line of lines) seat.allot(line, null)
  return told(lines)
}

const block = (lines: readonly SeatLine[], blocked: boolean, { world }: SeatContext): Result<Decided> => {
  for (const line of lines) world.pools.seat.block(line, blocked)
  return told(lines)
}
