import type { ArbiterCommand } from '../../shared/protocol/commands.ts'
import type { Order } from '../../shared/orders/orders.ts'
import { isReturnCommand } from '../../shared/returns/returnCommands.ts'
import type { Return } from '../../shared/returns/returns.ts'
import type { Queries } from '../db/connect.ts'
import { selectReturns } from './returnRows.ts'

/** The returns that commands name and that may be there. */
export const returnsNamedBy = (commands: readonly ArbiterCommand[]): string[] =>
  commands.filter(isReturnCommand).map((command) => command.return)

/**
 * Reads all returns of the orders of which commands open or go on with one. Sent behind the lock on these orders, which nobody gets past who changes
 * a return: they need no lock of their own.
 */
export const readReturns = async (tx: Queries, commands: readonly ArbiterCommand[]): Promise<Map<string, Return>> => {
  const returns = returnsNamedBy(commands)
  if (returns.length === 0) return new Map()
  const orders = commands.flatMap((command) => (command.type === 'return.open' ? [command.order] : []))
  const found = await selectReturns(
    tx,
    tx`
      where r.order_id = any(${orders}::uuid[]) or r.order_id in (select order_id from returns where id = any(${returns}::uuid[]))
      order by r.id`,
  )
  return new Map(found.map((one) => [one.id, one]))
}

/**
 * The goods that steps of returns move, in the form in which levels are locked: all that the order or the return names, where it is on its way and where
 * it comes.
 */
export const goodsOfReturns = (
  commands: readonly ArbiterCommand[],
  orders: ReadonlyMap<string, Order>,
  returns: ReadonlyMap<string, Return>,
): ArbiterCommand[] =>
  commands.filter(isReturnCommand).flatMap((command): ArbiterCommand[] => {
    const one = returns.get(command.return)
    const order = orders.get(command.type === 'return.open' ? command.order : (one?.order ?? ''))
    if (order === undefined) return []
    const named = 'lines' in command ? (command.lines ?? []).map(({ sku }) => sku) : []
    const ordered = order.lines.flatMap(({ line }) => ('sku' in line ? [line.sku] : []))
    const skus = new Set([...named, ...ordered, ...(one?.lines ?? []).map(({ sku }) => sku)])
    const lines = [...skus].map((sku) => ({ kind: 'stock', sku, quantity: 1 }) as const)
    const places = new Set([order.location, one?.receivedIn ?? order.location])
    if (command.type === 'return.receive') places.add(command.location)
    return [...places].map((location) => ({ type: 'hold.place', hold: command.return, location, lines }))
  })
