import { stockKey } from '../../../shared/kinds/stock/rules.ts'
import type { Hold } from '../../../shared/holds/states.ts'
import type { Submission } from '../../arbiter/types.ts'
import { column } from '../../db/column.ts'
import type { Session } from '../../db/session.ts'
import { fromOne, inOrder, locks, unordered } from './placeStatement.ts'

/** One hold to be written, with the command that asked for it. Its times count from the moment of the decision, which PostgreSQL gives. */
export interface Asked {
  readonly hold: Hold
  readonly submission: Submission
}

/** What the holds together take of a level. */
export interface Step {
  readonly location: string
  readonly sku: string
  readonly quantity: number
  /** How much of it has to be available before: more than is taken where a channel leaves some for the others (SPEC K1). */
  readonly needs: number
}

export interface PlacedAtOnce {
  readonly position: number
  /** The database's clock after everything was locked (SPEC H10). */
  readonly now: number
  /** What is available of each level then, in the order of the steps. */
  readonly left: readonly number[]
}

/** What is placed at once, and where. */
export interface Placing {
  readonly asked: readonly Asked[]
  readonly steps: readonly Step[]
  /** How often limits of channels were said when it was decided. */
  readonly revision: number
  /** True if other hubs take of these levels at the same time. */
  readonly hasCompany: boolean
}

/**
 * Writes holds of stock with all their rows, if there still is enough for all of them, whoever else took of it meanwhile: one statement, hence one
 * round trip and one plan. It locks in the arbiter's order: levels by key, then the feed's head, on which every other part waits.
 * @throws PostgresError when a level has not enough or has a limit of its own, or limits were said since (HF001), or a command was settled before
 *   (23505): then nothing was written
 */
export const placeAtOnce = async (session: Session, placing: Placing): Promise<PlacedAtOnce> => {
  const [row] = placing.hasCompany
    ? await lockedFirst(session, placing)
    : await session.send<PlacedAtOnce>(...written(placing, inOrder))
  if (row === undefined) throw new Error('the feed has no head: the database was not migrated')
  return row
}

/**
 * The same in a transaction that has locked everything before: what is waited for is then known to the statement. Found changed under its eyes, each
 * row makes PostgreSQL prepare the whole of it anew, which costs as much as the rest.
 */
const lockedFirst = (session: Session, placing: Placing): Promise<readonly PlacedAtOnce[]> =>
  session.transaction(async (tx, commit) => {
    const locking = tx.unsafe(locks, stepColumns(placing.steps).slice(0, 2), { prepare: true }).execute()
    const [statement, parameters] = written(placing, unordered)
    const writing = tx.unsafe<PlacedAtOnce[]>(statement, [...parameters], { prepare: true }).execute()
    const [, rows] = await Promise.all([locking, writing, commit()])
    return rows
  })

/** The statement for what is placed, with its parameters: the short one where all take one line of one level, else the one for several. */
const written = (
  { asked, steps, revision }: Placing,
  several: string,
): readonly [statement: string, parameters: readonly (string | number)[]] => {
  const [step] = steps
  const quantities = asked.flatMap(({ hold }) => hold.lines.map((line) => (line.kind === 'stock' ? line.quantity : 0)))
  if (step === undefined || steps.length > 1 || quantities.length > asked.length)
    return [
      several,
      [...askedColumns(asked), ...severalColumns(asked, steps), ...[asked.length, steps.length, revision]],
    ]
  const { location, sku, quantity, needs } = step
  return [fromOne, [...askedColumns(asked), column(quantities), location, sku, quantity, needs, asked.length, revision]]
}

/** `$1` to `$9`: what each hold has for itself, then those who ask, each once: there are few of them, and they ask for many holds. */
const askedColumns = (asked: readonly Asked[]): string[] => {
  const places = new Map<string, number>()
  const givers: Asked[] = []
  const placesOfGivers: number[] = []
  for (const one of asked) {
    const { channel, staff } = one.hold
    // None of these can have a line break in it.
    const name = `${channel}\n${staff ?? ''}\n${one.submission.caller}`
    const place = places.get(name) ?? givers.push(one)
    places.set(name, place)
    placesOfGivers.push(place)
  }
  return [
    column(asked.map(({ hold }) => hold.id)),
    column(asked.map(({ hold: { placedAt, expiresAt } }) => (expiresAt - placedAt) / 1000)),
    column(asked.map(({ submission }) => submission.key)),
    column(asked.map(({ submission }) => submission.bodyHash)),
    column(asked.map(({ submission: { customer } }) => (customer === undefined ? null : JSON.stringify(customer)))),
    column(placesOfGivers),
    column(givers.map(({ hold }) => hold.channel)),
    column(givers.map(({ hold }) => hold.staff)),
    column(givers.map(({ submission }) => submission.caller)),
  ]
}

/** `$10` to `$18`: where each hold is, the claims, which name their hold and their level by their places, from 1, and the levels. */
const severalColumns = (asked: readonly Asked[], steps: readonly Step[]): string[] => {
  const placeOf = new Map(steps.map(({ location, sku }, index) => [stockKey(location, sku), index + 1]))
  const [holds, lines, levels, quantities]: [number[], number[], (number | null)[], number[]] = [[], [], [], []]
  for (const [index, { hold }] of asked.entries())
    for (const [n, line] of hold.lines.entries()) {
      if (line.kind !== 'stock') continue
      holds.push(index + 1)
      lines.push(n)
      levels.push(placeOf.get(stockKey(hold.location, line.sku)) ?? null)
      quantities.push(line.quantity)
    }
  const locations = column(asked.map(({ hold }) => hold.location))
  return [locations, column(holds), column(lines), column(levels), column(quantities), ...stepColumns(steps)]
}

/** What is taken of each level. */
const stepColumns = (steps: readonly Step[]): string[] => [
  column(steps.map(({ location }) => location)),
  column(steps.map(({ sku }) => sku)),
  column(steps.map(({ quantity }) => quantity)),
  column(steps.map(({ needs }) => needs)),
]
