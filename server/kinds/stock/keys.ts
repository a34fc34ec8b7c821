import { stockKey } from '../../../shared/kinds/stock/rules.ts'
import { type ArbiterCommand, linesTakenBy } from '../../../shared/protocol/commands.ts'

/** A level's key. */
export interface LevelKey {
  readonly location: string
  readonly sku: string
}

/** The levels that commands name, each once. What a hold has claimed already is found through its claims. */
export const levelKeysOf = (commands: readonly ArbiterCommand[]): LevelKey[] => {
  const keys = new Map<string, LevelKey>()
  const add = (location: string, sku: string): void => {
    keys.set(stockKey(location, sku), { location, sku })
  }
  for (const command of commands) {
    switch (command.type) {
      case 'hold.place':
      case 'hold.replace':
      case 'order.place':
      case 'order.keep':
      case 'order.sell': {
        const taken = linesTakenBy(command)
        for (const line of taken?.lines ?? []) if (line.kind === 'stock') add(command.location, line.sku)
        break
      }
      case 'booking.book':
        for (const line of command.goods ?? []) add(command.location, line.sku)
        break
      case 'transfer.send':
        for (const { sku } of command.lines) add(command.from, sku)
        break
      case 'preorder.arrive':
      case 'stock.receive':
      case 'stock.count':
        add(command.location, command.sku)
        break
      case 'order.pay':
      case 'order.cancel':
      case 'order.fail':
      case 'order.pack':
      case 'order.ship':
      case 'order.deliver':
      case 'order.delivery_failed':
      case 'order.refund':
      case 'order.begin_payment':
      case 'order.lapse':
      case 'order.refund_told':
      case 'order.remind':
      case 'hold.release':
      case 'hold.confirm':
      case 'hold.extend':
      case 'discrepancy.settle':
      case 'seat.allot':
      case 'seat.give_back':
      case 'seat.block':
      case 'booking.seat':
      case 'booking.move':
      case 'booking.confirm':
      case 'booking.cancel':
      case 'booking.check_in':
      case 'booking.complete':
      case 'booking.no_show':
      case 'waiting.join':
      case 'waiting.leave':
      case 'waiting.again':
      case 'waiting.offer':
      case 'return.open':
      case 'return.receive':
      case 'return.inspect':
      case 'return.close':
      case 'return.not_there':
      case 'transfer.receive':
      case 'transfer.cancel':
      case 'transfer.close':
      case 'session.end':
        break
    }
  }
  return [...keys.values()]
}
