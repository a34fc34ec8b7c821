import type { Tx } from '../db/connect.ts'

/** At most so many lines per question: one bug can make a million. */
const mostLines = 50

/** What counts under a cap is what the channel holds, and what it sold since and did not get back (SPEC K2). */
const capsCountClaims = (tx: Tx) => tx<{ line: string }[]>`
  with counted as (
    select l.channel, l.location, l.sku, l.taken, coalesce(sum(c.quantity), 0) as claimed
    from channel_limits l
    left join (every_stock_claim c join every_hold h on h.id = c.hold left join orders o on o.hold = h.id and o.state in ('cancelled', 'failed'))
      on c.location = l.location and c.sku = l.sku and h.channel = l.channel
        and (c.active or h.state = 'confirmed' and h.ended_at >= l.since and o.id is null)
    -- What was sold in months that are forgotten cannot be counted again.
    where l.cap is not null and l.since > (select forgotten_before from housekeeping where task = 'holds') group by l.channel, l.location, l.sku, l.taken
  )
  select format('cap of %s on %s/%s: it counts %s, its claims add up to %s', channel, location, sku, taken, claimed) as line
  from counted where taken <> claimed order by 1 limit ${mostLines}`

const limitedLevelsAreMarked = (tx: Tx) => tx<{ line: string }[]>`
  select format('level %s/%s: there is a limit on it, and it is not marked', l.location, l.sku) as line
  from (
    select location, sku from channel_limits where sku <> ''
    union select location, sku from flash_sales where per_buyer is not null
  ) as l left join stock_levels s on s.location = l.location and s.sku = l.sku
  where s.limited is not true order by 1 limit ${mostLines}`

/** What has to be so of limits of channels and buyers (SPEC K1, K2, F8). */
export const limitQuestions = [capsCountClaims, limitedLevelsAreMarked]
