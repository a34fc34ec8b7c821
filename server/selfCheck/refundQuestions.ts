import type { Tx } from '../db/connect.ts'

/** At most so many lines per question: one bug can make a million. */
const mostLines = 50

const noMoreGoesBackThanCame = (tx: Tx) => tx<{ line: string }[]>`
  select format('payment %s: it was %s, its providers were asked for %s of it', p.id, p.amount, sum(q.amount)) as line
  from payments p join refund_requests q on q.payment = p.id and q.state <> 'refused'
  group by p.id having sum(q.amount) > p.amount
  order by 1 limit ${mostLines}`

const requestsEqualRefunds = (tx: Tx) => tx<{ line: string }[]>`
  select format('refund %s: it is %s of %s, its providers sent %s', r.id, r.state, r.amount, coalesce(q.sent, 0)) as line
  from refunds r
  left join (
    select refund, sum(amount) filter (where state = 'done') as sent, sum(amount) as asked from refund_requests where state <> 'refused' group by refund
  ) as q on q.refund = r.id
  where r.state = 'done' and r.way = 'provider' and coalesce(q.sent, 0) <> r.amount or coalesce(q.asked, 0) > r.amount
    or r.state = 'withdrawn' and q.asked > 0
  order by 1 limit ${mostLines}`

/** What has to be so of money that providers send back (SPEC O9). */
export const refundQuestions = [noMoreGoesBackThanCame, requestsEqualRefunds]
