import type { StockPool } from '../../../shared/kinds/stock/schema.ts'
import type { Hold } from '../../../shared/holds/states.ts'
import type { Customer, Submission } from '../../arbiter/types.ts'
import type { Session } from '../../db/session.ts'

/** One hold to be written, with the command that asked for it. Its times count from the moment of the decision, which PostgreSQL gives. */
export interface Asked {
  readonly hold: Hold
  readonly submission: Submission
}

/** A level as it was taken to be when the holds were decided, and as it is with them. */
export interface Step {
  readonly from: StockPool
  readonly to: StockPool
}

export interface PlacedAtOnce {
  readonly position: number
  /** The database's clock after everything was locked (SPEC H10). */
  readonly now: number
}

/**
 * Writes holds of stock with all their rows, if the levels still are what they were taken to be: one statement, hence one round trip, one
 * transaction and one plan. It locks in the arbiter's order: levels by key, then the feed's head, on which every other part waits.
 * @throws PostgresError when a level is another now (HF001), or a command was settled before (23505): then nothing was written
 */
export const placeAtOnce = async (
  session: Session,
  asked: readonly Asked[],
  steps: readonly Step[],
): Promise<PlacedAtOnce> => {
  const [row] = await session.send<PlacedAtOnce>(statement, [
    JSON.stringify(asked.map(askedRow)),
    JSON.stringify(asked.flatMap(({ hold }) => claimRows(hold))),
    JSON.stringify(steps.map(stepRow)),
    asked.length,
    steps.length,
  ])
  if (row === undefined) throw new Error('the feed has no head: the database was not migrated')
  return row
}

const askedRow = ({ hold, submission: { caller, key, bodyHash, customer } }: Asked) => ({
  i: hold.id,
  c: hold.channel,
  l: hold.location,
  t: secondsOf(hold),
  w: hold.staff ?? undefined,
  a: caller,
  k: key,
  b: bodyHash,
  u: customer satisfies Customer | undefined,
})

const claimRows = (hold: Hold) =>
  hold.lines.flatMap((line, n) =>
    line.kind === 'stock'
      ? [{ i: hold.id, n, l: hold.location, s: line.sku, q: line.quantity, t: secondsOf(hold) }]
      : [],
  )

const secondsOf = ({ placedAt, expiresAt }: Hold): number => (expiresAt - placedAt) / 1000

const stepRow = ({ from, to }: Step) => ({
  l: from.location,
  s: from.sku,
  o: from.onHand,
  h: from.held,
  a: from.allotted,
  f: from.shortfall,
  y: from.safetyStock,
  held: to.held,
  shortfall: to.shortfall,
})

const statement = `
  with asked as materialized (
    select * from rows from (json_to_recordset($1::text::json)
      as (i uuid, c text, l text, t integer, w text, a text, k text, b text, u jsonb)) with ordinality as r (i, c, l, t, w, a, k, b, u, n)
  ), claimed as materialized (
    select * from json_to_recordset($2::text::json) as r (i uuid, n smallint, l text, s text, q integer, t integer)
  ), step as materialized (
    select * from rows from (json_to_recordset($3::text::json)
      as (l text, s text, o integer, h integer, a integer, f integer, y integer, held integer, shortfall integer))
      with ordinality as r (l, s, o, h, a, f, y, held, shortfall, n)
  ), same as (
    select l.location, l.sku, step.held, step.shortfall
    from step join stock_levels l on l.location = step.l and l.sku = step.s
    where l.on_hand = step.o and l.held = step.h and l.allotted = step.a and l.shortfall = step.f
      and (select safety_stock from items where items.sku = l.sku) = step.y
    order by l.location, l.sku for update of l
  ), changed as (
    update stock_levels l set held = same.held, shortfall = same.shortfall
    from same where l.location = same.location and l.sku = same.sku returning 1
  ), head as (
    update feed_head set position = position + $4::integer + $5::integer
    where refuse_unless((select count(*) from changed) = $5::integer)
    returning position, floor(extract(epoch from clock_timestamp()) * 1000)::float8 as now
  ), kept as (
    insert into holds (id, state, channel, location, placed_at, expires_at, staff, customer)
    select i, 'held', c, l, to_timestamp(now / 1000), to_timestamp(now / 1000 + t), w, u from head, asked
  ), claiming as (
    insert into stock_claims (hold, line, location, sku, quantity, expires_at)
    select i, n, l, s, q, to_timestamp(now / 1000 + t) from head, claimed
  ), moved as (
    insert into stock_movements (location, sku, at, from_bucket, to_bucket, quantity, reason, hold)
    select l, s, to_timestamp(now / 1000), 'available', 'held', q, 'held', i from head, claimed
  ), settled as (
    insert into verdicts (caller, key, body_hash, type, staff, hold, deadline, position, settled_at)
    select a, k, b, 'hold.place', w, i, to_timestamp(now / 1000 + t), position, to_timestamp(now / 1000) from head, asked
  ), fed as (
    insert into feed (position, at, type, subject, location, deadline)
    select position - $4::integer - $5::integer + n, to_timestamp(now / 1000), 'hold.placed', i::text, l, to_timestamp(now / 1000 + t)
    from head, asked
    union all
    select position - $5::integer + n, to_timestamp(now / 1000), 'stock.changed', l || '/' || s, l, null from head, step
  )
  select position, now, pg_notify('holdfast_feed', position::text) from head`
