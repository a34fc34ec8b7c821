import { groupLines, type Line } from '../../shared/kinds/registry.ts'
import { type Command, holdsOf } from '../../shared/protocol/commands.ts'

/** The SKUs of which lines take stock. */
export const skusOf = (lines: readonly Line[]): string[] => groupLines(lines).stock.map(({ sku }) => sku)

/** All SKUs that a command may change by what it says and what the holds that it names take. */
export const skusTouchedBy = (command: Command, linesOfHold: (id: string) => readonly Line[]): string[] => {
  const byHolds = holdsOf(command).flatMap((id) => skusOf(linesOfHold(id)))
  switch (command.type) {
    case 'hold.place':
    case 'hold.replace':
      return [...skusOf(command.lines), ...byHolds]
    case 'order.sell':
    case 'order.keep':
      return [...skusOf(command.lines.map(({ line }) => line)), ...byHolds]
    case 'stock.receive':
    case 'stock.count':
      return [command.sku]
    case 'booking.book':
      return [...skusOf(command.goods ?? []), ...byHolds]
    case 'booking.seat':
    case 'booking.move':
    case 'booking.confirm':
    case 'booking.cancel':
    case 'booking.check_in':
    case 'booking.complete':
    case 'booking.no_show':
    case 'hold.release':
    case 'hold.confirm':
    case 'hold.extend':
    case 'order.pay':
    case 'order.cancel':
    case 'order.fail':
    case 'order.pack':
    case 'order.ship':
    case 'order.deliver':
    case 'order.delivery_failed':
    case 'order.refund':
      return byHolds
    case 'discrepancy.settle':
    case 'seat.allot':
    case 'seat.give_back':
    case 'seat.block':
    case 'waiting.join':
    case 'waiting.leave':
    case 'waiting.again':
    // What comes back, or goes to another location, is no hold's any more: those who know of returns and transfers add their goods.
    case 'return.open':
    case 'return.receive':
    case 'return.inspect':
    case 'return.close':
    case 'return.not_there':
    case 'transfer.send':
    case 'transfer.receive':
    case 'transfer.cancel':
    case 'transfer.close':
      return []
  }
}
