import { z } from 'zod'
import type { Queries, Tx } from '../db/connect.ts'

/** A code as it is at the moment of reading, with all that happened to it. */
export const voucherSchema = z
  .object({
    code: z.string(),
    campaign: z.string(),
    state: z
      .enum(['free', 'held', 'used', 'void'])
      .meta({ description: 'free while there is a use left; void also once its campaign is over' }),
    usesLeft: z.number(),
    history: z.array(
      z.object({
        at: z.iso.datetime({ offset: true }),
        event: z.enum(['held', 'used', 'reopened']),
        order: z.uuid().optional(),
        hold: z.uuid(),
        reason: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'Voucher' })
export type VoucherTold = z.infer<typeof voucherSchema>

interface Row {
  readonly code: string
  readonly campaign: string
  readonly uses: number
  readonly over: boolean
  readonly held: number
  readonly used: number
  readonly history: VoucherTold['history']
}

/**
 * Reads a code in one statement. A use whose hold is overdue is open again, and told so, whether or not the sweep has come by (SPEC V2).
 */
export const readVoucher = async (sql: Queries, code: string): Promise<VoucherTold | null> => {
  const [row] = await sql<Row[]>`
    select v.code, v.campaign, c.uses_per_code as uses, v.void_at is not null or c.valid_until <= now() is true as over, k.held, k.used, h.history
    from vouchers v
    join voucher_campaigns c on c.code = v.campaign
    cross join lateral (
      select count(ends_at)::int as held, (count(*) - count(ends_at))::int as used
      from voucher_claims where code = v.code and active and (ends_at is null or ends_at > now())
    ) as k
    cross join lateral (
      select coalesce(json_agg(json_strip_nulls(json_build_object('at', ${atOf(sql)}, 'event', t.event, 'order', coalesce(t.order_id, o.id),
        'hold', t.hold, 'reason', case when t.is_overdue and o.id is not null then 'not paid in time' else t.reason end)) order by t.at, t.id), '[]') as history
      from (
        select id, at, event, order_id, hold, reason, false as is_overdue from voucher_history where code = v.code
        union all
        select 9223372036854775807, ends_at, 'reopened', null, hold, 'expired', true from voucher_claims where code = v.code and active and ends_at <= now()
      ) as t left join orders o on o.hold = t.hold
    ) as h
    where v.code = ${code}`.execute()
  return row === undefined ? null : toldOf(row)
}

const atOf = (sql: Queries) => sql`to_char(t.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const toldOf = ({ code, campaign, uses, over, held, used, history }: Row): VoucherTold => {
  const left = Math.max(0, uses - held - used)
  return { code, campaign, state: stateOf(over, left, held), usesLeft: over ? 0 : left, history }
}

const stateOf = (over: boolean, left: number, held: number): VoucherTold['state'] => {
  if (left === 0) return held > 0 ? 'held' : 'used'
  return over ? 'void' : 'free'
}

/** Ends a code: nobody can have it from now on; who has it keeps it (SPEC V3). @returns false if there is no such code */
export const voidVoucher = async (tx: Tx, code: string): Promise<boolean> => {
  const rows = await tx`update vouchers set void_at = coalesce(void_at, now()) where code = ${code} returning 1`
  return rows.length > 0
}
