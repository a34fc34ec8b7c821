import type { Line } from '../../shared/kinds/registry.ts'
import { type CommandRecord, isRefused, isWaited } from './commandRecord.ts'
import { isPlacing } from './entries.ts'

/** What is asked of the outbox at every scan, kept up as records change, so that nobody passes over a whole day for it. */
export class OutboxIndex {
  /** Grows with every change of a sale. */
  salesVersion = 0
  /** Records that somebody still waits for, the first done first. */
  private open = new Map<string, CommandRecord>()
  private inOrder = true
  private readonly sales = new Map<string, CommandRecord>()
  /** By hold: how many sales name it. */
  private readonly soldHolds = new Map<string, number>()
  /** By hold: the command that brings it into being. */
  private readonly placing = new Map<string, CommandRecord>()

  /** A record came, or changed. */
  put(record: CommandRecord, before: CommandRecord | undefined): void {
    const { id, command } = record
    if (!isWaited(record)) this.open.delete(id)
    else {
      // Something that was over is not over any more: it has to go back to its place.
      if (before !== undefined && !this.open.has(id)) this.inOrder = false
      this.open.set(id, record)
    }
    if (isPlacing(command)) this.placing.set(command.hold, record)
    if (command.type !== 'order.sell') return
    this.salesVersion++
    this.sales.set(id, record)
    if (before === undefined) for (const { hold } of command.lines) this.countSale(hold, 1)
  }

  /** A record was forgotten. */
  forget({ id, command }: CommandRecord): void {
    this.open.delete(id)
    if (isPlacing(command)) this.placing.delete(command.hold)
    if (command.type !== 'order.sell') return
    this.salesVersion++
    this.sales.delete(id)
    for (const { hold } of command.lines) this.countSale(hold, -1)
  }

  /** Takes records away that nobody waits for any more. */
  leave(isOver: (record: CommandRecord) => boolean): void {
    for (const record of this.open.values()) if (isOver(record)) this.open.delete(record.id)
  }

  get openCount(): number {
    return this.open.size
  }

  isOpen(id: string): boolean {
    return this.open.has(id)
  }

  opened(): Iterable<CommandRecord> {
    if (!this.inOrder) {
      this.open = new Map([...this.open].toSorted(([, a], [, b]) => a.order - b.order))
      this.inOrder = true
    }
    return this.open.values()
  }

  sold(): Iterable<CommandRecord> {
    return this.sales.values()
  }

  isSold(hold: string): boolean {
    return this.soldHolds.has(hold)
  }

  /** True for a hold that was asked for here and that the hub refused, or never heard of. */
  wasNeverPlaced(hold: string): boolean {
    const record = this.placing.get(hold)
    return record !== undefined && (isRefused(record) || record.ended === 'void' || record.ended === 'dropped')
  }

  /** What was asked for with a hold of this terminal. */
  linesOf(hold: string): readonly Line[] | null {
    const command = this.placing.get(hold)?.command
    return command !== undefined && isPlacing(command) ? command.lines : null
  }

  private countSale(hold: string | undefined, by: number): void {
    if (hold === undefined) return
    const count = (this.soldHolds.get(hold) ?? 0) + by
    if (count > 0) this.soldHolds.set(hold, count)
    else this.soldHolds.delete(hold)
  }
}
