import type { Sql, Tx } from '../db/connect.ts'
import { everyKind } from '../kinds/registry.ts'
import { awayQuestions } from './awayQuestions.ts'
import { limitQuestions } from './limitQuestions.ts'
import { preorderQuestions } from './preorderQuestions.ts'
import { returnQuestions } from './returnQuestions.ts'
import { refundQuestions } from './refundQuestions.ts'
import { transferQuestions } from './transferQuestions.ts'
import { voucherQuestions } from './voucherQuestions.ts'

export interface Report {
  readonly clean: boolean
  /** One line for each thing that differs, naming it and both figures. */
  readonly differences: readonly string[]
}

/** At most so many lines per question: one bug can make a million. */
const mostLines = 50

/**
 * Proves on a live database what the rules promise: levels equal movements, held equals claims, claims equal holds,
 * times equal bookings, seats equal holds, the feed has no gap. All
 * questions see one snapshot, so that a hub may go on working meanwhile.
 */
export const selfCheck = (sql: Sql): Promise<Report> =>
  sql.begin('isolation level repeatable read read only', async (tx) => {
    const differences: string[] = []
    for (const question of questions) differences.push(...(await question(tx)).map(({ line }) => line))
    return { clean: differences.length === 0, differences }
  })

type Question = (tx: Tx) => Promise<{ line: string }[]>

const levelsEqualMovements: Question = (tx) => tx<{ line: string }[]>`
  with moved as (
    select location, sku, to_bucket as bucket, quantity::bigint from stock_movements
    union all select location, sku, from_bucket, -quantity::bigint from stock_movements
  ), sums as (
    select location, sku,
      coalesce(sum(quantity) filter (where bucket in ('available', 'held', 'allotted')), 0) as on_hand,
      coalesce(sum(quantity) filter (where bucket = 'held'), 0) as held,
      coalesce(sum(quantity) filter (where bucket = 'allotted'), 0) as allotted,
      coalesce(sum(quantity) filter (where bucket = 'in_transit'), 0) as in_transit,
      coalesce(sum(quantity) filter (where bucket = 'returning'), 0) as in_return,
      coalesce(sum(quantity) filter (where bucket = 'quarantined'), 0) as quarantined,
      coalesce(sum(quantity) filter (where bucket = 'damaged'), 0) as damaged
    from moved group by location, sku
  ), pairs as (
    select coalesce(l.location, s.location) as location, coalesce(l.sku, s.sku) as sku, figure.*
    from stock_levels l full join sums s on s.location = l.location and s.sku = l.sku
    cross join lateral (values
      ('on hand', coalesce(l.on_hand, 0)::bigint, coalesce(s.on_hand, 0)),
      ('held', coalesce(l.held, 0), coalesce(s.held, 0)),
      ('allotted', coalesce(l.allotted, 0), coalesce(s.allotted, 0)),
      ('in transit', coalesce(l.in_transit, 0), coalesce(s.in_transit, 0)),
      ('returning', coalesce(l.in_return, 0), coalesce(s.in_return, 0)),
      ('quarantined', coalesce(l.quarantined, 0), coalesce(s.quarantined, 0)),
      ('damaged', coalesce(l.damaged, 0), coalesce(s.damaged, 0))
    ) as figure (name, level, moved)
  )
  select format('level %s/%s: %s is %s, its movements add up to %s', location, sku, name, level, moved) as line
  from pairs where level <> moved order by 1 limit ${mostLines}`

const heldEqualsClaims: Question = (tx) => tx<{ line: string }[]>`
  select format('level %s/%s: held is %s, its active claims add up to %s', coalesce(l.location, c.location), coalesce(l.sku, c.sku),
    coalesce(l.held, 0), coalesce(c.held, 0)) as line
  from stock_levels l
  full join (select location, sku, sum(quantity) as held from stock_claims where active group by location, sku) as c
    on c.location = l.location and c.sku = l.sku
  where coalesce(l.held, 0) <> coalesce(c.held, 0) order by 1 limit ${mostLines}`

const claimsEqualHolds: Question = (tx) => tx<{ line: string }[]>`
  select format('hold %s: it is %s, its claims are %s', h.id, h.state, case when c.active then 'active' else 'ended' end) as line
  from holds h join stock_claims c on c.hold = h.id
  where c.active <> (h.state = 'held') or (c.active and c.expires_at <> h.expires_at)
  order by 1 limit ${mostLines}`

const everyHoldHasClaims: Question = (tx) => tx<{ line: string }[]>`
  with claimed as materialized (
    select distinct hold from (${everyKind(tx, ({ claims }) => tx`select hold from ${tx(claims)}`)}) as c
  )
  select format('hold %s: it has no claims', h.id) as line
  from holds h
  where not exists (select from claimed c where c.hold = h.id)
    -- A guest who sat down where everything was taken has a hold of nothing, made and confirmed in one moment, and may have moved on since.
    and not (h.state = 'confirmed' and h.expires_at = h.placed_at)
  union all
  select format('claim of hold %s: there is no such hold', c.hold)
  from claimed c where not exists (select 1 from holds h where h.id = c.hold)
  order by 1 limit ${mostLines}`

const everyClaimHasItsMovements: Question = (tx) => tx<{ line: string }[]>`
  with moved as (
    select hold, location, sku,
      sum(quantity) filter (where to_bucket = 'held') as taken, sum(quantity) filter (where from_bucket = 'held') as ended
    from movements where hold is not null group by hold, location, sku
  )
  select format('hold %s: of %s/%s it claims %s, its movements took %s and gave back or let go %s', c.hold, c.location, c.sku, c.quantity,
    coalesce(m.taken, 0), coalesce(m.ended, 0)) as line
  from (
    select hold, location, sku, sum(quantity) as quantity, bool_or(active) as active from stock_claims group by hold, location, sku
  ) as c
  left join moved m on m.hold = c.hold and m.location = c.location and m.sku = c.sku
  where coalesce(m.taken, 0) <> c.quantity or coalesce(m.ended, 0) <> case when c.active then 0 else c.quantity end
  order by 1 limit ${mostLines}`

const slotsEqualPromises: Question = (tx) => tx<{ line: string }[]>`
  with promised as (
    select c.hold, c.resource, c.active, b.id as booking, coalesce(b.state, h.state) as state,
      case when o.id is not null then false when b.id is null then h.state in ('held', 'confirmed') else b.state in ('pending', 'confirmed', 'seated') end as stands
    from slot_claims c join holds h on h.id = c.hold left join bookings b on b.hold = c.hold
    left join orders o on o.hold = c.hold and o.state in ('cancelled', 'failed')
    -- The hold that a booking had before it moved stands for nothing, though it was confirmed; nor does what has lapsed, swept or not.
    where (b.id is not null or h.state <> 'confirmed' or c.active) and (c.ends_at is null or c.ends_at > now())
  )
  select format('%s %s: it is %s, its time of %s is %s', case when booking is null then 'hold' else 'booking' end, coalesce(booking, hold), state,
    resource, case when active then 'taken' else 'free' end) as line
  from promised where active <> stands order by 1 limit ${mostLines}`

const noSlotOverlaps: Question = (tx) => tx<{ line: string }[]>`
  select format('resource %s: %s and %s overlap', resource, before, hold) as line
  from (
    select resource, hold, blocked, lag(hold) over w as before, lag(upper(blocked)) over w as free_from
    from slot_claims where active window w as (partition by resource order by lower(blocked))
  ) as c
  where lower(blocked) < free_from order by 1 limit ${mostLines}`

const bookingsEqualTheirSlots: Question = (tx) => tx<{ line: string }[]>`
  select format('booking %s: it is %s for %s resources, its hold has taken %s', b.id, b.state, cardinality(b.resources), count(c.hold)) as line
  from bookings b left join slot_claims c on c.hold = b.hold and c.active
    and c.resource = any(b.resources) and c.during = tstzrange(b.starts_at, b.ends_at)
  where b.state = 'pending' and b.confirm_by > now() or b.state = 'confirmed' and (b.no_show_at is null or b.no_show_at > now())
  group by b.id having count(c.hold) <> cardinality(b.resources) order by 1 limit ${mostLines}`

const seatsEqualPromises: Question = (tx) => tx<{ line: string }[]>`
  select format('hold %s: it is %s, its seat %s of %s is %s', h.id, h.state, c.seat, c.event,
    case when not c.active then 'free' when c.ends_at is null then 'sold' else 'held' end) as line
  from seat_claims c join holds h on h.id = c.hold
  left join orders o on o.hold = h.id and o.state in ('cancelled', 'failed')
  where c.active <> (h.state = 'held' or h.state = 'confirmed' and o.id is null) or c.active and (c.ends_at is null) <> (h.state = 'confirmed')
    or c.active and h.state = 'held' and c.ends_at <> h.expires_at
  order by 1 limit ${mostLines}`

const takenSeatsExist: Question = (tx) => tx<{ line: string }[]>`
  select format('hold %s: it has seat %s of %s, which the plan does not have', c.hold, c.seat, c.event) as line
  from seat_claims c where c.active and (c.ends_at is null or c.ends_at > now())
    and not exists (select from seats s where s.event = c.event and s.seat = c.seat)
  order by 1 limit ${mostLines}`

const noSeatIsTakenTwice: Question = (tx) => tx<{ line: string }[]>`
  select format('seat %s of %s: %s holds have it', seat, event, count(*)) as line
  from seat_claims where active group by event, seat having count(*) > 1 order by 1 limit ${mostLines}`

const ordersEqualTheirHolds: Question = (tx) => tx<{ line: string }[]>`
  select format('order %s: it is %s, its hold %s is %s', o.number, o.state, o.hold, coalesce(h.state, 'not there')) as line
  from orders o left join every_hold h on h.id = o.hold
  -- A counter sale has none of its own: its id stands there once something happened to it.
  where o.hold is not null and o.hold <> o.id
    -- What became of a hold that is forgotten nobody can say.
    and not (h.id is null and o.placed_at < (select forgotten_before from housekeeping where task = 'holds'))
    and case
    when o.state in ('awaiting_payment', 'deposit_paid') then h.state is distinct from 'held' or h.expires_at <> o.expires_at
    when o.state in ('paid', 'shipped', 'delivered', 'delivery_failed', 'returning', 'returned') then h.state is distinct from 'confirmed'
    when o.state = 'expired' then h.state is distinct from 'expired'
    else h.state is null or h.state in ('held', 'expired') end
  order by 1 limit ${mostLines}`

/** Money in = the value of what stands and did not come back + refunds due + refunds done + what is kept (SPEC O3). */
const moneyAddsUp: Question = (tx) => tx<{ line: string }[]>`
  with sums as (
    select o.number, o.state, o.total - o.came_back as total, o.kept,
      coalesce((select sum(amount) from payments p where p.order_id = o.id), 0) as came,
      coalesce((select sum(amount) from refunds r where r.order_id = o.id and r.state <> 'withdrawn'), 0) as back
    from orders o where o.hold is not null
  )
  select format('order %s: it is %s of %s, %s came in, %s goes back and %s is kept', number, state, total, came, back, kept) as line
  from sums
  where case when state in ('awaiting_payment', 'deposit_paid') then came - back >= greatest(total, 1) or back > came
    when state in ('expired', 'cancelled', 'failed') then came <> back + kept
    else came - back <> total end or kept > 0 and state not in ('expired', 'cancelled')
  order by 1 limit ${mostLines}`

const seatsAreAsideForTerminals: Question = (tx) => tx<{ line: string }[]>`
  select format('seat %s of %s: it is set aside for terminal %s, which is not paired', s.seat, s.event, s.allotted_to) as line
  from seats s left join terminals t on t.id = s.allotted_to and t.revoked_at is null
  where s.allotted_to is not null and t.id is null order by 1 limit ${mostLines}`

const offersEqualGuests: Question = (tx) => tx<{ line: string }[]>`
  select format('waiting guest %s: they are offered booking %s, which is %s', g.id, g.offer, coalesce(b.state, 'not there')) as line
  from waiting_guests g left join bookings b on b.id = g.offer and b.waiting = g.id
  where g.state = 'offered' and (b.state is distinct from 'pending' or b.confirm_by is distinct from g.offer_until)
  union all
  select format('booking %s: it is %s, the waiting guest %s is %s', b.id, b.state, b.waiting, g.state)
  from bookings b join waiting_guests g on g.id = b.waiting
  where b.state = 'pending' and (g.state <> 'offered' or g.offer <> b.id) or b.state in ('confirmed', 'seated') and g.state <> 'served'
  order by 1 limit ${mostLines}`

const ordersAddUp: Question = (tx) => tx<{ line: string }[]>`
  select format('order %s: its total is %s, its lines add up to %s, its vouchers to %s', o.number, o.total, l.sum, d.sum) as line
  from orders o
  cross join lateral (select coalesce(sum(price * quantity), 0) as sum from order_lines where order_id = o.id) as l
  cross join lateral (
    select coalesce(sum(amount), 0) as sum from json_to_recordset(coalesce(o.discounts, '[]')) as v (amount bigint)
  ) as d
  where o.total <> l.sum - d.sum order by 1 limit ${mostLines}`

const questions: readonly Question[] = [
  levelsEqualMovements,
  heldEqualsClaims,
  claimsEqualHolds,
  everyHoldHasClaims,
  everyClaimHasItsMovements,
  slotsEqualPromises,
  noSlotOverlaps,
  bookingsEqualTheirSlots,
  seatsEqualPromises,
  takenSeatsExist,
  noSeatIsTakenTwice,
  seatsAreAsideForTerminals,
  offersEqualGuests,
  ...voucherQuestions,
  ...preorderQuestions,
  ...returnQuestions,
  ...transferQuestions,
  ...refundQuestions,
  ...limitQuestions,
  ...awayQuestions,
  ordersAddUp,
  ordersEqualTheirHolds,
  moneyAddsUp,
]
