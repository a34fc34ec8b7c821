import type { BookingBoard, Clock, Live } from '../../app/terminal.ts'
import type { Timers } from '../timers.ts'
import { type BoardSight, boardAt, emptyBoard } from './board.ts'

/** Browsers cannot wait longer than some 24 days. */
const longestWaitMs = 60_000

/** The board, worked out when somebody looks, and anew at each moment at which something turns late or free. */
export class BoardCell implements Live<BookingBoard> {
  private board = emptyBoard
  private until = -Infinity
  private readonly listeners = new Set<() => void>()
  private callOff: () => void = () => undefined
  private readonly sight: () => BoardSight
  private readonly clock: Clock
  private readonly timers: Timers

  constructor(sight: () => BoardSight, clock: Clock, timers: Timers) {
    this.sight = sight
    this.clock = clock
    this.timers = timers
  }

  get = (): BookingBoard => {
    const now = this.clock.now()
    if (now >= this.until) {
      const { board, until } = boardAt(this.sight(), this.board, now)
      this.board = board
      this.until = until
    }
    return this.board
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    this.look()
    return () => {
      this.listeners.delete(listener)
      if (this.listeners.size === 0) this.callOff()
    }
  }

  /** What it is worked out from has changed. */
  changed(): void {
    this.until = -Infinity
    this.look()
  }

  stop(): void {
    this.callOff()
    this.listeners.clear()
  }

  private look(): void {
    if (this.listeners.size === 0) return
    const before = this.board
    const board = this.get()
    this.callOff()
    if (this.until < Infinity) {
      const wait = Math.max(1, Math.min(this.until - this.clock.now(), longestWaitMs))
      this.callOff = this.timers.after(wait, () => this.look())
    }
    if (board !== before) for (const listener of this.listeners) listener()
  }
}
