import type { Command } from '../../../shared/protocol/commands.ts'
import type { Counted, Delivery, Shelf } from '../../app/terminal.ts'
import type { Also, NewCommand } from '../acts.ts'
import { Cell } from '../live.ts'
import type { Note } from '../notes.ts'
import { brought, countedOn, noDelivery } from './shelfLists.ts'

export interface ShelfOptions {
  readonly location: string
  readonly delivery: Note<Delivery>
  readonly stocktake: Note<readonly Counted[]>
  /** What the books say of one thing here. */
  readonly booked: (sku: string) => number
  readonly newCommand: (command: Command) => NewCommand
  readonly add: (commands: readonly NewCommand[], also: Also) => Promise<void>
}

/** Keeps both lists at the desk as they grow. To say one and to forget it is one write: a terminal that loses its power there says nothing twice. */
export class ShelfDesk implements Shelf {
  readonly delivery: Cell<Delivery>
  readonly stocktake: Cell<readonly Counted[]>
  private readonly options: ShelfOptions

  constructor(options: ShelfOptions) {
    this.options = options
    this.delivery = new Cell(options.delivery.get())
    this.stocktake = new Cell(options.stocktake.get())
  }

  bring(sku: string, quantity: number): Promise<void> {
    return this.keepDelivery(brought(this.delivery.get(), sku, quantity))
  }

  refer(reference: string): Promise<void> {
    return this.keepDelivery({ ...this.delivery.get(), reference })
  }

  count(sku: string, counted: number | null): Promise<void> {
    return this.keepStocktake(countedOn(this.stocktake.get(), sku, counted, this.options.booked(sku)))
  }

  bookDelivery(): Promise<void> {
    const { location, delivery: note } = this.options
    const { lines, reference: typed } = this.delivery.get()
    const reference = typed.trim()
    const said = lines.map(({ sku, quantity }): Command => {
      const came = { type: 'stock.receive', location, sku, quantity } as const
      return reference === '' ? came : { ...came, reference }
    })
    this.delivery.set(noDelivery)
    return this.say(said, note, noDelivery)
  }

  dropDelivery(): Promise<void> {
    return this.keepDelivery(noDelivery)
  }

  bookStocktake(): Promise<void> {
    const { location, stocktake: note } = this.options
    const said = this.stocktake
      .get()
      .map(({ sku, counted, seen }): Command => ({ type: 'stock.count', location, sku, onHand: counted, seen }))
    this.stocktake.set([])
    return this.say(said, note, [])
  }

  dropStocktake(): Promise<void> {
    return this.keepStocktake([])
  }

  private keepStocktake(lines: readonly Counted[]): Promise<void> {
    this.stocktake.set(lines)
    return this.options.stocktake.set(lines)
  }

  private keepDelivery(delivery: Delivery): Promise<void> {
    this.delivery.set(delivery)
    return this.options.delivery.set(delivery)
  }

  /** In the order in which it was written down. */
  private async say<Value>(commands: readonly Command[], note: Note<Value>, nothing: Value): Promise<void> {
    const { add, newCommand } = this.options
    if (commands.length === 0) return
    note.hold(nothing)
    await add(commands.toReversed().map(newCommand), { desk: new Map([[note.key, nothing]]) })
  }
}
