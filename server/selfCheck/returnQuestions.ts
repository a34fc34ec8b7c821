import type { Tx } from '../db/connect.ts'

/** At most so many lines per question: one bug can make a million. */
const mostLines = 50

/** What has not come and is not given up is on its way; what came and is not graded is in quarantine (SPEC R3). */
const binsEqualReturns = (tx: Tx) => tx<{ line: string }[]>`
  with bins as (
    select r.location, l.sku, 'returning' as bin, greatest(l.expected - l.received, 0) as quantity
    from returns r join return_lines l on l.return_id = r.id where r.closed_at is null
    union all
    select r.received_in, l.sku, 'quarantined', l.received - l.sellable - l.damaged - l.scrap
    from returns r join return_lines l on l.return_id = r.id where r.received_in is not null
  ), sums as (
    select location, sku, sum(quantity) filter (where bin = 'returning') as returning, sum(quantity) filter (where bin = 'quarantined') as quarantined
    from bins group by location, sku
  )
  select format('level %s/%s: returning is %s and quarantined %s, its returns say %s and %s', coalesce(l.location, s.location), coalesce(l.sku, s.sku),
    coalesce(l.in_return, 0), coalesce(l.quarantined, 0), coalesce(s.returning, 0), coalesce(s.quarantined, 0)) as line
  from stock_levels l full join sums s on s.location = l.location and s.sku = l.sku
  where coalesce(l.in_return, 0) <> coalesce(s.returning, 0) or coalesce(l.quarantined, 0) <> coalesce(s.quarantined, 0)
  order by 1 limit ${mostLines}`

const returnsEqualTheirMovements = (tx: Tx) => tx<{ line: string }[]>`
  with moved as (
    select return_id, sku,
      -- What was not there was never received (SPEC R11).
      coalesce(sum(quantity) filter (where to_bucket = 'quarantined'), 0)
        - coalesce(sum(quantity) filter (where from_bucket = 'quarantined' and reason = 'not there'), 0) as received,
      sum(quantity) filter (where from_bucket = 'quarantined' and reason is distinct from 'not there') as graded,
      sum(quantity) filter (where from_bucket = 'quarantined' and to_bucket = 'available') as sellable
    from stock_movements where return_id is not null group by return_id, sku
  )
  select format('return %s: of %s it received %s, graded %s and found %s sellable, its movements say %s, %s and %s', l.return_id, l.sku, l.received,
    l.sellable + l.damaged + l.scrap, l.sellable, coalesce(m.received, 0), coalesce(m.graded, 0), coalesce(m.sellable, 0)) as line
  from return_lines l left join moved m on m.return_id = l.return_id and m.sku = l.sku
  where l.received <> coalesce(m.received, 0) or l.sellable + l.damaged + l.scrap <> coalesce(m.graded, 0) or l.sellable <> coalesce(m.sellable, 0)
  order by 1 limit ${mostLines}`

const noMoreComesBackThanWasShipped = (tx: Tx) => tx<{ line: string }[]>`
  with shipped as (
    select order_id, sku, sum(quantity) as quantity from order_lines where sku is not null group by order_id, sku
  )
  select format('order %s: of %s it shipped %s, its returns expect %s', r.order_id, l.sku, coalesce(max(s.quantity), 0), sum(l.expected)) as line
  from returns r join return_lines l on l.return_id = r.id left join shipped s on s.order_id = r.order_id and s.sku = l.sku
  group by r.order_id, l.sku having sum(l.expected) > coalesce(max(s.quantity), 0) order by 1 limit ${mostLines}`

/** What has to be so of goods that come back (SPEC R1 to R11). */
export const returnQuestions = [binsEqualReturns, returnsEqualTheirMovements, noMoreComesBackThanWasShipped]
