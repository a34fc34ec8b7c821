import { areasOf, type HallArea } from '../../shared/seating/areas.ts'
import { planSchema } from '../../shared/seating/plan.ts'
import { type HallRow, type HallSeat, rowsOf } from '../../shared/seating/planSeats.ts'
import { partsOf } from '../../shared/seating/seatNames.ts'
import type { SeatState } from '../../shared/seating/events.ts'
import type { Sql } from '../db/connect.ts'

/** The plan of an event as it is kept in memory. */
export interface Hall {
  readonly revision: number
  readonly rows: readonly HallRow[]
  readonly leavesNoSingle: boolean
  /** What is drawn besides seats. */
  readonly areas: readonly HallArea[]
  readonly categories: readonly { readonly name: string; readonly color: string | null }[]
  /** Every seat with the JSON of its answer, up to the quote before its state. */
  readonly seats: ReadonlyMap<string, string>
}

/** The seats of an event as they are at one position of the feed. */
export interface HallNow {
  readonly hall: Hall
  readonly position: number
  readonly held: ReadonlySet<string>
  readonly sold: ReadonlySet<string>
  /** Not for sale, or set aside for a terminal. */
  readonly closed: ReadonlySet<string>
}

interface TakenRow {
  readonly revision: number
  readonly position: number
  readonly held: string[]
  readonly sold: string[]
  readonly closed: string[]
}

/** So many seats are kept in memory at the most, some 250 bytes each; the event that was not asked for the longest goes first. */
const mostKept = 400_000

/** Plans change seldom and are large; who has which seat changes all the time and is small. */
export class Halls {
  private readonly kept = new Map<string, Hall>()

  constructor(private readonly sql: Sql) {}

  /** The seats of an event as they are now. @returns null if there is no such event */
  async read(code: string): Promise<HallNow | null> {
    for (;;) {
      const taken = await this.readTaken(code)
      if (taken === null) return null
      const { revision, position, held, sold, closed } = taken
      const hall = await this.find(code, revision)
      // Written anew between the two questions: what is taken belongs to another plan.
      if (hall?.revision === revision)
        return { hall, position, held: new Set(held), sold: new Set(sold), closed: new Set(closed) }
    }
  }

  /** In one statement, hence in one snapshot: the position is the one at which the seats were so. */
  private async readTaken(code: string): Promise<TakenRow | null> {
    const [row] = await this.sql<TakenRow[]>`
      select e.revision, h.position,
        array(select seat from seat_claims where event = e.code and active and ends_at > clock_timestamp()) as held,
        array(select seat from seat_claims where event = e.code and active and ends_at is null) as sold,
        array(select seat from seats where event = e.code and (blocked or allotted_to is not null)) as closed
      from events e, feed_head h where e.code = ${code}`
    return row ?? null
  }

  private async find(code: string, revision: number): Promise<Hall | null> {
    const known = this.kept.get(code)
    const hall = known?.revision === revision ? known : await this.load(code)
    if (hall === null) return null
    this.kept.delete(code)
    this.kept.set(code, hall)
    this.forgetOldest()
    return hall
  }

  private async load(code: string): Promise<Hall | null> {
    const [row] = await this.sql<{ revision: number; plan: unknown; leavesNoSingle: boolean }[]>`
      select revision, plan, leaves_no_single as "leavesNoSingle" from events where code = ${code}`
    if (row === undefined) return null
    const { revision, leavesNoSingle } = row
    const plan = planSchema.parse(row.plan)
    const rows = rowsOf(plan)
    const categories = plan.categories.map(({ name, color }) => ({ name, color: color ?? null }))
    const parts = partsOf(plan.zones.map(({ name = '' }) => name))
    const seats = new Map(
      rows.flatMap((one) => one.seats.map((seat) => [seat.seat, headOf(seat, parts[one.zone] ?? '')] as const)),
    )
    return { revision, rows, leavesNoSingle, areas: areasOf(plan), categories, seats }
  }

  private forgetOldest(): void {
    let count = [...this.kept.values()].reduce((sum, { seats }) => sum + seats.size, 0)
    for (const [code, { seats }] of this.kept) {
      if (count <= mostKept || this.kept.size === 1) return
      this.kept.delete(code)
      count -= seats.size
    }
  }
}

/** A seat's answer without its state. What most seats are not is left out. */
const headOf = ({ seat, category, row, number, x, y, accessible, companionOf }: HallSeat, part: string): string => {
  const told = {
    ...{ seat, category },
    ...(part === '' ? {} : { part }),
    ...{ row, number, x, y },
    ...(accessible ? { accessible } : {}),
    ...(companionOf === null ? {} : { companionOf }),
  }
  return `${JSON.stringify(told).slice(0, -1)},"state":"`
}

/** Who has a seat comes before whether it is for sale: a seat that was blocked after it was sold is sold. */
export const stateOf = ({ held, sold, closed }: HallNow, seat: string): SeatState => {
  if (sold.has(seat)) return 'sold'
  if (held.has(seat)) return 'held'
  return closed.has(seat) ? 'blocked' : 'free'
}

/** How the seats are, as turns are judged by it: what is held may come free again. */
export const seatsNow = (now: HallNow) => ({
  hall: now.hall,
  isFree: ({ seat }: HallSeat): boolean => stateOf(now, seat) === 'free',
  mayCome: ({ seat }: HallSeat): boolean => stateOf(now, seat) === 'held' && !now.closed.has(seat),
})

/** All seats of an event as JSON, in the order of the plan. */
export const tellSeats = (now: HallNow, position: string): string => {
  const told: string[] = []
  for (const [seat, head] of now.hall.seats) told.push(`${head}${stateOf(now, seat)}"}`)
  return `{"data":[${told.join(',')}],"position":${JSON.stringify(position)}}`
}
