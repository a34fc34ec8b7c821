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
  private readonly known = new Map<CommandRecord, Receipt>()
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
    const receipts: Receipt[] = []
    for (const record of this.options.outbox.all()) {
      const receipt = this.receiptOf(record)
      if (receipt !== null) receipts.push(receipt)
    }
    const shown = receipts.slice(-keptReceipts).toReversed()
    const before = this.receipts.get()
    if (shown.length !== before.length || shown.some((receipt, index) => receipt !== before[index]))
      this.receipts.set(shown)
  }

  private receiptOf(record: CommandRecord): Receipt | null {
    if (record.command.type !== 'order.sell') return null
    const known = this.known.get(record)
    if (known !== undefined) return known
    const receipt = receiptOf(record, this.options.staffName)
    if (receipt === null) return null
    // The same sale in an older state.
    for (const other of this.known.keys()) if (other.id === record.id) this.known.delete(other)
    this.known.set(record, receipt)
    return receipt
  }
}
