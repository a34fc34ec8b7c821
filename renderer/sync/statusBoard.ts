import type { Platform } from '../app/platform.ts'
import type { Status } from '../app/terminal.ts'
import type { ActivityDesk } from './activity.ts'
import type { Connection } from './connection.ts'
import type { FeedProgress } from './feedProgress.ts'
import { Cell } from './live.ts'
import type { Outbox } from './outbox.ts'

export interface StatusBoardOptions {
  readonly connection: Connection
  readonly progress: FeedProgress
  readonly outbox: Outbox
  readonly activity: ActivityDesk
  readonly platform: Platform
  readonly report: (error: unknown) => void
}

/** The status line: what is true at this moment, from all those who know a part of it. */
export class StatusBoard {
  readonly status: Cell<Status>
  private readonly leaves: (() => void)[]
  private readonly options: StatusBoardOptions

  constructor(options: StatusBoardOptions) {
    this.options = options
    this.status = new Cell(this.now())
    const { connection, progress, outbox, activity } = options
    const sources = [connection.state, progress.asOf, outbox.changed, activity.inbox, activity.discrepancies]
    this.leaves = sources.map((source) => source.subscribe(() => this.tell()))
    this.tellShell(this.status.get().waiting)
  }

  stop(): void {
    for (const leave of this.leaves) leave()
  }

  private tell(): void {
    const before = this.status.get()
    const after = this.now()
    if (JSON.stringify(before) === JSON.stringify(after)) return
    if (before.waiting !== after.waiting) this.tellShell(after.waiting)
    this.status.set(after)
  }

  /** The shell must not update or quit over unsent commands. */
  private tellShell(waiting: number): void {
    void this.options.platform.setUnsent(waiting).catch(this.options.report)
  }

  private now(): Status {
    const { connection, progress, outbox, activity } = this.options
    const state = connection.state.get()
    return {
      connection: state.connection,
      since: state.since,
      asOf: progress.asOf.get(),
      waiting: outbox.unsettled().length,
      needsLook: activity.inbox.get().length + activity.discrepancies.get().length,
    }
  }
}
