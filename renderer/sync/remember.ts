import type { Desk } from '../replica/desk.ts'
import type { FeedProgress } from './feedProgress.ts'
import type { HubClock } from './hubClock.ts'
import type { Notes } from './notes.ts'
import type { Timers } from './timers.ts'

/** Things that change all the time are written at most this often: each write makes the disk work. */
const everyMs = 5_000

export interface RememberOptions {
  readonly notes: Notes
  readonly clock: HubClock
  readonly progress: FeedProgress
  readonly desk: Desk
  readonly timers: Timers
  readonly report: (error: unknown) => void
}

/** Keeps the hub's time and the age of the figures over a reload. */
export class Remember {
  private callOff: (() => void) | null = null
  private readonly options: RememberOptions

  constructor(options: RememberOptions) {
    this.options = options
  }

  soon(): void {
    this.callOff ??= this.options.timers.after(everyMs, () => this.write())
  }

  stop(): void {
    this.callOff?.()
    this.callOff = null
  }

  private write(): void {
    this.callOff = null
    const { notes, clock, progress, desk, report } = this.options
    const wallOffset = clock.wallOffset()
    const at = progress.asOf.get()
    notes.clock.hold({ wallOffset })
    notes.asOf.hold({ at })
    void desk
      .write(
        new Map<string, unknown>([
          [notes.clock.key, { wallOffset }],
          [notes.asOf.key, { at }],
        ]),
      )
      .catch(report)
  }
}
