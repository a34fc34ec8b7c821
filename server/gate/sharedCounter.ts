import type { Logger } from 'pino'
import type { GateCounter, Look, MemoryCounter, Passage, Ticket, Wish } from './counter.ts'
import type { RedisCounter } from './redisCounter.ts'

export interface SharedCounterOptions {
  readonly memory: MemoryCounter
  /** Begins a count in Redis under a name of its own. */
  readonly begin: (onFault: (error: unknown) => void) => RedisCounter
  readonly log: Logger
  readonly onUp: (isUp: boolean) => void
}

const beatEveryMs = 500

/**
 * Counts in Redis while that answers, else in this hub's memory, which looks at the same database: slower to hear of other hubs, and as right. The first
 * failure ends the use of Redis; no request tries it again, a beat behind the scenes does. Looks keep the count in memory fresh all the while.
 */
export class SharedCounter implements GateCounter {
  private redis: RedisCounter | null = null
  private beat: NodeJS.Timeout | null = null
  private isClosed = false

  constructor(private readonly options: SharedCounterOptions) {}

  /** Resolves once Redis was asked for the first time, whatever came of it. */
  async start(): Promise<void> {
    await this.tryAgain()
    if (this.redis === null) this.options.log.warn('Redis does not answer: the gate counts in memory until it does')
    this.onBeat()
  }

  take(wish: Wish): Passage | Promise<Passage> {
    const { redis } = this
    if (redis === null) return this.options.memory.take(wish)
    const passage = redis.take(wish)
    if (!(passage instanceof Promise)) return passage
    return passage.catch((error: unknown) => {
      this.failed(redis, error)
      return this.options.memory.take(wish)
    })
  }

  settle(ticket: Ticket, position: number | null): void {
    if (ticket.by === this.redis?.name) this.redis.settle(ticket, position)
    else this.options.memory.settle(ticket, position)
  }

  async look(looks: readonly Look[]): Promise<readonly (number | null)[]> {
    const inMemory = this.options.memory.look(looks)
    const { redis } = this
    if (redis === null) return inMemory
    try {
      return await redis.look(looks)
    } catch (error) {
      this.failed(redis, error)
      return inMemory
    }
  }

  async doubt(pools: readonly string[], position: number): Promise<void> {
    this.options.memory.doubt(pools, position)
    const { redis } = this
    await redis?.doubt(pools, position).catch((error: unknown) => this.failed(redis, error))
  }

  close(): void {
    this.isClosed = true
    if (this.beat !== null) clearTimeout(this.beat)
  }

  private onBeat(): void {
    if (this.isClosed) return
    this.beat = setTimeout(() => {
      const { redis } = this
      const beating =
        redis === null ? this.tryAgain() : redis.beat().catch((error: unknown) => this.failed(redis, error))
      void beating.then(() => this.onBeat())
    }, beatEveryMs)
  }

  private async tryAgain(): Promise<void> {
    const redis = this.options.begin((error) => this.failed(redis, error))
    try {
      await redis.beat()
      this.redis = redis
      this.options.onUp(true)
      this.options.log.info('the gate counts in Redis')
    } catch (error) {
      this.options.log.debug({ err: error }, 'Redis does not answer yet')
    }
  }

  private failed(redis: RedisCounter, error: unknown): void {
    if (this.redis !== redis) return
    this.redis = null
    this.options.onUp(false)
    this.options.log.warn({ err: error }, 'Redis does not answer: the gate counts in memory until it does')
  }
}
