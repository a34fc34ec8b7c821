import type { Conflict } from '../../shared/kinds/types.ts'
import type { SeatLine } from '../../shared/kinds/seat/schema.ts'
import { linesTakenBy } from '../../shared/protocol/commands.ts'
import type { HallSeat } from '../../shared/seating/planSeats.ts'
import type { Submission } from '../arbiter/types.ts'
import type { Sql } from '../db/connect.ts'
import { type HallNow, type Halls, seatsNow, stateOf } from '../seating/halls.ts'
import { readWishes } from './seatBuyers.ts'
import { isPromised } from './seatsInTurn.ts'

/** What newcomers may not have, since others wait for it (SPEC Q9). */
export interface Newcomers {
  /** The lines of a command that asks for seats alone which are not for who asks; null at once if it asks for anything else, or for nothing. */
  conflictsOf(submission: Submission): Promise<Conflict<'seat_taken'>[]> | null
}

interface Placed {
  readonly line: SeatLine
  readonly index: number
}

export const createNewcomers = (parts: { readonly sql: Sql; readonly halls: Pick<Halls, 'read'> }): Newcomers => ({
  conflictsOf: ({ command, giver }) => {
    if (command.type !== 'hold.place' && command.type !== 'hold.replace' && command.type !== 'order.place') return null
    const lines = linesTakenBy(command)?.lines ?? []
    const placed = lines.flatMap((line, index) => (line.kind === 'seat' ? [{ line, index }] : []))
    if (placed.length === 0 || placed.length < lines.length) return null
    return conflictsIn(parts, placed, {
      channel: giver.channel,
      replaces: command.type === 'hold.replace' ? command.replaces : null,
    })
  },
})

interface Newcomer {
  readonly channel: string
  /** A hold that they give for what they ask; its seats are theirs already. */
  readonly replaces: string | null
}

const conflictsIn = async (
  { sql, halls }: { readonly sql: Sql; readonly halls: Pick<Halls, 'read'> },
  placed: readonly Placed[],
  { channel, replaces }: Newcomer,
): Promise<Conflict<'seat_taken'>[]> => {
  const conflicts: Conflict<'seat_taken'>[] = []
  for (const event of new Set(placed.map(({ line }) => line.event))) {
    const wishes = await readWishes(sql, event, channel)
    const now = wishes.length === 0 ? null : await halls.read(event)
    if (now === null) continue
    const own = replaces === null ? new Set() : await readSeatsOf(sql, replaces, event)
    const promised = isPromised(seatsNow(now), wishes)
    const known = new Map(now.hall.rows.flatMap(({ seats }) => seats.map((seat) => [seat.seat, seat] as const)))
    for (const { line, index } of placed) {
      const seat = known.get(line.seat)
      // One that there is not is the arbiter's to refuse.
      if (line.event !== event || seat === undefined || own.has(line.seat)) continue
      if (stateOf(now, line.seat) !== 'free' || promised(seat)) conflicts.push({ line: index, code: 'seat_taken' })
    }
  }
  return conflicts
}

const readSeatsOf = async (sql: Sql, hold: string, event: string): Promise<Set<string>> => {
  const rows = await sql<{ seat: string }[]>`
    select seat from seat_claims where hold = ${hold} and event = ${event} and active`
  return new Set(rows.map(({ seat }) => seat))
}

/** Whether a seat of this event is promised to those who wait, for somebody of this channel. */
export const readPromised = async (
  sql: Sql,
  event: string,
  now: HallNow,
  channel: string,
): Promise<(seat: HallSeat) => boolean> => isPromised(seatsNow(now), await readWishes(sql, event, channel))
