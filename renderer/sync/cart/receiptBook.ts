import type { Receipt } from '../../app/terminal.ts'
import type { CommandRecord } from '../commandRecord.ts'
import { Cell } from '../live.ts'
import type { Note } from '../notes.ts'
import type { Outbox } from '../outbox.ts'
import { dayOf, nextCount, type ReceiptCount, receiptNumber, receiptOf } from './sale.ts'

/** As many as somebody may ask for again. */
const keptReceipts = 100

export interface ReceiptBookOptions {
  readonly outbox: Outbox
  readonly note: Note<ReceiptCount>
  readonly terminalCode: string
  readonly timeZone: () => string
  readonly staffName: (id: string) => string
}

/** The receipts of this terminal, the newest first. */
export class ReceiptBook {
  readonly receipts = new Cell<readonly Receipt[]>([])
  private known = new Map<string, { readonly record: CommandRecord; readonly receipt: Receipt }>()
  private version = -1
  private readonly options: ReceiptBookOptions

  constructor(options: ReceiptBookOptions) {
    this.options = options
    this.publish()
  }

  /** Takes the next number. @returns it, and what has to be written together with the sale */
  takeNumber(now: number): { number: string; desk: ReadonlyMap<string, unknown> } {
    const { note, terminalCode, timeZone } = this.options
    const next = nextCount(note.get(), dayOf(now, timeZone()))
    note.hold(next)
    return { number: receiptNumber(terminalCode, next), desk: new Map([[note.key, next]]) }
  }

  find(order: string): Receipt | null {
    return this.receipts.get().find((receipt) => receipt.order === order) ?? null
  }

  publish(): void {
    const { index } = this.options.outbox
    // Most changes are of no sale.
    if (index.salesVersion === this.version) return
    this.version = index.salesVersion
    const before = this.known
    this.known = new Map()
    for (const record of [...index.sold()].slice(-keptReceipts)) {
      const old = before.get(record.id)
      const receipt = old?.record === record ? old.receipt : receiptOf(record, this.options.staffName)
      if (receipt !== null) this.known.set(record.id, { record, receipt })
    }
    this.show([...this.known.values()].map(({ receipt }) => receipt).toReversed())
  }

  private show(shown: readonly Receipt[]): void {
    const before = this.receipts.get()
    if (shown.length !== before.length || shown.some((receipt, index) => receipt !== before[index]))
      this.receipts.set(shown)
  }
}
