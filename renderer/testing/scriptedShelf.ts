import type { Shelf, Stock } from '../app/terminal.ts'
import { ShelfDesk } from '../sync/shelf/shelfDesk.ts'
import { noDelivery } from '../sync/shelf/shelfLists.ts'

/** A note that nobody reads again. */
const note = <Value>(value: Value) => ({ key: '', get: () => value, hold: () => undefined, set: async () => undefined })

/** The real lists, said to a stock in memory. */
export const createScriptedShelf = (stock: Stock): Shelf => {
  return new ShelfDesk({
    ...{ location: 'q1', delivery: note(noDelivery), stocktake: note([]) },
    booked: (sku) => stock.level(sku).get()?.onHand ?? 0,
    newCommand: (command) => ({ id: '', command, actor: '', issuedAt: 0 }),
    add: async (commands) => {
      for (const { command } of commands) {
        if (command.type === 'stock.receive') void stock.receive(command.sku, command.quantity)
        if (command.type === 'stock.count') void stock.count(command.sku, command.onHand, command.seen ?? 0)
      }
    },
  })
}
