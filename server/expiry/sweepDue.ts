import type { Sql } from '../db/connect.ts'
import { findDue, sweepPlaces, type Swept } from './sweep.ts'

export interface SweepOptions {
  /** The most that one transaction expires. */
  readonly batch: number
  /** So many transactions run side by side where there is work for them; the pool needs as many connections. */
  readonly workers: number
  readonly stopped: () => boolean
  /** Told of each transaction. */
  readonly onSwept: (swept: Swept, milliseconds: number) => void
}

/** Portions for which is looked at once: what else is due in the meantime, orders and bookings, waits no longer than for these. */
const portionsAtOnce = 25

/** Expires what is due, as much as one look finds. @returns true if there may be more */
export const sweepDue = async (sql: Sql, { batch, workers, stopped, onSwept }: SweepOptions): Promise<boolean> => {
  const portions = await findDue(sql, batch * portionsAtOnce, batch)
  // Taken from by all workers.
  const left = portions.values()
  let ended = 0
  const work = async (): Promise<void> => {
    for (const places of left) {
      if (stopped()) return
      const began = performance.now()
      const swept = await sweepPlaces(sql, places)
      ended += swept.expired
      if (swept.expired > 0) onSwept(swept, performance.now() - began)
    }
  }
  await Promise.all(Array.from({ length: Math.min(workers, portions.length) }, work))
  // Where another hub has them all there is nothing to do but to come back.
  return portions.length === portionsAtOnce && ended > 0
}
