import { type StockPools, stockKey } from '../../../shared/kinds/stock/rules.ts'
import type { Bucket, StockPool } from '../../../shared/kinds/stock/schema.ts'
import type { StockMoved } from '../../../shared/kinds/stock/decide.ts'
import type { Event } from '../../../shared/holds/settle.ts'
import type { Hold } from '../../../shared/holds/states.ts'
import type { Queries } from '../../db/connect.ts'
import type { Decided, Sent, Written } from '../types.ts'
import { writeTakes } from './buyers.ts'
import { writeTaken } from './limits.ts'

/**
 * Writes what a batch decided on stock. Rows travel as one JSON text per statement, or as arrays of plain values; a statement is sent only if it
 * has rows.
 */
export const writeStock = (tx: Queries, decided: Decided, pools: StockPools, now: number): Written => {
  const movements = new Movements()
  for (const event of decided.events) movements.add(event)
  const levels = [...pools.changed()]
  const sent = [
    ...(decided.placed.length > 0 ? [writeClaims(tx, decided)] : []),
    ...claimArrived(tx, decided),
    ...(decided.extended.length > 0 ? [moveDeadlines(tx, decided)] : []),
    ...(decided.ended.length > 0 ? [endClaims(tx, decided)] : []),
    ...(movements.sku.length > 0 ? [writeMovements(tx, movements, now)] : []),
    ...(levels.length > 0 ? [writeLevels(tx, levels, pools)] : []),
    ...writeTransit(tx, levels, pools),
    ...writeTaken(tx, levels),
    ...writeTakes(tx, pools),
  ]
  return {
    sent,
    changed: levels.map(({ location, sku }) => ({ type: 'stock.changed', subject: stockKey(location, sku), location })),
  }
}

const writeClaims = (tx: Queries, { placed }: Decided): Promise<unknown> => {
  const rows = placed.flatMap((hold) =>
    hold.lines.flatMap((line, index) =>
      line.kind === 'stock'
        ? [{ h: hold.id, n: index, l: hold.location, s: line.sku, q: line.quantity, e: hold.expiresAt }]
        : [],
    ),
  )
  return tx`
    insert into stock_claims (hold, line, location, sku, quantity, expires_at)
    select h, n, l, s, q, to_timestamp(e / 1000)
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as r (h uuid, n smallint, l text, s text, q integer, e float8)`.execute()
}

/** What came for a hold is its claim, on the line of the hold that waited for it: of one that was placed just now it is known, of others found. */
const claimArrived = (tx: Queries, { events, placed }: Decided): Sent => {
  const lineOf = (id: string, sku: string): number | null => {
    const lines = placed.find((hold) => hold.id === id)?.lines
    return lines?.findIndex((line) => line.kind === 'preorder' && line.sku === sku) ?? null
  }
  const rows = events.flatMap((event) =>
    event.type === 'arrived'
      ? [
          {
            ...{ h: event.hold.id, l: event.hold.location, s: event.sku, q: event.quantity },
            ...{ e: event.hold.expiresAt, a: event.hold.state === 'held', n: lineOf(event.hold.id, event.sku) },
          },
        ]
      : [],
  )
  if (rows.length === 0) return []
  return [
    tx`
    insert into stock_claims (hold, line, location, sku, quantity, expires_at, active)
    select h, coalesce(n, p.line), l, s, sum(q), to_timestamp(max(e) / 1000), bool_or(a)
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as r (h uuid, l text, s text, q integer, e float8, a boolean, n smallint)
    left join preorder_claims p on n is null and p.hold = h and p.location = l and p.sku = s
    group by h, coalesce(n, p.line), l, s
    on conflict (hold, line) do update set quantity = stock_claims.quantity + excluded.quantity`.execute(),
  ]
}

const moveDeadlines = (tx: Queries, { extended }: Decided): Promise<unknown> =>
  tx`
    update stock_claims c set expires_at = to_timestamp(r.e / 1000)
    from json_to_recordset(${JSON.stringify(extended.map((hold) => ({ h: hold.id, e: hold.expiresAt })))}::text::json) as r (h uuid, e float8)
    where c.hold = r.h and c.active`.execute()

const endClaims = (tx: Queries, { ended }: Decided): Promise<unknown> =>
  tx`update stock_claims set active = false where hold = any(${ended.map(({ id }) => id)}::uuid[]) and active`.execute()

type Moved = Pick<StockMoved, 'location' | 'sku' | 'from' | 'to' | 'quantity' | 'reason'>

/** The ledger's new lines, column by column: that is how they travel. */
class Movements {
  readonly location: string[] = []
  readonly sku: string[] = []
  readonly from: Bucket[] = []
  readonly to: Bucket[] = []
  readonly quantity: number[] = []
  readonly reason: string[] = []
  readonly hold: (string | null)[] = []
  readonly order: (string | null)[] = []
  readonly returned: (string | null)[] = []
  readonly transferred: (string | null)[] = []

  /** Adds what an event moved. Events are added in the order of the decisions, so that the ledger can be read from its beginning. */
  add(event: Event): void {
    switch (event.type) {
      case 'placed':
        this.addLines(event.hold, 'available', 'held', 'held')
        break
      case 'ended':
        // Given back when released or expired; gone from on hand when confirmed (SPEC S2).
        this.addLines(event.hold, 'held', event.end === 'confirmed' ? 'outside' : 'available', event.end)
        break
      case 'given_back':
        this.addLines(event.hold, 'outside', 'available', 'given back', event.order)
        break
      case 'arrived':
        this.addArrived(event.hold, event.sku, event.quantity)
        break
      case 'moved':
        this.push(event, event.hold, event.order, event.return, event.transfer)
        break
      case 'extended':
      case 'sold':
      case 'order_changed':
      case 'order_told':
      case 'preorder_closed':
      case 'discrepancy':
      case 'discrepancy_settled':
      case 'booked':
      case 'booking_changed':
      case 'slots_freed':
      case 'slots_last':
      case 'session_ended':
      case 'waiting_changed':
      case 'return_changed':
      case 'graded':
      case 'transfer_changed':
        break
    }
  }

  /** What came for a hold is held; of one that is confirmed it leaves on hand at once (SPEC G5). */
  private addArrived({ id, state, location }: Hold, sku: string, quantity: number): void {
    const add = (from: Bucket, to: Bucket, reason: string): void => {
      this.push({ location, sku, from, to, quantity, reason }, id)
    }
    add('outside', 'held', 'arrived')
    if (state === 'confirmed') add('held', 'outside', 'confirmed')
  }

  private addLines(hold: Hold, from: Bucket, to: Bucket, reason: string, order: string | null = null): void {
    for (const line of hold.lines) {
      if (line.kind !== 'stock') continue
      this.push({ location: hold.location, sku: line.sku, from, to, quantity: line.quantity, reason }, hold.id, order)
    }
  }

  /** A line has a place in every column: one that was left out would give what it says to the lines behind it. */
  private push(
    { location, sku, from, to, quantity, reason }: Moved,
    hold: string | null,
    order: string | null = null,
    returned: string | null = null,
    transferred: string | null = null,
  ): void {
    this.location.push(location)
    this.sku.push(sku)
    this.from.push(from)
    this.to.push(to)
    this.quantity.push(quantity)
    this.reason.push(reason)
    this.hold.push(hold)
    this.order.push(order)
    this.returned.push(returned)
    this.transferred.push(transferred)
  }
}

const writeMovements = (tx: Queries, moved: Movements, now: number): Promise<unknown> =>
  tx`
    insert into stock_movements (location, sku, at, from_bucket, to_bucket, quantity, reason, hold, order_id, return_id, transfer_id)
    select l, s, to_timestamp(${now}::float8 / 1000), f, t, q, r, h, o, b, x
    from unnest(
      ${moved.location}::text[], ${moved.sku}::text[], ${moved.from}::text[], ${moved.to}::text[], ${moved.quantity}::integer[],
      ${moved.reason}::text[], ${moved.hold}::uuid[], ${moved.order}::uuid[], ${moved.returned}::uuid[],
      ${moved.transferred}::uuid[]
    ) as m (l, s, f, t, q, r, h, o, b, x)`.execute()

/** The figures as they were decided on the locked rows, and what was moved between the other bins. The table's checks refuse any that cannot be. */
const writeLevels = (tx: Queries, levels: readonly StockPool[], pools: StockPools): Promise<unknown> => {
  const rows = levels.map((pool) => ({
    ...{ l: pool.location, s: pool.sku, o: pool.onHand, h: pool.held, f: pool.shortfall },
    ...{
      b: pools.shifted(pool, 'returning'),
      q: pools.shifted(pool, 'quarantined'),
      d: pools.shifted(pool, 'damaged'),
    },
  }))
  return tx`
    update stock_levels l set on_hand = r.o, held = r.h, shortfall = r.f,
      in_return = l.in_return + r.b, quarantined = l.quarantined + r.q, damaged = l.damaged + r.d
    from json_to_recordset(${JSON.stringify(rows)}::text::json)
      as r (l text, s text, o integer, h integer, f integer, b integer, q integer, d integer)
    where l.location = r.l and l.sku = r.s`.execute()
}

/** What is on its way here from another location. Few batches move any: nobody else's statement becomes longer for it. */
const writeTransit = (tx: Queries, levels: readonly StockPool[], pools: StockPools): Sent => {
  const rows = levels.flatMap((pool) => {
    const quantity = pools.shifted(pool, 'in_transit')
    return quantity === 0 ? [] : [{ l: pool.location, s: pool.sku, q: quantity }]
  })
  if (rows.length === 0) return []
  return [
    tx`
    update stock_levels l set in_transit = l.in_transit + r.q
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as r (l text, s text, q integer)
    where l.location = r.l and l.sku = r.s`.execute(),
  ]
}
