import type { Hold } from '../../shared/holds/states.ts'
import { lineRules } from '../../shared/kinds/registry.ts'
import type { ArbiterCommand } from '../../shared/protocol/commands.ts'
import type { Verdict } from '../../shared/protocol/verdicts.ts'
import type { Queries } from '../db/connect.ts'
import type { Sent } from '../kinds/types.ts'
import type { Submission } from './types.ts'
import { withoutCustomer } from './withoutCustomer.ts'
import type { FeedRow, Fresh } from './writeBatch.ts'

const none: Sent = []

export const insertHolds = (tx: Queries, placed: readonly Hold[], batch: readonly Submission[]): Sent => {
  if (placed.length === 0) return none
  const customers = new Map<string, object>()
  for (const { command, customer } of batch)
    if (customer !== undefined && command.type === 'hold.place') customers.set(command.hold, customer)
  const sessions = new Map(batch.flatMap(sessionOf))
  const rows = placed.map((hold) => ({
    i: hold.id,
    c: hold.channel,
    l: hold.location,
    p: hold.placedAt,
    e: hold.expiresAt,
    t: hold.terminal,
    s: hold.staff,
    u: customers.get(hold.id),
    b: sessions.get(hold.id)?.key,
    o: sessions.get(hold.id)?.replaces,
  }))
  return [
    tx`
    insert into holds (id, state, channel, location, placed_at, expires_at, terminal, staff, customer, session)
    select i, 'held', c, l, to_timestamp(p / 1000), to_timestamp(e / 1000), t, s, u,
      coalesce(b, (select session from holds old where old.id = o))
    from json_to_recordset(${JSON.stringify(rows)}::text::json)
      as r (i uuid, c text, l text, p float8, e float8, t uuid, s text, u jsonb, b text, o uuid)`.execute(),
  ]
}

/** The session to which a command binds its hold; what replaces another hold stays bound as that was. */
const sessionOf = ({
  command,
}: Submission): [hold: string, bound: { readonly key?: string; readonly replaces?: string }][] => {
  if (command.type === 'hold.replace') return [[command.hold, { replaces: command.replaces }]]
  return command.type === 'hold.place' && command.session !== undefined
    ? [[command.hold, { key: command.session }]]
    : []
}

export const moveDeadlines = (tx: Queries, extended: readonly Hold[]): Sent => {
  if (extended.length === 0) return none
  const rows = extended.map((hold) => ({ i: hold.id, e: hold.expiresAt }))
  return [
    tx`
    update holds h set expires_at = to_timestamp(r.e / 1000)
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as r (i uuid, e float8)
    where h.id = r.i`.execute(),
  ]
}

export const endHolds = (tx: Queries, ended: readonly Hold[]): Sent => {
  if (ended.length === 0) return none
  const rows = ended.map((hold) => ({ i: hold.id, s: hold.state, a: hold.endedAt, r: hold.reason }))
  return [
    tx`
    update holds h set state = r.s, ended_at = to_timestamp(r.a / 1000), reason = r.r
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as r (i uuid, s text, a float8, r text)
    where h.id = r.i`.execute(),
  ]
}

/** Keeps how far each terminal has come, where it came further in this batch. */
export const takeTurns = (
  tx: Queries,
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): Sent => {
  const rows = [...after].flatMap(([i, n]) => (before.get(i) === n ? [] : [{ i, n }]))
  if (rows.length === 0) return none
  return [
    tx`
    update terminals t set last_sequence = r.n, last_seen_at = now()
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as r (i uuid, n bigint)
    where t.id = r.i`.execute(),
  ]
}

/**
 * Stores the verdicts and gives the changes their positions. The last statement of a batch: it locks the feed's head until the commit, so that
 * positions are in commit order. A batch that changed nothing does not touch the head.
 * @returns the position of the last change; the feed's present one if there is none
 */
export const storeVerdicts = async (
  tx: Queries,
  fresh: readonly Fresh[],
  changes: readonly FeedRow[],
  now: number,
): Promise<number> => {
  const stored = fresh.map(({ submission, verdict }) => ({ submission, ...compact(submission.command.type, verdict) }))
  const verdicts = verdictTable(tx, stored)
  const [row] =
    changes.length === 0 ? await storeOnly(tx, verdicts, now) : await storeAndFeed(tx, verdicts, changes, now)
  if (row === undefined) throw new Error('the feed has no head: the database was not migrated')
  return row.position
}

interface Stored {
  readonly submission: Submission
  readonly hold: string | null
  readonly deadline: number | null
  readonly verdict: string | null
}

/** An accepted hold is not written a second time as JSON: that took as long as everything else of it together. `findVerdicts` is the way back. */
const compact = (type: ArbiterCommand['type'], verdict: Verdict): Omit<Stored, 'submission'> =>
  verdict.accepted &&
  verdict.outcome.type === 'hold' &&
  (type === 'hold.place' || type === 'hold.replace') &&
  !verdict.outcome.hold.lines.some(({ kind }) => lineRules[kind].mayChange === true)
    ? { hold: verdict.outcome.hold.id, deadline: verdict.outcome.hold.expiresAt / 1000, verdict: null }
    : { hold: null, deadline: null, verdict: JSON.stringify(withoutCustomer(verdict)) }

/** The verdicts as a table: arrays of plain values, which PostgreSQL takes apart faster than JSON within JSON. */
const verdictTable = (tx: Queries, stored: readonly Stored[]) => tx`
  unnest(
    ${stored.map(({ submission }) => submission.caller)}::text[], ${stored.map(({ submission }) => submission.key)}::text[],
    ${stored.map(({ submission }) => submission.bodyHash)}::text[], ${stored.map(({ submission }) => submission.command.type)}::text[],
    ${stored.map(({ submission }) => submission.giver.staff)}::text[], ${stored.map(({ hold }) => hold)}::uuid[],
    ${stored.map(({ deadline }) => deadline)}::float8[], ${stored.map(({ verdict }) => verdict)}::text[]
  ) as r (c, k, h, t, s, o, d, v)`

type Table = ReturnType<typeof verdictTable>

const storeOnly = (tx: Queries, verdicts: Table, now: number) =>
  tx<{ position: number }[]>`
    with head as (select position from feed_head),
    stored as (
      insert into verdicts (caller, key, body_hash, type, staff, hold, deadline, verdict, position, settled_at)
      select c, k, h, t, s, o, to_timestamp(d), v::json, head.position, to_timestamp(${now}::float8 / 1000) from head, ${verdicts}
    )
    select position from head`.execute()

const storeAndFeed = (tx: Queries, verdicts: Table, changes: readonly FeedRow[], now: number) =>
  tx<{ position: number }[]>`
    with head as (update feed_head set position = position + ${changes.length} returning position),
    stored as (
      insert into verdicts (caller, key, body_hash, type, staff, hold, deadline, verdict, position, settled_at)
      select c, k, h, t, s, o, to_timestamp(d), v::json, head.position, to_timestamp(${now}::float8 / 1000) from head, ${verdicts}
    ),
    fed as (
      insert into feed (position, at, type, subject, location, deadline)
      select head.position - ${changes.length} + n, to_timestamp(${now}::float8 / 1000), t, s, l, to_timestamp(d)
      from head, unnest(
        ${changes.map(({ type }) => type)}::text[], ${changes.map(({ subject }) => subject)}::text[],
        ${changes.map(({ location }) => location)}::text[],
        ${changes.map(({ deadline }) => (deadline === null ? null : deadline / 1000))}::float8[]
      ) with ordinality as r (t, s, l, d, n)
    )
    select position, pg_notify('holdfast_feed', position::text) from head`.execute()
