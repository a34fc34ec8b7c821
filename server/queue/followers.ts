import type { Logger } from 'pino'
import { isFault } from '../db/faults.ts'

/** Something that is followed by its id. */
interface Followed {
  readonly id: string
}

/** Hears how something is; the same twice is told once. */
export type Tell<One extends Followed> = (one: One) => void

export interface FollowersOptions<One extends Followed> {
  readonly read: (ids: readonly string[]) => Promise<readonly One[]>
  readonly log: Logger
  /** Changes that come within this time are told at once. */
  readonly gatherMs?: number
  readonly tickMs?: number
}

/** Those who look on, at this hub: one query for all of them, whenever something may have changed, and now and then. */
export class Followers<One extends Followed> {
  private readonly tells = new Map<string, Map<Tell<One>, string>>()
  private timer: NodeJS.Timeout | null = null
  private dueAt = Number.POSITIVE_INFINITY
  private looking: Promise<void> | null = null
  private isClosed = false

  constructor(private readonly options: FollowersOptions<One>) {}

  /** Tells how it is, soon and whenever that has changed. @returns how to end it */
  follow(id: string, tell: Tell<One>): () => void {
    const tells = this.tells.get(id) ?? new Map<Tell<One>, string>()
    this.tells.set(id, tells.set(tell, ''))
    this.lookIn(0)
    return () => {
      tells.delete(tell)
      if (tells.size === 0) this.tells.delete(id)
    }
  }

  /** Something may have changed. */
  changed(): void {
    if (this.tells.size > 0) this.lookIn(this.options.gatherMs ?? 50)
  }

  async close(): Promise<void> {
    this.isClosed = true
    if (this.timer !== null) clearTimeout(this.timer)
    await this.looking
  }

  private lookIn(milliseconds: number): void {
    const at = performance.now() + milliseconds
    if (this.isClosed || at >= this.dueAt) return
    this.dueAt = at
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = setTimeout(() => {
      this.dueAt = Number.POSITIVE_INFINITY
      const before = this.looking ?? Promise.resolve()
      this.looking = before.then(() => this.look())
    }, milliseconds)
  }

  private async look(): Promise<void> {
    if (this.tells.size === 0) return
    try {
      for (const one of await this.options.read([...this.tells.keys()])) this.tell(one)
    } catch (error) {
      if (isFault(error)) this.options.log.debug({ err: error }, 'those who queue could not be told')
      else this.options.log.error({ err: error }, 'those who queue could not be told')
    }
    this.lookIn(this.options.tickMs ?? 1_000)
  }

  private tell(one: One): void {
    const tells = this.tells.get(one.id)
    if (tells === undefined) return
    const now = JSON.stringify(one)
    for (const [tell, before] of tells) {
      if (before === now) continue
      tells.set(tell, now)
      tell(one)
    }
  }
}
