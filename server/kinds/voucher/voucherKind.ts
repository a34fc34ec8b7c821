import type { ArbiterCommand } from '../../../shared/protocol/commands.ts'
import type { Queries } from '../../db/connect.ts'
import type { PoolChange, ServerKind, UuidArray } from '../types.ts'
import { lockVouchers, readVoucherClaims } from './lock.ts'
import { wantedCodes } from './wanted.ts'
import { writeVouchers } from './write.ts'

/** Holds that stand in the way though their deadline has passed, or the lease of their session is over: of a code, or of a campaign's budget. */
const findOverdueHolds = async (
  sql: Queries,
  commands: readonly ArbiterCommand[],
  limit: number,
): Promise<string[]> => {
  const codes = wantedCodes(commands)
  if (codes.length === 0) return []
  const rows = await sql<{ hold: string }[]>`
    with standing as (
      select hold, ends_at from voucher_claims where active and code = any(${codes}::text[])
      union
      select v.hold, v.ends_at from voucher_claims v
      where v.active and v.amount > 0 and v.ends_at is not null and v.campaign in (
        select c.code from vouchers w join voucher_campaigns c on c.code = w.campaign
        where w.code = any(${codes}::text[]) and c.budget is not null
      )
    )
    select c.hold from standing c join holds h on h.id = c.hold left join sessions s on s.key = h.session
    where c.ends_at <= clock_timestamp() or h.state = 'held' and s.ends_at <= clock_timestamp()
    group by c.hold order by min(c.ends_at) limit ${limit}`
  return rows.map(({ hold }) => hold)
}

/** No lock on the codes: whoever wants one meanwhile is refused, as a moment before. */
const expireClaims = (tx: Queries, holds: UuidArray): Promise<PoolChange[]> =>
  tx<PoolChange[]>`
    with ended as (
      update voucher_claims set active = false where hold = any(${holds}::text::uuid[]) and active returning code, hold, ends_at
    ), told as (
      insert into voucher_history (code, at, event, hold, order_id, reason)
      select e.code, coalesce(e.ends_at, now()), 'reopened', e.hold, o.id, case when o.id is null then 'expired' else 'not paid in time' end
      from ended e left join orders o on o.hold = e.hold
    )
    select 'voucher.free' as type, e.code as subject, h.location from ended e join holds h on h.id = e.hold`.execute()

/** Vouchers in PostgreSQL: claims on numbered uses, with a partial unique index that makes one use too many impossible, and a history. */
export const voucherKind: ServerKind<'voucher'> = {
  claims: 'voucher_claims',
  tellClaims: (sql, claims) => sql`
    select line, json_build_object('kind', 'voucher', 'code', code) as told from ${claims}`,
  readClaims: readVoucherClaims,
  lockPools: lockVouchers,
  findOverdue: findOverdueHolds,
  write: writeVouchers,
  expire: expireClaims,
}
