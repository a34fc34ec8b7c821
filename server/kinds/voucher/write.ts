import type { Hold } from '../../../shared/holds/states.ts'
import { voucherLinesOf } from '../../../shared/kinds/registry.ts'
import type { Sold } from '../../../shared/orders/decideSell.ts'
import type { VoucherPools } from '../../../shared/kinds/voucher/rules.ts'
import type { EpochMs } from '../../../shared/time.ts'
import type { Queries } from '../../db/connect.ts'
import type { Decided, PoolChange, Written } from '../types.ts'
import { type Entry, entriesOf, insertEntries } from './history.ts'

/**
 * Writes what a batch decided on vouchers. What is opened again goes first: its use may be taken again in the same batch. A use that is taken and
 * opened again in one batch never counts.
 */
export const writeVouchers = (tx: Queries, decided: Decided, pools: VoucherPools, now: EpochMs): Written => {
  const entries = entriesOf(decided.events)
  const { opened, until } = fatesOf(decided)
  const placed = decided.placed.filter(hasVouchers)
  const made = new Set(placed.map(({ id }) => id))
  const claims = placed.flatMap((hold) => claimsOf(hold, { opened, until, pools }))
  const given = [...opened].filter((hold) => !made.has(hold))
  const moved = [...until].filter(([hold]) => !made.has(hold) && !opened.has(hold))
  const spent = spentBy(decided).filter(({ h }) => !made.has(h))
  return {
    sent: [
      ...(given.length > 0 ? [openClaims(tx, given)] : []),
      ...(claims.length > 0 ? [insertClaims(tx, claims)] : []),
      ...(moved.length > 0 ? [moveEnds(tx, moved)] : []),
      ...(spent.length > 0 ? [writeSpent(tx, spent)] : []),
      ...(entries.length > 0 ? [insertEntries(tx, entries, now)] : []),
    ],
    changed: entries.map(changeOf),
  }
}

const hasVouchers = ({ lines }: Hold): boolean => voucherLinesOf(lines).length > 0

interface Fates {
  /** Holds whose uses are open again. */
  readonly opened: ReadonlySet<string>
  /** When what others have ends; null: it is used. */
  readonly until: ReadonlyMap<string, EpochMs | null>
}

const fatesOf = ({ events }: Decided): Fates => {
  const opened = new Set<string>()
  const until = new Map<string, EpochMs | null>()
  for (const event of events) {
    if (
      (event.type !== 'ended' && event.type !== 'extended' && event.type !== 'given_back') ||
      !hasVouchers(event.hold)
    )
      continue
    if (event.type === 'extended') until.set(event.hold.id, event.hold.expiresAt)
    else if (event.type === 'ended' && event.end === 'confirmed') until.set(event.hold.id, null)
    else opened.add(event.hold.id)
  }
  return { opened, until }
}

/** A use's change as the feed tells it: by the state that it enters. */
const changeOf = ({ event, code, location }: Entry): PoolChange => ({
  ...{ type: `voucher.${event === 'reopened' ? 'free' : event}`, subject: code, location },
})

interface ClaimRow {
  readonly h: string
  readonly n: number
  readonly c: string
  readonly k: string
  readonly u: number
  readonly p: readonly string[]
  readonly m: number
  readonly e: EpochMs | null
  readonly a: boolean
}

const claimsOf = (hold: Hold, { opened, until, pools }: Fates & { readonly pools: VoucherPools }): ClaimRow[] => {
  const ends = until.get(hold.id)
  return hold.lines.flatMap((line, n) => {
    const claim = line.kind === 'voucher' ? pools.claimOf(hold.id, line.code) : undefined
    if (claim === undefined) return []
    const { code: c, campaign: k, use: u, customers: p, amount: m } = claim
    return [{ h: hold.id, n, c, k, u, p, m, e: ends === undefined ? hold.expiresAt : ends, a: !opened.has(hold.id) }]
  })
}

/** The number of uses is that of the campaign now; the table refuses one beyond it. */
const insertClaims = (tx: Queries, rows: readonly ClaimRow[]): Promise<unknown> =>
  tx`
    insert into voucher_claims (hold, line, code, campaign, use, uses, customers, amount, ends_at, active)
    select h, n, c, k, u, v.uses_per_code, p, m, to_timestamp(e / 1000), a
    from json_to_recordset(${JSON.stringify(rows)}::text::json)
      as r (h uuid, n smallint, c text, k text, u integer, p text[], m bigint, e float8, a boolean)
    join voucher_campaigns v on v.code = k`.execute()

const openClaims = (tx: Queries, holds: readonly string[]): Promise<unknown> =>
  tx`update voucher_claims set active = false where hold = any(${[...holds]}::uuid[]) and active`.execute()

const moveEnds = (tx: Queries, rows: readonly (readonly [hold: string, until: EpochMs | null])[]): Promise<unknown> =>
  tx`
    update voucher_claims c set ends_at = to_timestamp(u / 1000)
    from unnest(${rows.map(([hold]) => hold)}::uuid[], ${rows.map(([, until]) => until)}::float8[]) as r (h, u)
    where c.hold = h and c.active`.execute()

interface SpentRow {
  readonly h: string
  readonly c: string
  readonly m: number
}

/** What the codes of orders that were just placed, and of sales, take off; of an order that took a hold over they are there already. */
const spentBy = ({ events }: Decided): SpentRow[] =>
  events.flatMap((event): SpentRow[] => {
    if (event.type === 'order_changed' && event.told)
      return event.order.discounts.map(({ code, amount }) => ({ h: event.order.hold, c: code, m: amount }))
    return event.type === 'sold' ? spentBySale(event) : []
  })

/** Each voucher of a sale may have a hold of its own. */
const spentBySale = ({ sell: { lines, discounts = [] }, holds }: Sold): SpentRow[] =>
  discounts.flatMap(({ code, amount }) => {
    const hold = holds[lines.findIndex(({ line }) => line.kind === 'voucher' && line.code === code)] ?? null
    return hold === null ? [] : [{ h: hold, c: code, m: amount }]
  })

const writeSpent = (tx: Queries, rows: readonly SpentRow[]): Promise<unknown> =>
  tx`
    update voucher_claims v set amount = m
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as r (h uuid, c text, m bigint)
    where v.hold = h and v.code = c and v.amount <> m`.execute()
