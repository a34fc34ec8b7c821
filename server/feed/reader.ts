import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Checkpoint, Collection, Poke, Pulled } from '../../shared/protocol/feed.ts'
import type { Sql } from '../db/connect.ts'
import { type Source, sources } from './collections.ts'
import { follow, readHead } from './follow.ts'
import { Signal } from './signal.ts'
import { databaseClock } from './databaseClock.ts'
import { type FeedReader, ResyncNeeded } from './types.ts'
import { Window } from './window.ts'

export interface ReaderOptions {
  readonly sql: Sql
  readonly log: Logger
  /** Commits that come within this time share one poke. */
  readonly coalesceMs?: number
  /** A poke at least this often, so that terminals know the hub's time and that their numbers are fresh. */
  readonly beatMs?: number
  readonly capacity?: number
}

/** Starts following the feed. Listens for commits of other hubs too. */
export const startFeedReader = async (options: ReaderOptions): Promise<FeedReader> => {
  const { sql, log, coalesceMs = 25, beatMs = 10_000, capacity = 20_000 } = options
  const start = await readHead(sql)
  const window = new Window(start.position, start.lastChanges, capacity)
  const signal = new Signal()
  const { epoch } = start
  const clock = databaseClock(sql, start.now, beatMs)
  let position = start.position
  let heard = position
  let following: Promise<void> | null = null
  let followers = 0
  let closed = false

  /**
   * Without a terminal to tell, a hub does not read what it commits: on a busy website that would cost a good part of the database. Whoever
   * comes then finds the window empty, beginning at the feed's present end.
   */
  const wakeUp = async (): Promise<void> => {
    const head = await readHead(sql)
    if (followers > 0 && head.position <= position) return
    window.restart(head.position, head.lastChanges)
    position = head.position
    heard = Math.max(heard, position)
    clock.set(head.now)
  }

  const catchUp = async (): Promise<void> => {
    while (heard > position && !closed) {
      try {
        position = await follow(sql, window, position, (collection, error) =>
          log.error({ err: error, collection }, 'changed documents could not be made'),
        )
        signal.fire()
      } catch (error) {
        log.warn({ err: error }, 'the feed could not be read and will be tried again')
        await sleep(200)
      }
      if (heard > position) await sleep(coalesceMs)
    }
    following = null
  }

  const listeners = new Set<(position: number) => void>()
  /** What listeners have heard of; looking at the head by the way is not telling them. */
  let told = position

  const committed = (at: number): void => {
    if (at > told) {
      told = at
      for (const listener of listeners) listener(at)
    }
    heard = Math.max(heard, at)
    if (followers > 0) following ??= sleep(coalesceMs).then(catchUp)
  }

  const listening = await sql.listen(
    'holdfast_feed',
    (payload) => committed(Number(payload)),
    // Also after a lost connection: what was told meanwhile is found by looking.
    () => {
      readHead(sql).then(
        (head) => {
          clock.set(head.now)
          committed(head.position)
        },
        (error: unknown) => log.warn({ err: error }, 'the head of the feed could not be read'),
      )
    },
  )

  const poke = (): Poke => ({ epoch, position, hubTime: clock.now() })

  return {
    head: () => ({ epoch, position }),
    committed,
    hear: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    pull: async (collection, location, checkpoint, limit) => {
      if (followers === 0) await wakeUp()
      return pull({ sql, window, epoch, position }, { collection, location, checkpoint, limit })
    },
    async *pokes(until) {
      if (followers === 0) await wakeUp()
      followers += 1
      try {
        yield poke()
        while (!until.aborted && !closed) {
          await signal.wait(beatMs, until)
          clock.keepRight()
          if (until.aborted) return
          yield poke()
        }
      } finally {
        followers -= 1
      }
    },
    close: async () => {
      closed = true
      signal.fire()
      await listening.unlisten()
      await following
    },
  }
}

interface Standing {
  readonly sql: Sql
  readonly window: Window
  readonly epoch: string
  readonly position: number
}

interface Asked<C extends Collection> {
  readonly collection: C
  readonly location: string
  readonly checkpoint: Checkpoint | null
  readonly limit: number
}

const pull = async <C extends Collection>(at: Standing, asked: Asked<C>): Promise<Pulled<C>> => {
  const { checkpoint } = asked
  if (checkpoint === null) return copy(at, asked, at.position, '')
  if (checkpoint.epoch !== at.epoch) throw new ResyncNeeded()
  if (checkpoint.after !== undefined) return copy(at, asked, checkpoint.position, checkpoint.after)
  return changesAfter(at, asked, checkpoint.position, asked.limit)
}

/**
 * A page of the first copy. The last page also brings what changed since the copy began: RxDB keeps no checkpoint of an empty answer, so a
 * replica may ask for the last page again and again and has to hear of changes then too.
 */
const copy = async <C extends Collection>(
  at: Standing,
  asked: Asked<C>,
  position: number,
  after: string,
): Promise<Pulled<C>> => {
  const { collection, location, limit } = asked
  const source: Source<C> = sources[collection]
  const documents = await source.page(at.sql, location, after, limit)
  const last = documents.at(-1)
  if (documents.length === limit && last !== undefined)
    return { documents, checkpoint: { epoch: at.epoch, position, after: source.idOf(last) } }
  const rest = await changesAfter(at, asked, position, limit - documents.length)
  return { documents: [...documents, ...rest.documents], checkpoint: rest.checkpoint }
}

const changesAfter = async <C extends Collection>(
  { sql, window, epoch, position: head }: Standing,
  { collection, location }: Asked<C>,
  position: number,
  limit: number,
): Promise<Pulled<C>> => {
  // Ahead of what this hub has read: another hub told it of newer changes, or the database was restored to an older state.
  if (position > head) {
    const now = await readHead(sql)
    if (position > now.position) throw new ResyncNeeded()
    return { documents: [], checkpoint: { epoch, position } }
  }
  const entries = window.after(collection, location, position, limit)
  if (entries === null) return changesFromTable(sql, { collection, location, position, limit, epoch, head })
  const last = entries.length === limit ? entries.at(-1) : undefined
  return {
    documents: entries.map(({ document }) => document),
    checkpoint: { epoch, position: last === undefined ? head : last.position },
  }
}

interface Older<C extends Collection> {
  readonly collection: C
  readonly location: string
  readonly position: number
  readonly limit: number
  readonly epoch: string
  readonly head: number
}

/** For a replica that was away for longer than the window reaches. */
const changesFromTable = async <C extends Collection>(sql: Sql, older: Older<C>): Promise<Pulled<C>> => {
  const { collection, location, position, limit, epoch, head } = older
  const source: Source<C> = sources[collection]
  const changed = await sql<{ subject: string; position: number; types: string[] }[]>`
    select subject, max(position) as position, array_agg(type) as types from (
      select subject, type, max(position) as position from changes
      where entry > ${position} and position > ${position} and position <= ${head} and type = any(${[...source.types]}::text[])
        and (location is null or not ${source.local} or location = ${location})
      group by subject, type
    ) as changed group by subject order by max(position) limit ${limit}`
  // Afterwards: what is put away between the two would be missing from what was read, and nobody would know.
  const [first] = await sql<{ position: number }[]>`
    select coalesce((select position from changes order by entry, position limit 1), (select position + 1 from feed_head)) as position`
  if (first !== undefined && first.position > position + 1) throw new ResyncNeeded()
  const documents = await source.byIds(
    sql,
    changed.map(({ subject }) => subject),
    new Set(changed.flatMap(({ types }) => types)),
  )
  const mine = documents.filter((document) => !source.local || source.locationOf(document) === location)
  const last = changed.length === limit ? changed.at(-1) : undefined
  // Fewer documents than the limit would tell the replica that it has all; a subject without a document is padded by asking again.
  if (last !== undefined && mine.length < limit) {
    const rest = await changesFromTable(sql, { ...older, position: last.position, limit: limit - mine.length })
    return { documents: [...mine, ...rest.documents], checkpoint: rest.checkpoint }
  }
  return { documents: mine, checkpoint: { epoch, position: last === undefined ? head : last.position } }
}
