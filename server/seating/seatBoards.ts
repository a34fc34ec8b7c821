import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Sql } from '../db/connect.ts'
import type { FeedReader } from '../feed/types.ts'
import { type EventStream, messageOf } from '../streams/eventStream.ts'
import { Board, messageFor } from './board.ts'
import { positionOf, readPosition } from './positions.ts'
import { type Read, readChanges } from './readChanges.ts'

export interface SeatBoardsOptions {
  readonly sql: Sql
  readonly feed: Pick<FeedReader, 'hear' | 'head'>
  readonly log: Logger
  /** Commits that come within this time share one question and one message. */
  readonly gatherMs?: number
}

/** What a viewer who was away missed is told if it is no more than this; else all seats are read again for less. */
const mostMissed = 5_000

/** Tells viewers of seats as they change: one question to the database for each change and hub, however many look on (SPEC E1). */
export class SeatBoards {
  private readonly boards = new Map<string, Board>()
  private readonly asked = new Map<string, Promise<Read>>()
  private readonly deafen: () => void
  private following: Promise<void> | null = null
  private heard = 0
  private closed = false

  constructor(private readonly options: SeatBoardsOptions) {
    this.deafen = options.feed.hear((position) => {
      if (position <= this.heard) return
      this.heard = position
      if (this.boards.size > 0) this.following ??= this.follow()
    })
  }

  /**
   * Lets somebody look on at an event that there is.
   * @param from the position at which they stand, as they were told it; null: they read the seats afterwards
   */
  async watch(event: string, viewer: EventStream, from: string | null): Promise<void> {
    const { epoch } = this.options.feed.head()
    const board = this.boards.get(event) ?? (await this.open(event, epoch))
    const leave = (): void => {
      board.remove(viewer)
      if (board.isEmpty && this.boards.get(event) === board) this.boards.delete(event)
    }
    board.joining += 1
    try {
      const missed = from === null ? null : await this.missedOf(board, readPosition(from, epoch))
      // From here to its place on the board nothing is waited for: nothing passes it by, and what it missed comes before what is new.
      viewer.send(
        messageOf({ name: 'ready', data: {}, ...(missed === null ? { id: positionOf(epoch, board.position) } : {}) }),
      )
      for (const message of missed ?? []) viewer.send(message)
      board.add(viewer)
    } finally {
      board.joining -= 1
      viewer.onClose(leave)
      if (board.isEmpty) leave()
    }
  }

  close(): void {
    this.closed = true
    this.deafen()
  }

  /** A board that begins at the feed's present end. Of two who open the same one the first is kept. */
  private async open(event: string, epoch: string): Promise<Board> {
    const { position } = await readChanges(this.options.sql, [])
    const board = this.boards.get(event) ?? new Board(event, epoch, position)
    this.boards.set(event, board)
    // What was committed between the question and now.
    if (this.heard > position) this.following ??= this.follow()
    return board
  }

  /** The messages that somebody missed who stood at a position; null if it is none of this feed. */
  private async missedOf(board: Board, from: number | null): Promise<readonly (string | Buffer)[]> {
    const resync = [messageOf({ name: 'resync', data: {} })]
    if (from === null) return resync
    const kept = from > board.position ? null : board.missedSince(from)
    if (kept !== null) return kept
    const { position, changes } = await this.readMissed(board.event, from)
    const since = board.missedSince(position)
    const missed = changes.get(board.event)
    if (from > position || since === null || (missed?.seats.length ?? 0) > mostMissed) return resync
    const id = positionOf(this.options.feed.head().epoch, position)
    return missed === undefined ? since : [messageFor(missed, id), ...since]
  }

  /** After a hub has started anew all viewers come back at once, most of them from the same position: they share one question. */
  private readMissed(event: string, after: number): Promise<Read> {
    const name = `${event}/${after}`
    const asked = this.asked.get(name)
    if (asked !== undefined) return asked
    const asking = readChanges(this.options.sql, [{ event, after }]).finally(() => this.asked.delete(name))
    this.asked.set(name, asking)
    return asking
  }

  private async follow(): Promise<void> {
    const { sql, log, gatherMs = 20 } = this.options
    let behind = true
    while (behind && !this.closed) {
      await sleep(gatherMs)
      const following = [...this.boards.values()]
      try {
        const { position, changes } = await readChanges(
          sql,
          following.map(({ event, position: after }) => ({ event, after })),
        )
        for (const board of following) board.tell(changes.get(board.event), position)
        // Also a board that was opened meanwhile, from where the feed was before this question.
        behind = [...this.boards.values()].some((board) => board.position < this.heard)
      } catch (error) {
        log.warn({ err: error }, 'changes of seats could not be read and will be tried again')
        await sleep(200)
      }
    }
    this.following = null
  }
}
