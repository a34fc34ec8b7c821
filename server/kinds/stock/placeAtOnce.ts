import { stockKey } from '../../../shared/kinds/stock/rules.ts'
import type { Hold } from '../../../shared/holds/states.ts'
import type { Submission } from '../../arbiter/types.ts'
import { column } from '../../db/column.ts'
import type { Session } from '../../db/session.ts'

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
  const { asked, steps, revision, hasCompany } = placing
  const parameters = [
    ...askedColumns(asked),
    ...claimColumns(asked, steps),
    ...stepColumns(steps),
    ...[asked.length, steps.length, revision],
  ]
  const [row] = hasCompany
    ? await lockedFirst(session, steps, parameters)
    : await session.send<PlacedAtOnce>(steps.length === 1 ? fromOne : inOrder, parameters)
  if (row === undefined) throw new Error('the feed has no head: the database was not migrated')
  return row
}

/**
 * The same in a transaction that has locked everything before: what is waited for is then known to the statement. Found changed under its eyes, each
 * row makes PostgreSQL prepare the whole of it anew, which costs as much as the rest.
 */
const lockedFirst = (
  session: Session,
  steps: readonly Step[],
  parameters: readonly (string | number)[],
): Promise<readonly PlacedAtOnce[]> =>
  session.transaction(async (tx, commit) => {
    const locking = tx.unsafe(locks, stepColumns(steps).slice(0, 2), { prepare: true }).execute()
    const placing = tx
      .unsafe<PlacedAtOnce[]>(steps.length === 1 ? fromOne : unordered, [...parameters], { prepare: true })
      .execute()
    const [, rows] = await Promise.all([locking, placing, commit()])
    return rows
  })

/** `$1` to `$10`: what each hold has for itself, then those who ask, each once: there are few of them, and they ask for many holds. */
const askedColumns = (asked: readonly Asked[]): string[] => {
  const places = new Map<string, number>()
  const givers: Asked[] = []
  const placesOfGivers: number[] = []
  for (const one of asked) {
    const { channel, location, staff } = one.hold
    // None of these can have a line break in it.
    const name = `${channel}\n${location}\n${staff ?? ''}\n${one.submission.caller}`
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
    column(givers.map(({ hold }) => hold.location)),
    column(givers.map(({ hold }) => hold.staff)),
    column(givers.map(({ submission }) => submission.caller)),
  ]
}

/** `$11` to `$14`: the claims, which name their hold and their level by their places, from 1. */
const claimColumns = (asked: readonly Asked[], steps: readonly Step[]): string[] => {
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
  return [column(holds), column(lines), column(levels), column(quantities)]
}

/** `$15` to `$18`: what is taken of each level. */
const stepColumns = (steps: readonly Step[]): string[] => [
  column(steps.map(({ location }) => location)),
  column(steps.map(({ sku }) => sku)),
  column(steps.map(({ quantity }) => quantity)),
  column(steps.map(({ needs }) => needs)),
]

/** Locks the levels of `step` as everybody does. */
const inKeyOrder = (step: string): string =>
  `select l.sku from ${step} join stock_levels l on l.location = step.l and l.sku = step.s order by l.location, l.sku for update of l`

const locks = `
  with locked as materialized (
    ${inKeyOrder('unnest($1::text[], $2::text[]) as step (l, s)')}
  )
  select position from feed_head where (select count(*) from locked) > 0 for update`

/** How a statement takes from its levels, and what it tells of them. */
interface Taking {
  /** Parts of the statement, the last of which is `changed`: the levels that were enough, with what is `left` of each. */
  readonly changed: string
  /** Whether all of them were. */
  readonly areEnough: string
  /** What is left of each, in the order of the steps. */
  readonly left: string
  /** The feed's rows of the levels, which come last. */
  readonly told: string
}

/**
 * The statement from the feed's head on. What all rows have of the head, the moment and their positions, is joined to them once, not for each table that they go
 * to. Columns are read by subscripts, since `unnest` keeps each in a store of its own; of texts that means counting from the first, which is nothing where batches are of 64.
 */
const writing = ({ changed, areEnough, left, told }: Taking): string => `
  with ${changed}, head as (
    update feed_head set position = position + $19::integer + $20::integer
    where refuse_unless(${areEnough} and (select limits_revision from hub) = $21::bigint)
    returning position, floor(extract(epoch from clock_timestamp()) * 1000)::float8 as now
  ), asked as materialized (
    select ($1::uuid[])[n] as i, to_timestamp(now / 1000) as at, to_timestamp(now / 1000 + ($2::integer[])[n]) as until,
      ($3::text[])[n] as k, ($4::text[])[n] as b, ($5::text[])[n] as u, position, position - $19::integer - $20::integer + n as place,
      ($7::text[])[($6::integer[])[n]] as c, ($8::text[])[($6::integer[])[n]] as l, ($9::text[])[($6::integer[])[n]] as w, ($10::text[])[($6::integer[])[n]] as a
    from head, generate_series(1, $19::integer) as n
  ), claimed as materialized (
    select ($1::uuid[])[($11::integer[])[n]] as i, ($12::smallint[])[n] as line, to_timestamp(now / 1000) as at,
      to_timestamp(now / 1000 + ($2::integer[])[($11::integer[])[n]]) as until,
      ($15::text[])[($13::integer[])[n]] as l, ($16::text[])[($13::integer[])[n]] as s, ($14::integer[])[n] as q
    from head, generate_series(1, array_length($11::integer[], 1)) as n
  ), kept as (
    insert into holds (id, state, channel, location, placed_at, expires_at, staff, customer)
    select i, 'held', c, l, at, until, w, u::jsonb from asked
  ), claiming as (
    insert into stock_claims (hold, line, location, sku, quantity, expires_at)
    select i, line, l, s, q, until from claimed
  ), moved as (
    insert into stock_movements (location, sku, at, from_bucket, to_bucket, quantity, reason, hold)
    select l, s, at, 'available', 'held', q, 'held', i from claimed
  ), settled as (
    insert into verdicts (caller, key, body_hash, type, staff, hold, deadline, position, settled_at)
    select a, k, b, 'hold.place', w, i, until, position, at from asked
  ), fed as (
    insert into feed (position, at, type, subject, location, deadline)
    select place, at, 'hold.placed', i::text, l, until from asked
    union all
    ${told}
  )
  select position, now, ${left} as "left", pg_notify('holdfast_feed', position::text) from head`

/**
 * Takes from one level, as in a rush for one SKU: what a statement costs whatever its size is an eighth less than with a join of several. A level that another
 * changes at this moment is waited for, and looked at as that left it, whether there still is so much. What fits leaves no shortfall (SPEC S4).
 */
const fromOne = writing({
  changed: `changed as (
    update stock_levels l set held = l.held + ($17::integer[])[1], shortfall = 0
    from items i
    where l.location = ($15::text[])[1] and l.sku = ($16::text[])[1] and i.sku = ($16::text[])[1]
      and not l.limited and l.on_hand - l.held - l.allotted - i.safety_stock >= ($18::integer[])[1]
    returning l.on_hand - l.held - l.allotted - i.safety_stock as "left"
  )`,
  areEnough: 'exists (select from changed)',
  left: 'array(select "left" from changed)',
  told: `select position, to_timestamp(now / 1000), 'stock.changed', ($15::text[])[1] || '/' || ($16::text[])[1], ($15::text[])[1], null from head`,
})

/** The same from several, in whatever order the planner joins them, unless they are locked before. */
const fromSeveral = (locking: string, isLocked: string): string =>
  writing({
    changed: `step as materialized (
    select r.*, items.safety_stock
    from unnest($15::text[], $16::text[], $17::integer[], $18::integer[]) with ordinality as r (l, s, q, needs, n) join items on items.sku = r.s
  )${locking}, changed as (
    update stock_levels l set held = l.held + step.q, shortfall = 0
    from step
    where ${isLocked}l.location = step.l and l.sku = step.s and not l.limited and l.on_hand - l.held - l.allotted - step.safety_stock >= step.needs
    returning step.n, l.on_hand - l.held - l.allotted - step.safety_stock as "left"
  )`,
    areEnough: '(select count(*) from changed) = $20::integer',
    left: '(select array_agg("left" order by n) from changed)',
    told: `select position - $20::integer + n, to_timestamp(now / 1000), 'stock.changed', l || '/' || s, l, null from head, step`,
  })

const unordered = fromSeveral('', '')

/** Who takes levels in another order than the sweep, and waits for it while it waits for them, keeps everybody for a second, until PostgreSQL finds out. */
const inOrder = fromSeveral(
  `, locked as materialized (
    ${inKeyOrder('step')}
  )`,
  '(select count(*) from locked) > 0 and ',
)
