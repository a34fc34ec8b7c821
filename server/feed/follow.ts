import type { Collection } from '../../shared/protocol/feed.ts'
import { collections } from '../../shared/protocol/feed.ts'
import type { Sql } from '../db/connect.ts'
import { isFault } from '../db/faults.ts'
import { type Source, sources } from './collections.ts'
import type { Window } from './window.ts'

/** A line of the feed, as far as replicas are concerned. */
export interface Change {
  readonly position: number
  readonly type: string
  readonly subject: string
}

const collectionOfType: ReadonlyMap<string, Collection> = new Map(
  collections.flatMap((collection) => sources[collection].types.map((type) => [type, collection] as const)),
)

/** More than this at once (an import, a restored hub) is not worth keeping in memory. */
const mostAtOnce = 5_000

/**
 * Brings the window up to the feed's present end: one query for the changes, one per collection that changed for its documents. It is called
 * once per hub and poke, whatever the number of terminals.
 * @param onBug told of a collection whose documents cannot be made, by a bug: whoever asks for them is answered from the table, and hears of it; all others go on
 * @returns the new position
 * @throws faults of the database: then it is to be called again from the same position
 */
export const follow = async (
  sql: Sql,
  window: Window,
  position: number,
  onBug: (collection: Collection, error: unknown) => void,
): Promise<number> => {
  const changes = await sql<Change[]>`
    select position, type, subject from changes where entry > ${position} and position > ${position} order by entry, position limit ${mostAtOnce + 1}`
  const [first] = changes
  const last = changes.at(-1)
  // The feed has no gaps: what is missing was put away before this hub came to read it. Who has not heard of it is answered from the table, and starts over.
  const isWhole = first?.position === position + 1
  if (last === undefined || !isWhole || changes.length > mostAtOnce) {
    const head = await readHead(sql)
    if (head.position <= position) return position
    window.restart(head.position, head.lastChanges)
    return head.position
  }
  const lasts = new Map<Collection, number>()
  for (const { type, position: at } of changes) {
    const collection = collectionOfType.get(type)
    if (collection !== undefined) lasts.set(collection, at)
  }
  const shelving = [...lasts].map(async ([collection, at]) => {
    try {
      await shelve(sql, window, collection, changes)
    } catch (error) {
      if (isFault(error)) throw error
      window.forget(collection, at)
      onBug(collection, error)
    }
  })
  await Promise.all(shelving)
  return last.position
}

const shelve = async <C extends Collection>(sql: Sql, window: Window, collection: C, changes: readonly Change[]) => {
  const newest = new Map<string, number>()
  const types = new Set<string>()
  for (const { type, subject, position } of changes) {
    if (collectionOfType.get(type) !== collection) continue
    newest.set(subject, position)
    types.add(type)
  }
  const latest = Math.max(...newest.values())
  const source: Source<C> = sources[collection]
  const documents = await source.byIds(sql, [...newest.keys()], types)
  const entries = documents.map((document) => {
    const subject = source.subjectOf?.(document) ?? source.idOf(document)
    const id = source.keyOf?.(document) ?? subject
    const location = source.local ? source.locationOf(document) : null
    // One that the feed calls by what is in it has changed by now at the latest.
    return { position: newest.get(subject) ?? latest, id, location, document }
  })
  for (const entry of entries.toSorted((a, b) => a.position - b.position)) window.add(collection, entry)
}

/** The feed's end, the database's life, and the last change of each collection. */
export interface Head {
  readonly epoch: string
  readonly position: number
  /** The database's clock, in milliseconds. */
  readonly now: number
  readonly lastChanges: ReadonlyMap<Collection, number>
}

/** Changes of these are few and far between, and have an index of their own. */
const isRare = (type: string): boolean => type.startsWith('replica.') || type.startsWith('discrepancy.')

/** Changes of the others come all the time: one that is not among the newest counts as being just before them. */
const newestLooked = 20_000

/** Reads where the feed is. */
export const readHead = async (sql: Sql): Promise<Head> => {
  const [row] = await sql<{ epoch: string; position: number; now: number; putAway: number }[]>`
    select epoch, position, floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now, place as "putAway"
    from hub, feed_head, housekeeping where task = 'feed'`
  if (row === undefined) throw new Error('the database was not migrated')
  const types = await sql<{ type: string; position: number }[]>`
    select type, max(position) as position from (
      select type, position from feed where position <= ${row.position} order by position desc limit ${newestLooked}
    ) as newest group by type
    union all
    select type, max(position) from feed where type like any (array['replica.%', 'discrepancy.%']) group by type`
  const before = Math.max(0, row.position - newestLooked)
  const lastChanges = new Map<Collection, number>()
  // What was put away may have been the last change of any of them.
  for (const collection of collections)
    lastChanges.set(collection, sources[collection].types.every(isRare) ? row.putAway : Math.max(before, row.putAway))
  for (const { type, position } of types) {
    const collection = collectionOfType.get(type)
    if (collection !== undefined) lastChanges.set(collection, Math.max(position, lastChanges.get(collection) ?? 0))
  }
  return { ...row, lastChanges }
}
