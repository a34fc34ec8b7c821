import { isOrderCommand } from '../../../shared/orders/orderCommands.ts'
import type { Command } from '../../../shared/protocol/commands.ts'
import type { EntryOrder } from '../../app/terminal.ts'
import { isReturnCommand } from '../../../shared/returns/returnCommands.ts'
import type { ReturnDesk } from '../returns/returnDesk.ts'
import type { OrderDesk } from './orderDesk.ts'

/** The order that a command is about, or of which goods come back, as the list of what was done names it; null for any other. */
export const entryOrderOf = (
  command: Command,
  orders: Pick<OrderDesk, 'find'>,
  returns: Pick<ReturnDesk, 'find'>,
): EntryOrder | null => {
  if (isReturnCommand(command)) {
    const one = returns.find(command.return)
    const id = one?.order ?? ('order' in command ? command.order : undefined)
    const order = id === undefined ? null : orders.find(id)
    const number = one?.orderNumber ?? order?.number ?? null
    return { id: id ?? '', number, customer: order?.customer ?? null, amount: null }
  }
  if (!isOrderCommand(command)) return null
  if (command.type === 'order.keep') {
    const { order: id, number, customer } = command
    return { id, number, customer, amount: null }
  }
  const known = orders.find(command.order)
  const amount = command.type === 'order.pay' ? command.amount : null
  return { id: command.order, number: known?.number ?? null, customer: known?.customer ?? null, amount }
}
