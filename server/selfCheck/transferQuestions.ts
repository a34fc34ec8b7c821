import type { Tx } from '../db/connect.ts'

/** At most so many lines per question: one bug can make a million. */
const mostLines = 50

/** What was sent, has not come and is neither called back nor given up is on the way to its destination (SPEC X3 to X5). */
const transitEqualsTransfers = (tx: Tx) => tx<{ line: string }[]>`
  with coming as (
    select t.to_location as location, l.sku, sum(greatest(l.sent - l.received, 0)) as quantity
    from transfers t join transfer_lines l on l.transfer_id = t.id where t.closed_at is null group by 1, 2
  )
  select format('level %s/%s: in transit is %s, the transfers to it say %s', coalesce(l.location, c.location), coalesce(l.sku, c.sku),
    coalesce(l.in_transit, 0), coalesce(c.quantity, 0)) as line
  from stock_levels l full join coming c on c.location = l.location and c.sku = l.sku
  where coalesce(l.in_transit, 0) <> coalesce(c.quantity, 0) order by 1 limit ${mostLines}`

/** Of each line: what left the source and did not go back there, and what became available at the destination. */
const transfersEqualTheirMovements = (tx: Tx) => tx<{ line: string }[]>`
  with moved as (
    select transfer_id, location, sku, sum(quantity) filter (where to_bucket = 'available') as came, sum(quantity) filter (where from_bucket = 'available') as went
    from stock_movements where transfer_id is not null group by transfer_id, location, sku
  ), lines as (
    select t.number, l.sku, l.received,
      -- What came of a transfer that was called back left the source again.
      case when t.state = 'cancelled' then least(l.sent, l.received) else l.sent end as sent,
      coalesce(s.went, 0) - coalesce(s.came, 0) as went, coalesce(d.came, 0) as came
    from transfers t join transfer_lines l on l.transfer_id = t.id
    left join moved s on s.transfer_id = t.id and s.location = t.from_location and s.sku = l.sku
    left join moved d on d.transfer_id = t.id and d.location = t.to_location and d.sku = l.sku
  )
  select format('transfer %s: of %s the source gave %s and %s came, its movements say %s and %s', number, sku, sent, received, went, came) as line
  from lines where sent <> went or received <> came order by 1 limit ${mostLines}`

/** What has to be so of goods that go from one location to another (SPEC X1 to X6). */
export const transferQuestions = [transitEqualsTransfers, transfersEqualTheirMovements]
