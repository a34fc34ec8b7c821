/** Locks the levels of `step` as everybody does. */
const inKeyOrder = (step: string): string =>
  `select l.sku from ${step} join stock_levels l on l.location = step.l and l.sku = step.s order by l.location, l.sku for update of l`

/** Locks what a batch needs before it is written: levels by key, then the feed's head. `$1`, `$2`: the levels' codes. */
export const locks = `
  with locked as materialized (
    ${inKeyOrder('unnest($1::text[], $2::text[]) as step (l, s)')}
  )
  select position from feed_head where (select count(*) from locked) > 0 for update`

/** How a statement takes from its levels, what it tells of them, and where it finds what it writes. */
interface Taking {
  /** Parts of the statement, the last of which is `changed`: the levels that were enough, with what is `left` of each. */
  readonly changed: string
  /** Whether all of them were. */
  readonly areEnough: string
  /** What is left of each, in the order of the steps. */
  readonly left: string
  /** The ledger's entries, one for each level. One hold alone is said as everywhere. */
  readonly moved: string
  /** The feed's entries: of the holds one for each location, then of each level. */
  readonly told: string
  /** Parts of the statement: `asked`, the holds with all that their rows have, and `claimed`, their claims. */
  readonly rows: string
  /** How many holds are placed, and of how many levels. */
  readonly holds: string
  readonly levels: string
  readonly revision: string
}

/**
 * What stands before each hold by itself: `$1` its id, `$2` seconds to live, `$3` key, `$4` digest of the body, `$5` customer, `$6` the place of who asks for it
 * among `$7` channels, `$8` staff, `$9` callers. Columns are read by subscripts, since `unnest` keeps each in a store of its own; of texts that means counting from
 * the first, which is nothing where batches are of 64. What has a fixed length comes first: a row is read up to the last column that is needed.
 */
const ofEach = `
  ($1::uuid[])[n] as i, at, to_timestamp(now / 1000 + ($2::integer[])[n]) as until, position,
  ($8::text[])[($6::integer[])[n]] as w, ($7::text[])[($6::integer[])[n]] as c, ($5::text[])[n] as u,
  ($9::text[])[($6::integer[])[n]] as a, ($3::text[])[n] as k, ($4::text[])[n] as b`

/** The statement from the feed's head on. What all rows have of the head and the moment is joined to them once, not for each table that they go to. */
const writing = ({ changed, areEnough, left, moved, told, rows, holds, levels, revision }: Taking): string => `
  with ${changed}, head as (
    update feed_head set position = position + ${holds} + ${levels}
    where refuse_unless(${areEnough} and (select limits_revision from hub) = ${revision})
    returning position, floor(extract(epoch from clock_timestamp()) * 1000)::float8 as now
  ), moment as not materialized (
    select position, now, to_timestamp(now / 1000) as at from head
  ), ${rows}, kept as (
    insert into holds (id, state, channel, location, placed_at, expires_at, staff, customer)
    select i, 'held', c, l, at, until, w, u::jsonb from asked
  ), claiming as (
    insert into stock_claims (hold, line, location, sku, quantity, expires_at)
    select i, line, l, s, q, until from claimed
  ), moved as (
    insert into stock_movements (location, sku, at, from_bucket, to_bucket, reason, quantity, hold, holds, quantities)
    ${moved}
  ), settled as (
    insert into verdicts (caller, key, body_hash, type, staff, hold, deadline, position, settled_at)
    select a, k, b, 'hold.place', w, i, until, position, at from asked
  ), fed as (
    insert into feed (position, at, type, subject, location, holds, lifetimes)
    ${told}
  )
  select position, now, ${left} as "left", pg_notify('holdfast_feed', position::text) from head`

/**
 * Takes from one level, one line each, as in a rush for one SKU: a hold and its claim are one row until they are written. `$10` quantities, `$11` location, `$12` SKU,
 * `$13` how much all take together, `$14` how much has to be there, `$15` how many holds, `$16` the limits' revision. A level that another changes at this moment is
 * waited for, and looked at as that left it, whether there still is so much. What fits leaves no shortfall (SPEC S4).
 */
export const fromOne = writing({
  changed: `changed as (
    update stock_levels l set held = l.held + $13::integer, shortfall = 0
    from items i
    where l.location = $11::text and l.sku = $12::text and i.sku = $12::text
      and not l.limited and l.on_hand - l.held - l.allotted - i.safety_stock >= $14::integer
    returning l.on_hand - l.held - l.allotted - i.safety_stock as "left"
  )`,
  areEnough: 'exists (select from changed)',
  left: 'array(select "left" from changed)',
  moved: `select $11::text, $12::text, at, 'available', 'held', 'held', $13::integer, case when $15::integer = 1 then ($1::uuid[])[1] end,
      case when $15::integer > 1 then $1::uuid[] end, case when $15::integer > 1 then $10::integer[] end from moment`,
  told: `select position - 1, at, 'hold.placed', null, $11::text, $1::uuid[], $2::integer[] from moment
    union all
    select position, at, 'stock.changed', $11::text || '/' || $12::text, $11::text, null, null from moment`,
  rows: `each as materialized (
    select ($10::integer[])[n] as q, ${ofEach}
    from moment, generate_series(1, $15::integer) as n
  ), asked as not materialized (
    select *, $11::text as l from each
  ), claimed as not materialized (
    select i, 0::smallint as line, at, until, $11::text as l, $12::text as s, q from each
  )`,
  holds: '$15::integer',
  levels: '1',
  revision: '$16::bigint',
})

/**
 * The same from several, in whatever order the planner joins them, unless they are locked before. `$10` where each hold is; of each claim `$11` its hold's place, `$12` its
 * line, `$13` its level's place, `$14` its quantity; of each level `$15` location, `$16` SKU, `$17` how much is taken, `$18` how much has to be there; `$19` how
 * many holds, `$20` how many levels, `$21` the limits' revision.
 */
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
    moved: `select l, s, at, 'available', 'held', 'held', sum(q), case when count(*) = 1 then (array_agg(i))[1] end,
      case when count(*) > 1 then array_agg(i) end, case when count(*) > 1 then array_agg(q) end from claimed group by at, l, s`,
    told: `select position - $19::integer - $20::integer + sum(count(*)) over (order by l), at, 'hold.placed', null, l, array_agg(i), array_agg(t)
    from asked group by position, at, l
    union all
    select position - $20::integer + n, at, 'stock.changed', l || '/' || s, l, null, null from moment, step`,
    rows: `asked as materialized (
    select ${ofEach}, ($10::text[])[n] as l, ($2::integer[])[n] as t
    from moment, generate_series(1, $19::integer) as n
  ), claimed as materialized (
    select ($1::uuid[])[($11::integer[])[n]] as i, ($12::smallint[])[n] as line, at,
      to_timestamp(now / 1000 + ($2::integer[])[($11::integer[])[n]]) as until,
      ($15::text[])[($13::integer[])[n]] as l, ($16::text[])[($13::integer[])[n]] as s, ($14::integer[])[n] as q
    from moment, generate_series(1, array_length($11::integer[], 1)) as n
  )`,
    holds: '$19::integer',
    levels: '$20::integer',
    revision: '$21::bigint',
  })

export const unordered = fromSeveral('', '')

/** Who takes levels in another order than the sweep, and waits for it while it waits for them, keeps everybody for a second, until PostgreSQL finds out. */
export const inOrder = fromSeveral(
  `, locked as materialized (
    ${inKeyOrder('step')}
  )`,
  '(select count(*) from locked) > 0 and ',
)
