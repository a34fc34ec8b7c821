import type { Logger } from 'pino'
import { isFault } from './db/faults.ts'

/** When a job has to run again: `next` by the database's clock `now`, both in milliseconds; null if nothing is due by itself. */
export interface NextWake {
  readonly now: number
  readonly next: number | null
}

export interface WakingJobOptions {
  /** Names it in the log: "the … job". */
  readonly name: string
  readonly log: Logger
  /** What it does. Asked to end soon once `stopped` says so. @returns null if nothing is due by itself, and nobody needed to ask the time */
  readonly run: (stopped: () => boolean) => Promise<NextWake | null>
  /** Runs at least this often, in case a wake-up was lost. */
  readonly tickMs: number
}

/** A job that runs when it is woken, at the next moment that it knows of, and now and then; never twice at a time. */
export interface WakingJob {
  /** Runs in so many milliseconds at the latest. */
  wakeIn(milliseconds: number): void
  /** Runs at a moment of the database's clock at the latest, in milliseconds. */
  wakeAt(moment: number): void
  stop(): Promise<void>
}

/** Node's timers hold 31 bits of milliseconds. */
const longestTimer = 2 ** 31 - 1

/** What is due still may be under way in another hub. */
const shortestRestMs = 10

/** Starts a job; it runs at once. */
export const startWakingJob = ({ name, log, run, tickMs }: WakingJobOptions): WakingJob => {
  let timer: NodeJS.Timeout | null = null
  /** By this process's monotonic clock. */
  let wakesAt = Number.POSITIVE_INFINITY
  /** What to add to the monotonic clock to get the database's, in milliseconds. */
  let ahead: number | null = null
  let running: Promise<void> | null = null
  /** It was woken while it ran: what it was woken for may have come too late for that run. */
  let wokenMeanwhile = false
  let stopped = false

  const wakeIn = (milliseconds: number): void => {
    if (stopped) return
    const wait = Math.min(longestTimer, Math.max(0, milliseconds))
    const at = performance.now() + wait
    if (at >= wakesAt) return
    if (timer !== null) clearTimeout(timer)
    wakesAt = at
    timer = setTimeout(wake, wait)
  }

  const wake = (): void => {
    timer = null
    wakesAt = Number.POSITIVE_INFINITY
    if (running !== null) {
      wokenMeanwhile = true
      return
    }
    running = runOnce().finally(() => {
      running = null
      if (wokenMeanwhile) wakeIn(0)
      wokenMeanwhile = false
    })
  }

  const runOnce = async (): Promise<void> => {
    try {
      const next = await run(() => stopped)
      if (next !== null) ahead = next.now - performance.now()
      const due = next === null || next.next === null ? Number.POSITIVE_INFINITY : next.next - next.now
      wakeIn(Math.min(tickMs, Math.max(shortestRestMs, due)))
    } catch (error) {
      if (stopped && isFault(error)) log.debug({ err: error }, `the ${name} job was stopped before it had finished`)
      else if (isFault(error))
        log.warn({ err: error }, `the ${name} job could not reach the database and will try again`)
      else log.error({ err: error }, `the ${name} job met a bug; it goes on`)
      wakeIn(Math.min(1_000, tickMs))
    }
  }

  wakeIn(0)
  return {
    wakeIn,
    wakeAt: (moment) => {
      if (ahead !== null) wakeIn(moment - (performance.now() + ahead))
    },
    stop: async () => {
      stopped = true
      if (timer !== null) clearTimeout(timer)
      await running
    },
  }
}
