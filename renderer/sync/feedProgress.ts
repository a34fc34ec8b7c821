import type { Checkpoint, Collection, Poke } from '../../shared/protocol/feed.ts'
import { collections } from '../../shared/protocol/feed.ts'
import type { CommandRecord } from './commandRecord.ts'
import { Cell } from './live.ts'

/** Pokes that wait for the copies to come as far; with many of them, those in between tell nothing more. */
const keptPokes = 20

/** What happens shows in several of these at once. */
export const shownTogether: readonly Collection[] = ['levels', 'holds', 'seats', 'bookings', 'bookables', 'cases']

/** The collections in which a command's effect shows; a waiting guest goes the way of their offer (SPEC W5), codes that of their campaigns. */
const shownIn = ({ command }: CommandRecord): readonly Collection[] => {
  switch (command.type) {
    case 'hold.place':
    case 'hold.replace':
    case 'hold.release':
    case 'hold.confirm':
    case 'order.sell':
      return ['levels', 'holds', 'seats', 'bookables']
    case 'hold.extend':
      return ['holds', 'seats']
    case 'seat.allot':
    case 'seat.give_back':
    case 'seat.block':
      return ['seats']
    case 'stock.receive':
    case 'stock.count':
      return ['levels']
    case 'discrepancy.settle':
    case 'waiting.join':
      return ['cases']
    case 'waiting.leave':
    case 'waiting.again':
      return ['cases', 'bookings', 'holds']
    case 'booking.book':
    case 'booking.move':
    case 'booking.confirm':
    case 'booking.cancel':
    case 'booking.complete':
    case 'booking.no_show':
    case 'order.keep':
    case 'order.pay':
    case 'order.cancel':
    case 'order.fail':
      return shownTogether
    case 'return.open':
    case 'return.receive':
    case 'return.inspect':
    case 'return.close':
    case 'transfer.send':
    case 'transfer.receive':
    case 'transfer.cancel':
    case 'transfer.close':
      return ['levels', 'cases']
    // Laid over a copy that tells of it already it would be done twice.
    case 'return.not_there':
      return ['cases']
    case 'order.pack':
    case 'order.ship':
    case 'order.deliver':
    case 'order.delivery_failed':
    case 'order.refund':
      return ['cases']
    // Whom it drives out stands in a discrepancy.
    case 'booking.seat':
    case 'booking.check_in':
      return ['bookings', 'holds', 'cases']
  }
}

/**
 * The collections to which a command certainly brings documents. Each is written by itself, and a page may be left in between: that another has come as far
 * says nothing of these.
 */
const broughtTo = ({ command }: CommandRecord): readonly Collection[] => {
  if (command.type === 'hold.place' || command.type === 'hold.replace')
    return command.lines.some(({ kind }) => kind === 'stock') ? ['holds', 'levels'] : ['holds']
  if (command.type === 'order.keep') return ['holds', 'cases']
  return command.type === 'order.sell' && command.lines.some(({ line }) => line.kind === 'stock') ? ['levels'] : []
}

/** How far the copies have come along the feed, and as of when they equal the hub. */
export class FeedProgress {
  /** The hub's time as of which every collection has arrived. */
  readonly asOf: Cell<number | null>
  private epoch: string | null = null
  private readonly pulled = new Map<Collection, number>()
  /** Where each copy stood at the start, by what lay on the disk. */
  private readonly stoodAt = new Map<Collection, number>()
  /** The furthest of them: a copy that had nothing new kept no position of its own. */
  private stood = -1
  private pokes: Poke[] = []
  private readonly newEpoch: () => void

  constructor(asOf: number | null, newEpoch: () => void) {
    this.asOf = new Cell(asOf)
    this.newEpoch = newEpoch
  }

  /** At the start: what a collection has come to in earlier days. */
  stands(collection: Collection, checkpoint: Checkpoint): void {
    this.enter(checkpoint.epoch)
    this.stoodAt.set(collection, checkpoint.position)
    this.stood = Math.max(this.stood, checkpoint.position)
  }

  passed(collection: Collection, checkpoint: Checkpoint): void {
    this.enter(checkpoint.epoch)
    this.pulled.set(collection, checkpoint.position)
    this.look()
  }

  /** @returns true if there is something to pull */
  poke(poke: Poke): boolean {
    this.pokes = [...this.pokes.slice(-keptPokes), poke]
    this.look()
    return poke.epoch !== this.epoch || this.least() < poke.position
  }

  /** True once the copies show what an accepted command did. */
  isPassed(record: CommandRecord): boolean {
    const { position } = record
    if (position === null) return false
    const brought = broughtTo(record)
    return (
      shownIn(record).every((collection) => this.positionOf(collection) >= position) &&
      brought.every((collection) => (this.pulled.get(collection) ?? this.stoodAt.get(collection) ?? -1) >= position)
    )
  }

  /** True once a collection shows what was committed at a position. */
  shows(collection: Collection, position: number): boolean {
    return this.positionOf(collection) >= position
  }

  /** True if all that is shown together tells of the same moment. */
  isInStep(): boolean {
    const position = this.positionOf('holds')
    return shownTogether.every((collection) => this.positionOf(collection) === position)
  }

  private positionOf(collection: Collection): number {
    return this.pulled.get(collection) ?? this.stood
  }

  private least(): number {
    return Math.min(...collections.map((collection) => this.pulled.get(collection) ?? -1))
  }

  private enter(epoch: string): void {
    if (this.epoch === epoch) return
    const changed = this.epoch !== null
    this.epoch = epoch
    this.pulled.clear()
    this.stoodAt.clear()
    this.stood = -1
    if (changed) this.newEpoch()
  }

  private look(): void {
    const reached = this.pokes.filter(({ epoch, position }) => epoch === this.epoch && position <= this.least())
    const last = reached.at(-1)
    if (last === undefined) return
    this.pokes = this.pokes.filter((poke) => !reached.includes(poke))
    this.asOf.set(Math.max(last.hubTime, this.asOf.get() ?? 0))
  }
}
