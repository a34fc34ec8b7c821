import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Sql } from '../db/connect.ts'
import type { FeedReader } from '../feed/types.ts'
import { type EventStream, messageOf } from '../streams/eventStream.ts'

export interface OrderWatchOptions {
  readonly sql: Sql
  readonly feed: Pick<FeedReader, 'hear' | 'head'>
  readonly log: Logger
  /** Commits that come within this time share one question. */
  readonly gatherMs?: number
}

const changed = messageOf({ name: 'changed', data: {} })

/** Tells those who look at an order that it changed: one question for each commit and hub, however many look on. */
export class OrderWatch {
  private readonly viewers = new Map<string, Set<EventStream>>()
  private readonly deafen: () => void
  private following: Promise<void> | null = null
  private heard: number
  private told: number
  private closed = false

  constructor(private readonly options: OrderWatchOptions) {
    this.heard = options.feed.head().position
    this.told = this.heard
    this.deafen = options.feed.hear((position) => {
      this.heard = Math.max(this.heard, position)
      if (this.viewers.size === 0) this.told = this.heard
      else this.following ??= this.follow()
    })
  }

  /** From now on the viewer hears of every change of this order. It should read the order after this, and not before. */
  watch(order: string, viewer: EventStream): void {
    const watching = this.viewers.get(order) ?? new Set()
    watching.add(viewer)
    this.viewers.set(order, watching)
    viewer.onClose(() => {
      watching.delete(viewer)
      if (watching.size === 0 && this.viewers.get(order) === watching) this.viewers.delete(order)
    })
    viewer.send(messageOf({ name: 'ready', data: {} }))
  }

  close(): void {
    this.closed = true
    this.deafen()
  }

  private async follow(): Promise<void> {
    const { log, gatherMs = 20 } = this.options
    while (this.told < this.heard && !this.closed) {
      await sleep(gatherMs)
      const until = this.heard
      try {
        for (const order of await this.changedSince(this.told, until))
          for (const viewer of this.viewers.get(order) ?? []) viewer.send(changed)
        this.told = until
      } catch (error) {
        log.warn({ err: error }, 'changes of orders could not be read and will be tried again')
        await sleep(200)
      }
    }
    this.following = null
  }

  private async changedSince(after: number, until: number): Promise<string[]> {
    const rows = await this.options.sql<{ subject: string }[]>`
      select distinct subject from feed
      where position > ${after} and position <= ${until} and (type like 'order.%' or type = 'replica.order')
        and subject = any(${[...this.viewers.keys()]}::text[])`
    return rows.map(({ subject }) => subject)
  }
}
