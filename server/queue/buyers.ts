import type { EpochMs } from '../../shared/time.ts'
import { stockKey } from '../../shared/kinds/stock/rules.ts'
import type { Customer } from '../arbiter/types.ts'
import type { Queries } from '../db/connect.ts'
import type { InLine } from './inLine.ts'

export type BuyerState = 'waiting' | 'offered' | 'served' | 'missed' | 'left'

/** What somebody queues for. */
export type Wish =
  | { readonly kind: 'goods'; readonly location: string; readonly sku: string; readonly quantity: number }
  | {
      readonly kind: 'seats'
      readonly event: string
      /** Null: any. */
      readonly category: string | null
      readonly quantity: number
    }

/** Somebody who queues, as they stand now. */
export interface Buyer {
  readonly id: string
  readonly state: BuyerState
  readonly channel: string
  readonly wish: Wish
  /** How many wait before them; null once they wait no more. */
  readonly ahead: number | null
  readonly hold: string | null
  /** Until when an offer is theirs. */
  readonly offeredUntil: EpochMs | null
  readonly session: string
}

/** What somebody queues for of goods. */
export interface NewBuyer {
  readonly id: string
  readonly channel: string
  readonly location: string
  readonly sku: string
  readonly quantity: number
  /** As the hub knows it (`keyOf`). */
  readonly session: string
  readonly customer: Customer | null
}

/** @returns false if this session waits for the same already */
export const insertBuyer = async (sql: Queries, buyer: NewBuyer): Promise<boolean> => {
  const customer = buyer.customer === null ? null : JSON.stringify(buyer.customer)
  const rows = await sql`
    insert into queued_buyers (id, channel, location, sku, quantity, session, customer)
    values (${buyer.id}, ${buyer.channel}, ${buyer.location}, ${buyer.sku}, ${buyer.quantity}, ${buyer.session}, ${customer}::text::jsonb)
    on conflict (session, location, sku) where hold is null and left_at is null do nothing returning 1`
  return rows.length > 0
}

/** Whether goods are on flash sale at a location (SPEC F1). */
export const isOnSale = async (sql: Queries, location: string, sku: string): Promise<boolean> => {
  const [row] = await sql`
    select 1 from items i join locations l on l.code = ${location}
    where i.sku = ${sku} and i.listed and (i.flash_sale or exists (
      select from flash_sales s where s.sku = i.sku and s.location = l.code and (s.ends_at is null or s.ends_at > now())))`
  return row !== undefined
}

interface BuyerRow extends Omit<Buyer, 'wish'> {
  readonly location: string
  readonly sku: string | null
  readonly event: string | null
  readonly category: string | null
  readonly quantity: number
}

const wishOf = ({ location, sku, event, category, quantity }: BuyerRow): Wish => {
  if (sku !== null) return { kind: 'goods', location, sku, quantity }
  if (event === null) throw new Error('somebody queues for nothing')
  return { kind: 'seats', event, category, quantity }
}

/** How these buyers stand now. What an order has taken over is served, whatever becomes of the order. */
export const readBuyers = async (sql: Queries, ids: readonly string[]): Promise<Buyer[]> => {
  const rows = await sql<BuyerRow[]>`
    select q.id, q.channel, q.location, q.sku, q.event, q.category, q.quantity, q.session, q.hold,
      case
        when q.hold is null then case when q.left_at is null and s.live then 'waiting' else 'left' end
        when h.state = 'confirmed' or exists (select from orders o where o.hold = q.hold) then 'served'
        -- What is being replaced is theirs still: see followOffer.
        when (h.state = 'held' or h.reason = 'replaced') and h.expires_at > clock_timestamp() and s.live then 'offered'
        when h.state = 'released' or not s.live then 'left'
        else 'missed'
      end as state,
      case when q.hold is null and q.left_at is null and s.live then case when q.event is null then (
        select count(*)::integer from queued_buyers b
        where b.location = q.location and b.sku = q.sku and b.place < q.place and b.hold is null and b.left_at is null
      ) else (
        select count(*)::integer from queued_buyers b
        where b.event = q.event and b.place < q.place and b.hold is null and b.left_at is null
      ) end end as ahead,
      case when h.state = 'held' then floor(extract(epoch from h.expires_at) * 1000)::float8 end as "offeredUntil"
    from queued_buyers q
    left join every_hold h on h.id = q.hold
    cross join lateral (
      select exists (select from sessions s where s.key = q.session and s.ended_at is null and s.ends_at > clock_timestamp()) as live
    ) as s
    where q.id = any(${[...ids]}::uuid[])`
  return rows.map((row) => {
    const { id, state, channel, ahead, hold, offeredUntil, session } = row
    return { ...{ id, state, channel, ahead, hold, offeredUntil, session }, wish: wishOf(row) }
  })
}

/** What was offered has become another hold, with a seat more or less: whoever had the one has the other. Nothing if that did not come about. */
export const followOffer = async (sql: Queries, hold: string, replacedBy: string): Promise<void> => {
  await sql`
    update queued_buyers set hold = ${replacedBy} where hold = ${hold} and exists (select from holds where id = ${replacedBy})`
}

/** Takes somebody out of the line who waits. */
export const markLeft = async (sql: Queries, id: string): Promise<void> => {
  await sql`update queued_buyers set left_at = clock_timestamp() where id = ${id} and hold is null and left_at is null`
}

/** Takes all out of the line whose session is over (SPEC Q5). */
export const markGone = async (sql: Queries): Promise<number> => {
  const rows = await sql`
    update queued_buyers q set left_at = clock_timestamp()
    where hold is null and left_at is null and not exists (
      select from sessions s where s.key = q.session and s.ended_at is null and s.ends_at > clock_timestamp())
    returning 1`
  return rows.length
}

/** Forgets those who wait no more, a day after they came. */
export const forgetBuyers = async (sql: Queries): Promise<void> => {
  await sql`delete from queued_buyers where at < now() - interval '1 day' and (hold is not null or left_at is not null)`
}

/** Somebody who waits for goods. */
export interface GoodsInLine extends InLine {
  readonly sku: string
  readonly quantity: number
}

/** Only so many of a line are looked at: behind them nobody's turn comes soon. */
const mostLookedAt = 500

/** The lines of all goods for which somebody waits, by pool, each in its order. */
export const readLines = async (sql: Queries): Promise<Map<string, GoodsInLine[]>> => {
  const rows = await sql<GoodsInLine[]>`
    select id, channel, p.location, p.sku, quantity, session, customer, refusals
    from (select distinct location, sku from queued_buyers where sku is not null and hold is null and left_at is null) as p
    cross join lateral (
      select * from queued_buyers q
      where q.location = p.location and q.sku = p.sku and hold is null and left_at is null
      order by place limit ${mostLookedAt}
    ) as q
    order by p.location, p.sku, q.place`
  const lines = new Map<string, GoodsInLine[]>()
  for (const row of rows) {
    const pool = stockKey(row.location, row.sku)
    const line = lines.get(pool) ?? []
    lines.set(pool, line)
    line.push(row)
  }
  return lines
}

/** Notes what the arbiter said to an offer, unless another hub has. @returns whether they had left before it was made */
export const noteOffered = async (sql: Queries, id: string, hold: string): Promise<'noted' | 'had_left'> => {
  const [row] = await sql<{ hadLeft: boolean }[]>`
    update queued_buyers set hold = ${hold} where id = ${id} and hold is null returning left_at is not null as "hadLeft"`
  return row?.hadLeft === true ? 'had_left' : 'noted'
}

export const noteRefused = async (sql: Queries, id: string, refusals: number): Promise<void> => {
  await sql`update queued_buyers set refusals = refusals + 1 where id = ${id} and refusals = ${refusals}`
}
