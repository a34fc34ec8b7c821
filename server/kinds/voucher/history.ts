import type { Event } from '../../../shared/holds/settle.ts'
import type { Hold } from '../../../shared/holds/states.ts'
import { voucherLinesOf } from '../../../shared/kinds/registry.ts'
import type { Order } from '../../../shared/orders/orders.ts'
import type { EpochMs } from '../../../shared/time.ts'
import type { Queries } from '../../db/connect.ts'

/** What happened to one use of a code. */
export interface Entry {
  readonly code: string
  readonly event: 'held' | 'used' | 'reopened'
  readonly hold: string
  readonly location: string
  readonly order: string | null
  readonly reason: string | null
  /** Null: the moment of the batch. */
  readonly at: EpochMs | null
}

/** What a batch did to codes, in the order of its decisions. */
export const entriesOf = (events: readonly Event[]): Entry[] => {
  const orders = new Map<string, Order>()
  const ended = new Map<string, Order>()
  /** By hold: the counter sale that confirmed it. */
  const sales = new Map<string, string>()
  for (const event of events) {
    if (event.type === 'sold') for (const hold of event.holds) if (hold !== null) sales.set(hold, event.sell.order)
    if (event.type !== 'order_changed') continue
    orders.set(event.order.hold, event.order)
    ended.set(event.order.id, event.order)
  }
  const tell = (hold: Hold, event: Entry['event'], reason: string | null, order: string | null): Entry[] => {
    // It was open again from its deadline on, whenever somebody came by.
    const at = hold.state === 'expired' ? hold.expiresAt : null
    return voucherLinesOf(hold.lines).map(({ code }) => ({
      ...{ code, event, hold: hold.id, location: hold.location, order, reason, at },
    }))
  }
  return events.flatMap((event): Entry[] => {
    if (event.type === 'given_back') {
      const order = ended.get(event.order)
      return tell(event.hold, 'reopened', order?.reason ?? order?.state ?? null, event.order)
    }
    if (event.type !== 'placed' && event.type !== 'ended') return []
    const order = orders.get(event.hold.id)
    const id = order?.id ?? sales.get(event.hold.id) ?? null
    if (event.type === 'placed') return tell(event.hold, 'held', null, id)
    if (event.end === 'confirmed') return tell(event.hold, 'used', null, id)
    return tell(event.hold, 'reopened', event.hold.reason ?? order?.reason ?? event.end, id)
  })
}

/** Adds to the history. An order that is not in this batch is found by its hold. */
export const insertEntries = (tx: Queries, entries: readonly Entry[], now: EpochMs): Promise<unknown> =>
  tx`
    insert into voucher_history (code, at, event, hold, order_id, reason)
    select c, to_timestamp(coalesce(t, ${now}::float8) / 1000), e, h, coalesce(r.o, o.id), w
    from unnest(
      ${entries.map(({ code }) => code)}::text[], ${entries.map(({ event }) => event)}::text[], ${entries.map(({ hold }) => hold)}::uuid[],
      ${entries.map(({ order }) => order)}::uuid[], ${entries.map(({ reason }) => reason)}::text[],
      ${entries.map(({ at }) => at)}::float8[]
    ) with ordinality as r (c, e, h, o, w, t, n)
    left join orders o on o.hold = r.h
    order by n`.execute()
