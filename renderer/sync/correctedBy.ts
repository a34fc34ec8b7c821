import type { Command } from '../../shared/protocol/commands.ts'
import type { CommandRecord } from './commandRecord.ts'

/** A walk-in sits down as it is written down; whoever sits on a booking that the hub has not heard of has its time. */
const isOfTheMoment = (start: number, issuedAt: number): boolean => Math.abs(start - issuedAt) < 1_000

const later = (command: Command, issuedAt: number, byMs: number): Command => {
  if (command.type === 'waiting.join' && command.cameAt !== undefined)
    return { ...command, cameAt: command.cameAt + byMs }
  if (command.type === 'booking.seat' && isOfTheMoment(command.start, issuedAt))
    return { ...command, start: command.start + byMs }
  return command
}

/** Nobody sets a clock for less. */
const leastWrongMs = 60_000

/**
 * What was done by a clock that was wrong, at the time at which it was done. Times that a person has said (a booking at seven) stay as they were said.
 * @param byMs hub's time minus what the clock told
 * @returns those that are otherwise now
 */
export const correctedBy = (byMs: number, records: readonly CommandRecord[]): CommandRecord[] =>
  Math.abs(byMs) < leastWrongMs
    ? []
    : records.map((record) => ({
        ...record,
        issuedAt: Math.max(0, record.issuedAt + byMs),
        command: later(record.command, record.issuedAt, byMs),
      }))
