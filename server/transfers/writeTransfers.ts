import type { Event } from '../../shared/holds/settle.ts'
import type { EpochMs } from '../../shared/time.ts'
import { comingIn, type Transfer } from '../../shared/transfers/transfers.ts'
import type { Queries } from '../db/connect.ts'
import type { Sent } from '../kinds/types.ts'

const dayMs = 86_400_000

/** Writes the transfers that a batch sent or changed, as they are at its end. */
export const writeTransfers = (tx: Queries, events: readonly Event[], now: EpochMs): Sent => {
  const changed = new Map<string, Transfer>()
  for (const event of events) if (event.type === 'transfer_changed') changed.set(event.transfer.id, event.transfer)
  const transfers = [...changed.values()]
  return transfers.length === 0 ? [] : [upsertTransfers(tx, transfers, now), upsertLines(tx, transfers)]
}

const upsertTransfers = (tx: Queries, transfers: readonly Transfer[], now: EpochMs): Promise<unknown> => {
  const rows = transfers.map((one) => ({
    ...{ i: one.id, n: one.number, s: one.state, f: one.from, d: one.to, r: one.note, t: one.sentAt, u: one.sentBy },
    ...{ a: one.receivedAt, b: one.receivedBy, c: one.closedAt },
    ...{ e: comingIn(one) > 0 ? null : now + dayMs },
  }))
  return tx`
    insert into transfers (id, number, state, from_location, to_location, note, sent_at, sent_by, received_at, received_by, closed_at, kept_until)
    select i, n, s, f, d, r, to_timestamp(t / 1000), u, to_timestamp(a / 1000), b, to_timestamp(c / 1000), to_timestamp(e / 1000)
    from json_to_recordset(${JSON.stringify(rows)}::text::json)
      as v (i uuid, n text, s text, f text, d text, r text, t float8, u text, a float8, b text, c float8, e float8)
    on conflict (id) do update set state = excluded.state, received_at = excluded.received_at, received_by = excluded.received_by,
      closed_at = excluded.closed_at, kept_until = excluded.kept_until`.execute()
}

const upsertLines = (tx: Queries, transfers: readonly Transfer[]): Promise<unknown> => {
  const rows = transfers.flatMap(({ id, lines }) =>
    lines.map(({ sku, sent, received, short }, n) => ({ i: id, n, k: sku, s: sent, r: received, d: short })),
  )
  return tx`
    insert into transfer_lines (transfer_id, line, sku, sent, received, short)
    select i, n, k, s, r, d from json_to_recordset(${JSON.stringify(rows)}::text::json)
      as v (i uuid, n smallint, k text, s integer, r integer, d uuid)
    on conflict (transfer_id, sku) do update set received = excluded.received, short = excluded.short`.execute()
}
