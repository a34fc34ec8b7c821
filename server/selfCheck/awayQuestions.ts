import type { Tx } from '../db/connect.ts'
import { everyKind } from '../kinds/registry.ts'

/** At most so many lines per question: one bug can make a million. */
const mostLines = 50

/** What was put away and what is at hand follow each other without a gap. */
const feedHasNoGap = (tx: Tx) => tx<{ line: string }[]>`
  select format('feed: from %s on it has %s changes, from %s on %s are put away, its head is at %s', k.place + 1, hot.changes, k.forgotten_position + 1,
    old.changes, head.position) as line
  from feed_head head, (select count(*) as changes, min(position) as first from changes) as hot, housekeeping k
  -- Clocks of hubs differ a little: a month that is kept may begin with some that are forgotten.
  cross join lateral (select count(*) as changes from feed_old where position > k.forgotten_position) as old
  where k.task = 'feed' and (hot.changes <> head.position - k.place or hot.first <> k.place + 1 or old.changes <> k.place - k.forgotten_position)`

const nothingIsInTwoPlaces = (tx: Tx) => tx<{ line: string }[]>`
  select format('hold %s: it is at hand and put away', h.id) as line from holds h join holds_ended e on e.id = h.id
  union all
  select format('hold %s: it is put away %s times', id, count(*)) from holds_ended group by id having count(*) > 1
  order by 1 limit ${mostLines}`

const nothingThatCountsIsAway = (tx: Tx) => tx<{ line: string }[]>`
  select format('hold %s: it is put away and its claim %s of %s still counts', e.id, c.claim ->> 'line', of.key) as line
  from holds_ended e cross join lateral jsonb_each(e.claims) as of cross join lateral jsonb_array_elements(of.value) as c (claim)
  where (c.claim ->> 'active')::boolean
  union all
  select format('hold %s: it is put away and has claims at hand', e.id)
  from (${everyKind(tx, ({ claims }) => tx`select hold from ${tx(claims)}`)}) as c join holds_ended e on e.id = c.hold
  order by 1 limit ${mostLines}`

/** What has to be so of what was put away (SPEC A1, A2, A5). */
export const awayQuestions = [feedHasNoGap, nothingIsInTwoPlaces, nothingThatCountsIsAway]
