import type { Sql, Tx } from '../db/connect.ts'

/** Changes that are counted at once: so few that nobody who buys meanwhile waits for long. */
const countedAtOnce = 2_500

export interface RolledUp {
  /** How many changes of the feed were looked at; 0 if there were none, or another hub is at it. */
  readonly looked: number
  readonly isUpToDate: boolean
  /** Where the feed is; null if another hub is at it. */
  readonly head: number | null
}

/** Counts what has happened to holds since, in one transaction: a hub that dies over it has counted nothing of it. */
export const rollUp = (sql: Sql): Promise<RolledUp> =>
  sql.begin(async (tx) => {
    const [head] = await tx<{ from: number; to: number; last: number }[]>`
      select o.position as "from", f.position as last,
        coalesce((select position from feed where position >= o.position + ${countedAtOnce} order by position limit 1), f.position) as "to"
      from overview_head o, feed_head f for update of o skip locked`
    if (head === undefined) return { looked: 0, isUpToDate: false, head: null }
    if (head.from === head.to) return { looked: 0, isUpToDate: true, head: head.last }
    await countHolds(tx, head.from, head.to)
    await countAgain(tx, head.from, head.to)
    await tx`update overview_head set position = ${head.to}::bigint`
    return { looked: head.to - head.from, isUpToDate: head.to === head.last, head: head.last }
  })

/** What happened to holds between two positions, at both of which an entry ends. A place in the feed names its hold. */
const holdEvents = (tx: Tx, from: number, to: number) => tx`
  select f.position, f.type, h.id, h.channel, h.location, date_bin('15 minutes', h.placed_at, 'epoch') as at
  from changes f join holds h on h.id = case when f.type like 'hold.%' then f.subject::uuid end
  where f.entry > ${from}::bigint and f.entry <= ${to}::bigint
    and f.type in ('hold.placed', 'hold.confirmed', 'hold.released', 'hold.expired')`

/** The pieces of stock that a hold was placed with. What it waited for and has come (SPEC G5) was never there to be had. */
const ownPieces = (tx: Tx) => tx`
  select c.sku, c.quantity from stock_claims c
  where c.hold = e.id and not exists (select from preorder_claims p where p.hold = c.hold and p.line = c.line)`

const countHolds = (tx: Tx, from: number, to: number) => tx`
  with e as (${holdEvents(tx, from, to)}), counted as (
    select at, channel, location, type, coalesce((select sum(quantity) from (${ownPieces(tx)}) as c), 0) as units from e
  )
  insert into hold_counts as b (at, channel, location, placed, confirmed, released, expired,
    units_placed, units_confirmed, units_released, units_expired)
  select at, channel, location,
    count(*) filter (where type = 'hold.placed'), count(*) filter (where type = 'hold.confirmed'),
    count(*) filter (where type = 'hold.released'), count(*) filter (where type = 'hold.expired'),
    coalesce(sum(units) filter (where type = 'hold.placed'), 0), coalesce(sum(units) filter (where type = 'hold.confirmed'), 0),
    coalesce(sum(units) filter (where type = 'hold.released'), 0), coalesce(sum(units) filter (where type = 'hold.expired'), 0)
  from counted group by at, channel, location order by at, channel, location
  on conflict (at, channel, location) do update set
    placed = b.placed + excluded.placed, confirmed = b.confirmed + excluded.confirmed,
    released = b.released + excluded.released, expired = b.expired + excluded.expired,
    units_placed = b.units_placed + excluded.units_placed, units_confirmed = b.units_confirmed + excluded.units_confirmed,
    units_released = b.units_released + excluded.units_released, units_expired = b.units_expired + excluded.units_expired`

interface Ended {
  readonly sold: boolean
  readonly location: string
  readonly sku: string
  readonly quantity: number
  readonly channel: string
  readonly at: Date
}

/** Of what was given back, in the order of the feed, as much is sold again as is sold afterwards. */
const countAgain = async (tx: Tx, from: number, to: number): Promise<void> => {
  const ended = await tx<Ended[]>`
    with e as (${holdEvents(tx, from, to)})
    select e.type = 'hold.confirmed' as sold, e.location, c.sku, c.quantity, e.channel, e.at
    from e cross join lateral (${ownPieces(tx)}) as c where e.type <> 'hold.placed' order by e.position`
  if (ended.length === 0) return
  const given = await givenBack(tx, ended)
  const again = new Map<
    string,
    { readonly at: Date; readonly channel: string; readonly location: string; units: number }
  >()
  for (const { sold, location, sku, quantity, channel, at } of ended) {
    const key = `${location}/${sku}`
    const there = given.get(key) ?? 0
    const units = sold ? Math.min(there, quantity) : 0
    given.set(key, sold ? there - units : there + quantity)
    if (units === 0) continue
    const place = `${at.getTime()}/${channel}/${location}`
    const row = again.get(place) ?? { at, channel, location, units: 0 }
    row.units += units
    again.set(place, row)
  }
  await keepGivenBack(tx, given)
  const rows = [...again.values()].map(({ at, channel, location, units }) => ({
    a: at,
    c: channel,
    l: location,
    u: units,
  }))
  await tx`
    update hold_counts b set units_again = b.units_again + r.u
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as r (a timestamptz, c text, l text, u bigint)
    where b.at = r.a and b.channel = r.c and b.location = r.l`
}

const givenBack = async (tx: Tx, ended: readonly Ended[]): Promise<Map<string, number>> => {
  const rows = await tx<{ key: string; units: number }[]>`
    select b.location || '/' || b.sku as key, units from units_given_back b
    join (select distinct * from unnest(${ended.map(({ location }) => location)}::text[], ${ended.map(({ sku }) => sku)}::text[])) as k (location, sku)
      on b.location = k.location and b.sku = k.sku`
  return new Map(rows.map(({ key, units }) => [key, units]))
}

const keepGivenBack = (tx: Tx, given: ReadonlyMap<string, number>) => {
  const rows = [...given].map(([key, u]) => ({
    l: key.slice(0, key.indexOf('/')),
    s: key.slice(key.indexOf('/') + 1),
    u,
  }))
  return tx`
    insert into units_given_back (location, sku, units)
    select l, s, u from json_to_recordset(${JSON.stringify(rows)}::text::json) as r (l text, s text, u bigint)
    on conflict (location, sku) do update set units = excluded.units`
}
