import { type Hold, isLive } from '../../../shared/holds/states.ts'
import { voucherLinesOf } from '../../../shared/kinds/registry.ts'
import type { Clock } from '../../app/terminal.ts'
import type { Documents } from '../../replica/replica.ts'
import type { Folded } from '../fold.ts'
import { Signal } from '../live.ts'
import { heldOf } from './laidVouchers.ts'
import type { VoucherBase } from './voucherBase.ts'
import { type FoundCode, VoucherBook } from './voucherBook.ts'

export interface VoucherSightOptions {
  readonly documents: Pick<Documents, 'bookables' | 'holds'>
  readonly codeDigest: (code: string) => number
  readonly clock: Clock
  readonly folded: () => Folded
}

/** Codes as they are now, as far as can be known here: the copy, without overdue holds, and what was done here laid over it. */
export class VoucherSight {
  /** Campaigns or codes came, changed or went. */
  readonly changed = new Signal()
  readonly book: VoucherBook
  readonly replicated: VoucherBase
  private readonly options: VoucherSightOptions
  private isDirty = false

  constructor(options: VoucherSightOptions) {
    const { documents, codeDigest } = options
    this.options = options
    this.book = new VoucherBook(documents.bookables, codeDigest)
    this.replicated = {
      find: (code) => this.book.find(code),
      holdsWith: (code) => holdsWith(documents.holds.values(), code),
    }
  }

  /** Null if no campaign here has it. */
  find(code: string): FoundCode | null {
    const laid = this.options.folded().vouchers.find(code)
    if (laid !== null) return laid
    const found = this.book.find(code)
    if (found === null) return null
    const now = this.options.clock.now()
    const holds = [...this.replicated.holdsWith(code)]
    return { ...found, held: heldOf(found, holds.length, holds.filter((hold) => isLive(hold, now)).length) }
  }

  bookablesCame(keys: readonly string[]): void {
    if (this.book.changed(keys)) this.isDirty = true
  }

  /** @returns true if what lies below a fold that has codes is not what it was */
  publish(): boolean {
    const { isDirty } = this
    this.isDirty = false
    if (isDirty) this.changed.emit()
    return isDirty
  }
}

function* holdsWith(holds: Iterable<Hold>, code: string): Iterable<Hold> {
  for (const hold of holds)
    if (hold.state === 'held' && voucherLinesOf(hold.lines).some((line) => line.code === code)) yield hold
}
