import type { Sql, Tx } from '../db/connect.ts'

/** One change on its way to the feed. Types that begin with `replica.` are for terminals only and are not shown on `GET /v1/changes`. */
export interface FeedChange {
  readonly type: string
  readonly subject: string
  /** The location it concerns; null concerns all. */
  readonly location: string | null
  /** What has to be kept as it is now. */
  readonly data: object | null
}

/**
 * Gives changes their positions and stores them. Call it last in a transaction: it locks the feed's head until the commit, so that positions
 * are in commit order (a sequence would let a later position commit first, and a reader pass it by).
 * @returns the last position given
 */
export const appendChanges = async (tx: Tx | Sql, changes: readonly FeedChange[]): Promise<number> => {
  const [row] = await tx<{ position: number }[]>`
    with head as (update feed_head set position = position + ${changes.length} returning position),
    added as (
      insert into feed (position, at, type, subject, location, data)
      select head.position - ${changes.length} + c.ord, clock_timestamp(), c.type, c.subject, c.location, c.data::json
      from head, unnest(
        ${changes.map((change) => change.type)}::text[], ${changes.map((change) => change.subject)}::text[],
        ${changes.map((change) => change.location)}::text[],
        ${changes.map((change) => (change.data === null ? null : JSON.stringify(change.data)))}::text[]
      ) with ordinality as c (type, subject, location, data, ord)
    ),
    told as (select pg_notify('holdfast_feed', head.position::text) from head)
    select head.position from head, told`
  if (row === undefined) throw new Error('the feed has no head: the database was not migrated')
  return row.position
}
