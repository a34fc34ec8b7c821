import type { Queries } from '../db/connect.ts'

/** One change as those outside are told it. */
export interface Change {
  readonly position: number
  readonly at: Date
  readonly type: string
  readonly subject: string
  readonly data: Readonly<Record<string, unknown>>
}

export interface Changes {
  readonly data: readonly Change[]
  /** Where to go on: behind all that was looked at. */
  readonly next: number
}

/** A position from which nobody can be told everything. */
export type Nowhere =
  /** It is ahead of the feed: another database made it. */
  | { readonly trouble: 'unknown' }
  /** What came right after it is forgotten; all after `oldest` is there. */
  | { readonly trouble: 'forgotten'; readonly oldest: number }

interface Row {
  readonly head: number
  readonly forgotten: number
  readonly position: number | null
  readonly at: Date
  readonly type: string
  readonly subject: string
  readonly location: string | null
  readonly deadline: number | null
  readonly kept: Readonly<Record<string, unknown>> | null
  readonly onHand: number | null
  readonly available: number | null
}

/**
 * The changes after a position in commit order, each once. What only replicas need (`replica.…`) and what holds tell already (`seat.changed`) is left
 * out. Of stock the level is told as it is now, and nothing as available that is not sold any more; a later change of it will tell it again.
 *
 * One statement, hence one snapshot: the head and the rows fit each other, so that nothing between them is passed by, nor what is put away
 * meanwhile. What was put away is looked at only for who stands before it.
 */
export const readChangesAfter = async (sql: Queries, after: number, limit: number): Promise<Changes | Nowhere> => {
  const isWanted = sql`position > ${after}::bigint and position <= head.position and type not like 'replica.%' and type <> 'seat.changed'`
  const rows = await sql<Row[]>`
    select head.position as head, k.forgotten_position as forgotten, f.position, f.at, f.type, f.subject, f.location,
      round(extract(epoch from f.deadline) * 1000)::bigint as deadline, f.data as kept, l.on_hand as "onHand",
      least(l.on_hand - l.held - l.allotted - i.safety_stock, case when not i.listed then 0 end) as available
    from feed_head head join housekeeping k on k.task = 'feed'
    left join lateral (
      select * from (
        (select position, at, type, subject, location, deadline, data from feed_old where k.place > ${after}::bigint and ${isWanted} order by position limit ${limit})
        union all
        (select position, at, type, subject, location, deadline, data from changes where entry > ${after}::bigint and ${isWanted} order by entry, position limit ${limit})
      ) as kept order by position limit ${limit}
    ) as f on true
    left join stock_levels l on f.type = 'stock.changed' and l.location = f.location and l.sku = substr(f.subject, length(f.location) + 2)
    left join items i on i.sku = l.sku
    order by f.position`
  const { head = 0, forgotten = 0 } = rows[0] ?? {}
  if (after > head) return { trouble: 'unknown' }
  if (after < forgotten) return { trouble: 'forgotten', oldest: forgotten }
  const data = rows.flatMap(({ position, at, type, subject, ...row }): Change[] =>
    position === null ? [] : [{ position, at, type, subject, data: dataOf(type, subject, row) }],
  )
  const last = data.at(-1)?.position ?? after
  return { data, next: data.length < limit ? head : last }
}

const dataOf = (
  type: string,
  subject: string,
  { location, deadline, kept, onHand, available }: Pick<Row, 'location' | 'deadline' | 'kept' | 'onHand' | 'available'>,
): Record<string, unknown> => ({
  ...(location === null ? {} : { location }),
  ...(deadline === null ? {} : { expiresAt: new Date(deadline).toISOString() }),
  ...(type === 'stock.changed' && location !== null ? { sku: subject.slice(location.length + 1) } : {}),
  ...(onHand === null ? {} : { onHand, available }),
  ...kept,
})
