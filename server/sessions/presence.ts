import type { Logger } from 'pino'
import type { Sql } from '../db/connect.ts'
import type { WakingJob } from '../wakingJob.ts'
import { leaveGrace, renew } from './leases.ts'

/** The stream of a session, as far as presence is concerned. */
export interface Presence {
  /** Tells it that its session is over, and closes it. */
  end(): void
}

export interface PresencesOptions {
  readonly sql: Sql
  readonly log: Logger
  readonly job: Pick<WakingJob, 'wakeAt'>
  /** All of this hub. */
  readonly mostStreams?: number
  readonly renewEveryMs?: number
}

/** More of one session is no browser. */
const mostOfOne = 8

/** More than twice within the grace, so that a session with streams on two hubs is renewed by one before the grace that the other left is over. */
const usualRenewalMs = 2_000

/** Whoever follows again after this finds another hub, or none. */
export class TooManyStreams extends Error {
  readonly retryAfterSeconds = 5
  constructor() {
    super('this hub carries as many streams as it can')
  }
}

/** The streams of live sessions that this hub carries. They keep their sessions' leases (SPEC L2). */
export class Presences {
  private readonly streams = new Map<string, Set<Presence>>()
  private count = 0
  private timer: NodeJS.Timeout | null = null
  private renewing: Promise<void> | null = null
  private closed = false
  private readonly mostStreams: number

  constructor(private readonly options: PresencesOptions) {
    this.mostStreams = options.mostStreams ?? 10_000
  }

  /**
   * Adds a stream, which keeps the session from now on.
   * @returns false if the session is not live
   * @throws TooManyStreams
   */
  async add(key: string, stream: Presence): Promise<boolean> {
    const streams = this.streams.get(key) ?? new Set()
    if (this.closed || this.count >= this.mostStreams || streams.size >= mostOfOne) throw new TooManyStreams()
    streams.add(stream)
    this.streams.set(key, streams)
    this.count += 1
    const live = await renew(this.options.sql, [key]).catch((error: unknown) => {
      this.drop(key, stream)
      throw error
    })
    if (!live.has(key)) {
      this.drop(key, stream)
      return false
    }
    // Either may have come while the database was asked, and nobody would end this stream, or what renews it, after that.
    if (!streams.has(stream)) return false
    if (this.closed) {
      this.drop(key, stream)
      throw new TooManyStreams()
    }
    this.timer ??= setInterval(() => {
      this.renewing ??= this.renewAll().finally(() => {
        this.renewing = null
      })
    }, this.options.renewEveryMs ?? usualRenewalMs)
    return true
  }

  /** Takes a stream away that has closed. With the last one the grace begins. */
  async remove(key: string, stream: Presence): Promise<void> {
    if (!this.drop(key, stream) || this.closed) return
    // One that is under way may still have this session among its own, and give it a whole lease after the grace has begun.
    await this.renewing
    if (this.streams.has(key)) return
    try {
      const endsAt = await leaveGrace(this.options.sql, key)
      if (endsAt !== null) this.options.job.wakeAt(endsAt)
    } catch (error) {
      // Its lease runs out all the same, if somewhat later.
      this.options.log.warn({ err: error }, 'the grace of a session could not begin')
    }
  }

  /** Ends the streams of a session that is over. */
  end(key: string): void {
    const streams = [...(this.streams.get(key) ?? [])]
    for (const stream of streams) {
      this.drop(key, stream)
      stream.end()
    }
  }

  /** Lets all streams go. Their sessions keep their leases, to be taken up again at this hub or another. */
  async close(): Promise<void> {
    this.closed = true
    if (this.timer !== null) clearInterval(this.timer)
    await this.renewing
  }

  /** @returns true if it was the last of its session */
  private drop(key: string, stream: Presence): boolean {
    const streams = this.streams.get(key)
    if (streams?.delete(stream) !== true) return false
    this.count -= 1
    if (streams.size > 0) return false
    this.streams.delete(key)
    if (this.streams.size === 0 && this.timer !== null) {
      clearInterval(this.timer)
      this.timer = null
    }
    return true
  }

  private async renewAll(): Promise<void> {
    const keys = [...this.streams.keys()]
    try {
      const live = await renew(this.options.sql, keys)
      for (const key of keys) if (!live.has(key)) this.end(key)
    } catch (error) {
      this.options.log.warn({ err: error }, 'sessions could not be renewed and will be again soon')
    }
  }
}
