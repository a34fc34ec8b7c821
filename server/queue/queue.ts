import type { Logger } from 'pino'
import type { NewId } from '../../shared/holds/settle.ts'
import type { Arbiter } from '../arbiter/types.ts'
import type { Queries, Sql } from '../db/connect.ts'
import type { FeedReader } from '../feed/types.ts'
import type { Halls } from '../seating/halls.ts'
import { type Buyer, insertBuyer, isOnSale, markLeft, type NewBuyer, readBuyers } from './buyers.ts'
import { Followers, type Tell } from './followers.ts'
import { type KeptSeats, readKeptSeats } from './keptSeats.ts'
import { startOfferJob } from './offerJob.ts'
import { insertSeatBuyer, type NewSeatBuyer } from './seatBuyers.ts'

export type Joined = 'joined' | 'not_on_sale' | 'queued_already'

/** The waiting room of flash sales, and of seats (SPEC Q1 to Q9). */
export interface Queue {
  /** Puts somebody at the end of the line. To be followed by `changed` once that is committed. */
  join(sql: Queries, buyer: NewBuyer): Promise<Joined>
  /** Puts a visitor at the end of the line for seats of an event. To be followed by `changed` once that is committed. */
  joinForSeats(sql: Queries, buyer: NewSeatBuyer): Promise<Exclude<Joined, 'not_on_sale'>>
  /** How somebody stands; null if nobody queues, or has queued lately, under this id. */
  read(sql: Queries, id: string): Promise<Buyer | null>
  /** Takes somebody out of the line who waits; an offer is given back as any hold is. */
  leave(sql: Queries, id: string): Promise<void>
  /** Somebody has joined or left. */
  changed(): void
  /** Tells how somebody stands, soon and whenever it has changed. @returns how to end it */
  follow(id: string, tell: Tell<Buyer>): () => void
  /** Tells what of an event is promised to those who wait, soon and whenever it has changed. @returns how to end it */
  followKept(event: string, tell: Tell<KeptSeats>): () => void
  close(): Promise<void>
}

export interface QueueOptions {
  readonly sql: Sql
  readonly arbiter: Pick<Arbiter, 'submit'>
  readonly feed: Pick<FeedReader, 'hear'>
  readonly halls: Pick<Halls, 'read'>
  readonly log: Logger
  readonly newId: NewId
  readonly onOffered?: (offers: number) => void
}

/** Opens the waiting room, and begins to make offers. */
export const startQueue = ({ sql, arbiter, feed, halls, log, newId, onOffered }: QueueOptions): Queue => {
  const buyers = new Followers({ read: (ids) => readBuyers(sql, ids), log })
  const kept = new Followers({ read: (events) => readKeptSeats({ sql, halls }, events), log })
  const tellAll = (): void => {
    buyers.changed()
    kept.changed()
  }
  const job = startOfferJob({
    ...{ sql, arbiter, halls, log, newId, onChange: tellAll },
    ...(onOffered === undefined ? {} : { onOffered }),
  })
  const deafen = feed.hear(() => {
    job.committed()
    tellAll()
  })
  return {
    join: async (tx, buyer) => {
      if (!(await isOnSale(tx, buyer.location, buyer.sku))) return 'not_on_sale'
      return (await insertBuyer(tx, buyer)) ? 'joined' : 'queued_already'
    },
    joinForSeats: async (tx, buyer) => ((await insertSeatBuyer(tx, buyer)) ? 'joined' : 'queued_already'),
    read: async (tx, id) => (await readBuyers(tx, [id]))[0] ?? null,
    leave: markLeft,
    changed: () => {
      job.joined()
      tellAll()
    },
    follow: (id, tell) => buyers.follow(id, tell),
    followKept: (event, tell) => kept.follow(event, tell),
    close: async () => {
      deafen()
      await job.stop()
      await Promise.all([buyers.close(), kept.close()])
    },
  }
}
