import type { Tx } from '../db/connect.ts'

/** At most so many lines per question: one bug can make a million. */
const mostLines = 50

const claimsEqualPromises = (tx: Tx) => tx<{ line: string }[]>`
  select format('hold %s: it is %s, its use %s of voucher %s is %s', h.id, h.state, c.use, c.code,
    case when not c.active then 'free' when c.ends_at is null then 'used' else 'held' end) as line
  from voucher_claims c join holds h on h.id = c.hold left join orders o on o.hold = h.id
  where c.active <> (h.state in ('held', 'confirmed'))
      -- An order that failed after it was paid has given its uses back.
      and not (not c.active and h.state = 'confirmed' and o.state in ('cancelled', 'failed') is true)
    or c.active and (c.ends_at is null) <> (h.state = 'confirmed')
    or c.active and h.state = 'held' and c.ends_at <> h.expires_at
  order by 1 limit ${mostLines}`

const noneIsUsedTooOften = (tx: Tx) => tx<{ line: string }[]>`
  select format('voucher %s: %s holds have it, it has %s uses', c.code, count(*), max(c.uses)) as line
  from voucher_claims c where c.active group by c.code having count(*) > max(c.uses)
  union all
  select format('voucher %s: a hold has it and nobody made it', c.code)
  from voucher_claims c where c.active and not exists (select from vouchers v where v.code = c.code and v.campaign = c.campaign)
  order by 1 limit ${mostLines}`

const historyEqualsClaims = (tx: Tx) => tx<{ line: string }[]>`
  select format('voucher %s: of hold %s its history ends with %s, its use is %s', c.code, c.hold, coalesce(t.event, 'nothing'),
    case when not c.active then 'free' when c.ends_at is null then 'used' else 'held' end) as line
  from voucher_claims c
  left join lateral (select event from voucher_history where code = c.code and hold = c.hold order by id desc limit 1) as t on true
  where t.event is distinct from case when not c.active then 'reopened' when c.ends_at is null then 'used' else 'held' end
  order by 1 limit ${mostLines}`

const budgetsAreKept = (tx: Tx) => tx<{ line: string }[]>`
  select format('order %s: voucher %s takes off %s, its use says %s', o.number, d.code, d.amount, c.amount) as line
  from orders o cross join lateral json_to_recordset(coalesce(o.discounts, '[]')) as d (code text, amount bigint)
  join voucher_claims c on c.hold = o.hold and c.code = d.code
  where c.amount <> d.amount
  order by 1 limit ${mostLines}`

/** What has to be so of vouchers (SPEC V1 to V8). */
export const voucherQuestions = [claimsEqualPromises, noneIsUsedTooOften, historyEqualsClaims, budgetsAreKept]
