import type { Tx } from '../db/connect.ts'

/** At most so many lines per question: one bug can make a million. */
const mostLines = 50

const poolsEqualMovements = (tx: Tx) => tx<{ line: string }[]>`
  with moved as (
    select location, sku, to_bucket as bucket, quantity::bigint from preorder_movements
    union all select location, sku, from_bucket, -quantity::bigint from preorder_movements
  ), sums as (
    select location, sku,
      coalesce(sum(quantity) filter (where bucket <> 'outside'), 0) as quantity,
      coalesce(sum(quantity) filter (where bucket = 'promised'), 0) as promised,
      coalesce(sum(quantity) filter (where bucket = 'arrived'), 0) as arrived
    from moved group by location, sku
  ), pairs as (
    select coalesce(p.location, s.location) as location, coalesce(p.sku, s.sku) as sku, figure.*
    from preorders p full join sums s on s.location = p.location and s.sku = p.sku
    cross join lateral (values
      ('quantity', coalesce(p.quantity, 0)::bigint, coalesce(s.quantity, 0)),
      ('promised', coalesce(p.promised, 0), coalesce(s.promised, 0)),
      ('arrived', coalesce(p.arrived, 0), coalesce(s.arrived, 0))
    ) as figure (name, level, moved)
  )
  select format('goods to come %s/%s: %s is %s, its movements add up to %s', location, sku, name, level, moved) as line
  from pairs where level <> moved order by 1 limit ${mostLines}`

const promisedEqualsClaims = (tx: Tx) => tx<{ line: string }[]>`
  select format('goods to come %s/%s: promised is %s, its claims wait for %s', coalesce(p.location, c.location), coalesce(p.sku, c.sku),
    coalesce(p.promised, 0), coalesce(c.waiting, 0)) as line
  from preorders p
  full join (select location, sku, sum(waiting) as waiting from preorder_claims where active group by location, sku) as c
    on c.location = p.location and c.sku = p.sku
  where coalesce(p.promised, 0) <> coalesce(c.waiting, 0) order by 1 limit ${mostLines}`

const claimsEqualPromises = (tx: Tx) => tx<{ line: string }[]>`
  select format('hold %s: it is %s and waits for %s of %s, its promise is %s', h.id, h.state, c.waiting, c.sku,
    case when not c.active then 'over' when c.ends_at is null then 'paid' else 'held' end) as line
  from preorder_claims c join holds h on h.id = c.hold left join orders o on o.hold = h.id
  where c.active <> (c.waiting > 0 and h.state in ('held', 'confirmed'))
      -- An order that failed after it was paid has given its promise back.
      and not (not c.active and h.state = 'confirmed' and o.state in ('cancelled', 'failed') is true)
    or c.active and (c.ends_at is null) <> (h.state = 'confirmed')
    or c.active and h.state = 'held' and c.ends_at <> h.expires_at
  order by 1 limit ${mostLines}`

const everyClaimHasItsMovements = (tx: Tx) => tx<{ line: string }[]>`
  with moved as (
    select hold, location, sku,
      sum(quantity) filter (where to_bucket = 'promised') as taken, sum(quantity) filter (where to_bucket = 'arrived') as arrived,
      sum(quantity) filter (where from_bucket = 'promised' and to_bucket = 'open') as ended
    from preorder_movements where hold is not null group by hold, location, sku
  ), stocked as (
    select hold, location, sku, sum(quantity) as quantity from stock_movements where reason = 'arrived' and hold is not null group by hold, location, sku
  )
  select format('hold %s: of %s/%s it ordered %s and waits for %s, its movements promised %s, brought %s and gave back %s, stock has had %s', c.hold, c.location,
    c.sku, c.quantity, c.waiting, coalesce(m.taken, 0), coalesce(m.arrived, 0), coalesce(m.ended, 0), coalesce(s.quantity, 0)) as line
  from preorder_claims c
  left join moved m on m.hold = c.hold and m.location = c.location and m.sku = c.sku
  left join stocked s on s.hold = c.hold and s.location = c.location and s.sku = c.sku
  where coalesce(m.taken, 0) <> c.quantity or coalesce(m.arrived, 0) <> c.quantity - c.waiting
    or coalesce(m.ended, 0) <> case when c.active then 0 else c.waiting end or coalesce(s.quantity, 0) <> c.quantity - c.waiting
  order by 1 limit ${mostLines}`

const nothingIsShippedThatHasNotCome = (tx: Tx) => tx<{ line: string }[]>`
  select format('order %s: it is %s and waits for %s of %s', o.number, o.state, c.waiting, c.sku) as line
  from orders o join preorder_claims c on c.hold = o.hold and c.active
  where o.state in ('shipped', 'delivered', 'delivery_failed', 'returning', 'returned') order by 1 limit ${mostLines}`

const noMoreIsKeptThanWasAgreed = (tx: Tx) => tx<{ line: string }[]>`
  select format('order %s: it is %s and the shop keeps %s, agreed were %s', number, state, kept, coalesce(terms ->> 'keeps', 'nothing')) as line
  from orders where kept > 0 and (state not in ('expired', 'cancelled') or kept > coalesce((terms ->> 'keeps')::bigint, 0))
  order by 1 limit ${mostLines}`

/** What has to be so of goods to come and of those who wait for them (SPEC G1 to G8). */
export const preorderQuestions = [
  ...[poolsEqualMovements, promisedEqualsClaims, claimsEqualPromises, everyClaimHasItsMovements],
  ...[nothingIsShippedThatHasNotCome, noMoreIsKeptThanWasAgreed],
]
