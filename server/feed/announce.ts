import type { Sql, Tx } from '../db/connect.ts'
import { appendChanges, type FeedChange } from './append.ts'
import type { FeedReader } from './types.ts'

/** What a piece of work brought about, and what those who follow have to hear of it. */
export interface Changed<Value> {
  readonly value: Value
  readonly changes: readonly FeedChange[]
}

export const changed = <Value>(value: Value, ...changes: readonly FeedChange[]): Changed<Value> => ({ value, changes })

type ReplicaType =
  | 'replica.campaign'
  | 'replica.codes'
  | 'replica.event'
  | 'replica.hall'
  | 'replica.item'
  | 'replica.place'
  | 'replica.resource'
  | 'replica.service'
  | 'replica.staff'

/** A change of something that only replicas keep: campaigns and their codes, events, halls, items, places, staff, resources, services. */
export const replicaChange = (type: ReplicaType, subject: string): FeedChange => ({
  type,
  subject,
  location: null,
  data: null,
})

interface Followed {
  readonly sql: Sql
  readonly feed: Pick<FeedReader, 'committed'>
}

/**
 * Runs work in one transaction, gives its changes their positions as the last thing in it, and tells those who follow once it is committed.
 * Every writer but the arbiter and the sweep goes through here, so that nobody forgets one of the three.
 */
export const announce = async <Value>(
  { sql, feed }: Followed,
  work: (tx: Tx) => Promise<Changed<Value>>,
): Promise<Value> => {
  let position: number | null = null
  const value = await sql.begin(async (tx) => {
    const result = await work(tx)
    if (result.changes.length > 0) position = await appendChanges(tx, result.changes)
    return { kept: result.value }
  })
  if (position !== null) feed.committed(position)
  return value.kept
}
