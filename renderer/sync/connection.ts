import type { Poke } from '../../shared/protocol/feed.ts'
import type { Status } from '../app/terminal.ts'
import type { Hub, HubError } from './hub.ts'
import type { HubClock } from './hubClock.ts'
import { Cell } from './live.ts'
import { backOff, type Timers } from './timers.ts'

/** The hub pokes at least every 10 s. A stream that is silent for longer is dead, whatever the network says. */
const silenceMs = 15_000
/** A stream that was heard so lately is not doubted. */
const doubtAfterMs = 1_000

export type ConnectionState = Pick<Status, 'connection' | 'since'>

export interface ConnectionOptions {
  readonly hub: Pick<Hub, 'pokes'>
  readonly clock: HubClock
  readonly timers: Timers
  /** The stream stands: whatever happened while it did not has to be pulled. */
  readonly up: () => void
  readonly poke: (poke: Poke) => void
  /** The hub does not know this terminal any more. */
  readonly revoked: () => void
}

/** The one stream from the hub, kept open; and the truth about whether it is. */
export class Connection {
  readonly state: Cell<ConnectionState>
  private close: () => void = () => undefined
  private callOff: () => void = () => undefined
  private tries = 0
  private heardAt = 0
  private stopped = false
  private readonly options: ConnectionOptions

  constructor(options: ConnectionOptions) {
    this.options = options
    this.state = new Cell<ConnectionState>({ connection: 'connecting', since: options.clock.now() })
  }

  start(): void {
    if (!this.stopped) this.open()
  }

  /** The machine woke or the network came back: do not wait for the next try, and do not trust the old stream. */
  wake(): void {
    if (this.stopped) return
    this.options.clock.woke()
    this.tries = 0
    this.open()
  }

  /** Something failed that should not have: find out whether the stream still stands. */
  doubt(): void {
    const { clock } = this.options
    if (this.stopped || this.state.get().connection !== 'online' || clock.now() - this.heardAt < doubtAfterMs) return
    this.heardAt = clock.now()
    this.open()
  }

  stop(): void {
    this.stopped = true
    this.close()
    this.callOff()
  }

  private open(): void {
    this.close()
    this.watch()
    let closed = false
    const alive = (): boolean => !closed && !this.stopped
    const leave = this.options.hub.pokes({
      up: () => alive() && this.isUp(),
      poke: (poke) => alive() && this.heard(poke),
      down: (error) => alive() && this.lost(error),
    })
    this.close = () => {
      closed = true
      leave()
    }
  }

  private isUp(): void {
    this.tries = 0
    this.enter('online')
    this.watch()
    this.options.up()
  }

  private heard(poke: Poke): void {
    this.options.clock.heard(poke.hubTime)
    this.heardAt = this.options.clock.now()
    this.enter('online')
    this.watch()
    this.options.poke(poke)
  }

  private lost(error: HubError | null): void {
    this.close()
    if (error?.kind === 'unauthorized') {
      this.stop()
      this.enter('offline')
      this.options.revoked()
      return
    }
    this.enter('offline')
    this.after(backOff(this.tries++, this.options.timers.random()), () => this.open())
  }

  private watch(): void {
    this.after(silenceMs, () => this.lost(null))
  }

  private after(milliseconds: number, callback: () => void): void {
    this.callOff()
    this.callOff = this.options.timers.after(milliseconds, callback)
  }

  private enter(connection: Status['connection']): void {
    if (this.state.get().connection !== connection) this.state.set({ connection, since: this.options.clock.now() })
  }
}
