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

type Entry = VoucherTold['history'][number]

/** The code itself, a use that a hold has (`at`: its deadline), or something that happened. */
interface Row {
  readonly part: 'code' | 'claim' | 'entry'
  readonly code: string
  readonly campaign: string | null
  readonly uses: number | null
  readonly over: boolean | null
  readonly id: number
  readonly at: Date | null
  readonly event: Entry['event'] | null
  readonly hold: string | null
  readonly order: string | null
  readonly reason: string | null
}

/**
 * Reads a code in one statement. A use whose hold is overdue is open again, and told so, whether or not the sweep has come by (SPEC V2). Plain rows of
 * three look-ups: somebody may check codes all day, and for PostgreSQL to build objects of them took longer than to find them.
 */
export const readVoucher = async (sql: Queries, code: string): Promise<VoucherTold | null> => {
  const orderOf = sql`(select o.id from orders o where o.hold = k.hold)`
  const rows = await sql<Row[]>`
    select 'code' as part, v.code, v.campaign, c.uses_per_code as uses, v.void_at is not null or c.valid_until <= now() is true as over,
      0::bigint as id, now() as at, null as event, null::uuid as hold, null::uuid as order, null as reason
    from vouchers v join voucher_campaigns c on c.code = v.campaign where v.code = ${code}
    union all
    select 'claim', code, null, null, null, 0, ends_at, null, hold, ${orderOf}, null from voucher_claims k where code = ${code} and active
    union all
    select 'entry', code, null, null, null, id, at, event, hold, coalesce(order_id, ${orderOf}), reason from voucher_history k where code = ${code}`.execute()
  const first = rows.find(({ part }) => part === 'code')
  return first === undefined ? null : toldOf(first, rows)
}

const toldOf = (first: Row, rows: readonly Row[]): VoucherTold => {
  const { code, campaign, uses, over, at: now } = first
  if (campaign === null || uses === null || over === null || now === null)
    throw new Error(`the voucher ${code} came in parts`)
  const claims = rows.filter(({ part }) => part === 'claim')
  const overdue = claims.filter(({ at }) => at !== null && at <= now)
  const standing = claims.length - overdue.length
  const used = claims.filter(({ at }) => at === null).length
  const left = Math.max(0, uses - standing)
  const opened = overdue.map((claim): Row => {
    const reason = claim.order === null ? 'expired' : 'not paid in time'
    return { ...claim, event: 'reopened', reason, id: Number.MAX_SAFE_INTEGER }
  })
  return {
    ...{ code, campaign, state: stateOf(over, left, standing - used), usesLeft: over ? 0 : left },
    history: [...rows.filter(({ part }) => part === 'entry'), ...opened].toSorted(inTurn).flatMap(entryOf),
  }
}

const inTurn = (one: Row, other: Row): number =>
  (one.at?.getTime() ?? 0) - (other.at?.getTime() ?? 0) || one.id - other.id

const entryOf = ({ at, event, hold, order, reason }: Row): Entry[] =>
  at === null || event === null || hold === null
    ? []
    : [
        {
          ...{ at: at.toISOString(), event, hold },
          ...(order === null ? {} : { order }),
          ...(reason === null ? {} : { reason }),
        },
      ]

const stateOf = (over: boolean, left: number, held: number): VoucherTold['state'] => {
  if (left === 0) return held > 0 ? 'held' : 'used'
  return over ? 'void' : 'free'
}

/** Ends a code: nobody can have it from now on; who has it keeps it (SPEC V3). @returns false if there is no such code */
export const voidVoucher = async (tx: Tx, code: string): Promise<boolean> => {
  const rows = await tx`update vouchers set void_at = coalesce(void_at, now()) where code = ${code} returning 1`
  return rows.length > 0
}
