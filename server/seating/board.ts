import type { EventStream } from '../streams/eventStream.ts'
import { messageOf } from '../streams/eventStream.ts'
import { positionOf } from './positions.ts'
import type { Changes } from './readChanges.ts'

/** Messages that are kept for viewers who come back; those who were away for longer cost a question to the database. */
const mostKept = 500

interface Kept {
  readonly position: number
  readonly message: Buffer
}

/** One event with its viewers at this hub, and the newest messages that went out to them. */
export class Board {
  private readonly viewers = new Set<EventStream>()
  private kept: Kept[] = []
  /** Viewers who are about to be added. */
  joining = 0

  /** @param position up to which all viewers have heard of everything; messages after it are kept */
  constructor(
    readonly event: string,
    private readonly epoch: string,
    public position: number,
    private floor = position,
  ) {}

  get isEmpty(): boolean {
    return this.viewers.size + this.joining === 0
  }

  add(viewer: EventStream): void {
    this.viewers.add(viewer)
  }

  remove(viewer: EventStream): void {
    this.viewers.delete(viewer)
  }

  /** Tells all viewers what changed up to a position. The same bytes go to each. */
  tell(changes: Changes | undefined, position: number): void {
    this.position = position
    if (changes === undefined) return
    const message = messageFor(changes, positionOf(this.epoch, position))
    this.kept.push({ position, message })
    const dropped = this.kept.length > mostKept ? this.kept.shift() : undefined
    if (dropped !== undefined) this.floor = dropped.position
    for (const viewer of this.viewers) viewer.send(message)
  }

  /** What somebody missed who stands at a position; null if that is not known here. */
  missedSince(position: number): Buffer[] | null {
    if (position < this.floor) return null
    return this.kept.filter((one) => one.position > position).map(({ message }) => message)
  }
}

/** What viewers hear: how seats are now; or that the plan is another, so that everything has to be read again. */
export const messageFor = ({ seats, plan }: Changes, id: string): Buffer =>
  Buffer.from(
    plan
      ? messageOf({ name: 'plan', id, data: { position: id } })
      : messageOf({ id, data: { data: seats, position: id } }),
  )
