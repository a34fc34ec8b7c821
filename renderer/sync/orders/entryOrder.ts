import { isOrderCommand } from '../../../shared/orders/orderCommands.ts'
import type { Command } from '../../../shared/protocol/commands.ts'
import type { EntryOrder } from '../../app/terminal.ts'
import type { OrderDesk } from './orderDesk.ts'

/** The order that a command is about, as the list of what was done names it; null for any other. */
export const entryOrderOf = (command: Command, orders: OrderDesk): EntryOrder | null => {
  if (!isOrderCommand(command)) return null
  const known = orders.find(command.order)
  const amount = command.type === 'order.pay' ? command.amount : null
  return { id: command.order, number: known?.number ?? null, customer: known?.customer ?? null, amount }
}
