import type { EpochMs } from '../../shared/time.ts'
import type { Hub } from '../api/hub.ts'
import type { Command } from '../../shared/protocol/commands.ts'
import type { Queries, Tx } from '../db/connect.ts'
import type { FeedChange } from '../feed/append.ts'
import { type Changed, changed } from '../feed/announce.ts'
import { hasEvent } from '../seating/events.ts'
import { putEvent } from '../seating/putEvent.ts'
import { eventOf, type Showing, showings } from './cinema.ts'

/** How long the website holds what it is about to sell. */
const heldSeconds = 600

const dayMs = 24 * 3_600_000
/** The cinema's day begins and ends in its own zone, seven hours ahead of UTC all the year. */
const zoneMs = 7 * 3_600_000

const readNow = async (sql: Queries): Promise<EpochMs> => {
  const [clock] = await sql<
    { now: EpochMs }[]
  >`select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now`
  if (clock === undefined) throw new Error('the database told no time')
  return clock.now
}

/** Every day has showings of its own, so that tonight's hall is not full of yesterday's guests. */
const codeOf = ({ code }: Showing, now: EpochMs): string =>
  `${code}-${new Date(Math.floor((now + zoneMs) / dayMs) * dayMs).toISOString().slice(0, 10)}`

/** Writes tonight's showings, unless they are there. */
export const putShowings = async (tx: Tx): Promise<Changed<null>> => {
  const now = await readNow(tx)
  const changes: FeedChange[] = []
  for (const showing of showings) {
    const code = codeOf(showing, now)
    if (!(await hasEvent(tx, code))) changes.push(...(await putEvent(tx, code, eventOf(showing, now))).changes)
  }
  return changed(null, ...changes)
}

/** Sells and holds some seats of tonight. What somebody has by now is refused, as it would be for anybody. */
export const placeSeats = async ({ sql, arbiter, newId }: Pick<Hub, 'sql' | 'arbiter' | 'newId'>): Promise<void> => {
  const now = await readNow(sql)
  const giver = {
    ...{ channel: 'web', ttlSeconds: heldSeconds, terminal: null, staff: null },
    ...({ role: 'admin', ownOnly: false } as const),
  }
  const submit = (command: Command) =>
    arbiter.submit({ ...{ caller: 'demo', key: newId(), bodyHash: '', command, giver } })
  const place = async (event: string, seats: readonly string[]): Promise<string | null> => {
    const hold = newId()
    const lines = seats.map((seat) => ({ kind: 'seat' as const, event, seat }))
    const answer = await submit({ type: 'hold.place', hold, location: 'q1', lines })
    return answer.type === 'verdict' && answer.verdict.accepted ? hold : null
  }
  for (const showing of showings) {
    const event = codeOf(showing, now)
    await Promise.all(showing.held.map((seats) => place(event, seats)))
    for (const hold of await Promise.all(showing.sold.map((seats) => place(event, seats))))
      if (hold !== null) await submit({ type: 'hold.confirm', hold })
  }
}
