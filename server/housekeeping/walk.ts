import type { Sql, Tx } from '../db/connect.ts'

/** What one step of a task did. */
export interface Step {
  readonly putAway: number
  /** True if there is nothing more to do for now, or another hub is at it. */
  readonly isDone: boolean
}

/** A stretch of a table's pages. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

export interface Walk {
  /** The table, which is also the name of its task. */
  readonly table: 'holds' | 'verdicts'
  /** Pages that are looked at in one transaction. */
  readonly pages: number
  /** Puts away what has its time in these pages. @returns how many rows */
  readonly putAway: (tx: Tx, stretch: Stretch) => Promise<number>
}

/** So long after the end of one walk the next begins, in minutes. */
const restMinutes = 60

/**
 * One step of a walk through a table in the order of its pages: whatever every hold pays for an index on its end, nobody has to. Where the walk has
 * come to is written in the same transaction; a hub that dies has done nothing, and one that finds another at it leaves it alone.
 */
export const stepOn = (sql: Sql, { table, pages, putAway }: Walk): Promise<Step> =>
  sql.begin(async (tx) => {
    const [at] = await tx<{ place: number; size: number }[]>`
      select place, pg_relation_size(${table}::text::regclass) / current_setting('block_size')::bigint as size
      from housekeeping where task = ${table} and due_at <= clock_timestamp() for update skip locked`
    if (at === undefined) return { putAway: 0, isDone: true }
    const to = at.place + pages
    const count = at.place < at.size ? await putAway(tx, { from: at.place, to }) : 0
    const isDone = to >= at.size
    await tx`
      update housekeeping set place = ${isDone ? 0 : to}::bigint,
        due_at = case when ${isDone} then clock_timestamp() + make_interval(mins => ${restMinutes}) else due_at end
      where task = ${table}`
    return { putAway: count, isDone }
  })

/** The condition that a row lies in a stretch of its table. */
export const isWithin = (tx: Tx, { from, to }: Stretch) =>
  tx`ctid >= ${`(${from},0)`}::text::tid and ctid < ${`(${to},0)`}::text::tid`
