import type { Command } from '../../shared/protocol/commands.ts'
import { stockLinesOf } from '../../shared/kinds/registry.ts'
import type { DocumentOf } from '../../shared/protocol/feed.ts'
import type { Activity, Discrepancy, Entry, EntryAction } from '../app/terminal.ts'
import { type CommandRecord, isOpen } from './commandRecord.ts'
import { type EntrySight, entryOf, isPlacing } from './entries.ts'
import { Cell, Lazy } from './live.ts'
import { nextRequest } from './nextRequest.ts'
import type { Outbox } from './outbox.ts'
import type { Picture } from './picture.ts'
import type { Carts } from './cart/carts.ts'
import type { CounterDesk } from './cart/counter.ts'

export interface ActivityOptions {
  readonly outbox: Outbox
  readonly picture: Picture
  readonly carts: Carts
  readonly counter: CounterDesk
  readonly discrepancies: ReadonlyMap<string, DocumentOf<'discrepancies'>>
  readonly name: (sku: string) => string
  readonly sending: () => ReadonlySet<string>
  readonly give: (command: Command, deal?: string) => Promise<void>
  readonly newId: () => string
  /** What a help desk must know to read an export: terminal, time. */
  readonly about: () => object
}

/** What was done here: what waits, what was refused, and what a person can do about it. */
export class ActivityDesk implements Activity {
  readonly outbox: Lazy<readonly Entry[]>
  readonly inbox = new Cell<readonly Entry[]>([])
  readonly discrepancies = new Cell<readonly Discrepancy[]>([])
  /** Commands that left this machine as an export. */
  private readonly exported = new Set<string>()
  private readonly options: ActivityOptions

  constructor(options: ActivityOptions) {
    this.options = options
    this.outbox = new Lazy<readonly Entry[]>([], (before) => this.entries(this.done(), before))
    this.publish()
  }

  /** Tells what changed. The list of all that was done is only worked out for whoever looks at it. */
  publish(): void {
    this.outbox.changed()
    this.inbox.set(this.entries([...this.options.outbox.open()].filter(isOpen).toReversed(), this.inbox.get()))
    this.discrepancies.set(this.openDiscrepancies())
  }

  /** What the list of what was done shows, the last done first. */
  private done(): readonly CommandRecord[] {
    return [...this.options.outbox.all()].filter((record) => record.ended !== 'void' && !isOpen(record)).toReversed()
  }

  /** Entries stay the same objects where they say the same as before. */
  private entries(records: readonly CommandRecord[], before: readonly Entry[]): readonly Entry[] {
    if (records.length === 0 && before.length === 0) return before
    const sight = this.sight()
    const known = new Map(before.map((entry) => [entry.id, entry]))
    const shown = records.map((record) => {
      const entry = entryOf(record, sight)
      const old = known.get(entry.id)
      return old !== undefined && JSON.stringify(old) === JSON.stringify(entry) ? old : entry
    })
    const same = shown.length === before.length && shown.every((entry, index) => entry === before[index])
    return same ? before : shown
  }

  async act(entryId: string, action: EntryAction): Promise<void> {
    const record = this.options.outbox.get(entryId)
    if (record === undefined) return
    switch (action) {
      case 'settle':
        return this.options.outbox.add([], { deal: [record.id] })
      case 'drop':
        return this.drop(record)
      case 'take_fewer':
        return this.again(record, this.inbox.get().find(({ id }) => id === record.id)?.available ?? 0)
      case 'retry':
        return this.again(record, null)
    }
  }

  settle(discrepancy: string, note: string): Promise<void> {
    return this.options.give({ type: 'discrepancy.settle', discrepancy, note })
  }

  async exportUnsent(): Promise<string> {
    const { outbox, about } = this.options
    for (const { id } of outbox.unsettled()) this.exported.add(id)
    return outbox.export(about())
  }

  /** True if something would be lost that is neither at the hub nor in an export. */
  hasUnsaved(): boolean {
    return this.options.outbox.unsettled().some(({ id }) => !this.exported.has(id))
  }

  private async drop(record: CommandRecord): Promise<void> {
    const { outbox, counter } = this.options
    const line = this.lineOf(record)
    if (line === null) return outbox.add([], { drop: [record.id], deal: [record.id] })
    if (line.before === null) return counter.remove(line.id)
    // The hold before still stands: the line goes back to it.
    await counter.setQuantity(line.id, line.before.quantity)
  }

  /** The same wish again, or a smaller one. */
  private async again(record: CommandRecord, quantity: number | null): Promise<void> {
    const { counter, give, newId } = this.options
    const line = this.lineOf(record)
    if (line !== null) {
      await (quantity === null ? counter.holdAgain(line.id) : counter.setQuantity(line.id, quantity))
      return
    }
    const { command } = record
    if (!isPlacing(command)) return give(command, record.id)
    const lines = command.lines.map((one) => (quantity === null ? one : { ...one, quantity }))
    return give({ type: 'hold.place', hold: newId(), location: command.location, lines }, record.id)
  }

  /** The line of a cart that still waits for this command. */
  private lineOf({ id }: CommandRecord) {
    for (const { lines } of this.options.carts.all()) {
      const line = lines.find(({ claim }) => claim?.command === id)
      if (line !== undefined) return line
    }
    return null
  }

  private openDiscrepancies(): readonly Discrepancy[] {
    const { outbox, discrepancies, name } = this.options
    const settling = new Set<string>()
    for (const { command, verdict } of outbox.open())
      if (command.type === 'discrepancy.settle' && verdict?.accepted !== false) settling.add(command.discrepancy)
    const shown = [...discrepancies.values()]
      .filter(({ id }) => !settling.has(id))
      .toSorted((a, b) => b.at - a.at)
      .map((document) => ({ ...document, name: name(document.sku) }))
    const before = this.discrepancies.get()
    return JSON.stringify(shown) === JSON.stringify(before) ? before : shown
  }

  private sight(): EntrySight {
    const { outbox, picture, discrepancies, name, sending } = this.options
    return {
      sending: sending(),
      blocked: outbox.unsettled().length > 0 ? nextRequest(outbox.open(), outbox.wasNeverPlaced).blocked : new Set(),
      isSold: (hold) => outbox.index.isSold(hold),
      name,
      available: (sku) => picture.available(sku),
      holders: (sku) => picture.holders(sku),
      linesOfHold: (hold) => stockLinesOf(outbox.index.linesOf(hold) ?? picture.hold(hold)?.lines ?? []),
      skuOfDiscrepancy: (id) => discrepancies.get(id)?.sku ?? null,
    }
  }
}
