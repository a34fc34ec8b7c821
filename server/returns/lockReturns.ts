import type { ArbiterCommand } from '../../shared/protocol/commands.ts'
import type { Order } from '../../shared/orders/orders.ts'
import { isReturnCommand } from '../../shared/returns/returnCommands.ts'
import type { Return } from '../../shared/returns/returns.ts'
import type { Queries } from '../db/connect.ts'
import { selectReturns } from './returnRows.ts'

/** The returns that commands name and that may be there. */
export const returnsNamedBy = (commands: readonly ArbiterCommand[]): string[] =>
  commands.filter(isReturnCommand).map((command) => command.return)

/** The orders that commands on returns name: of a return that is opened, or that may not be known (SPEC R10). */
export const ordersNamedBy = (commands: readonly ArbiterCommand[]): string[] =>
  commands.filter(isReturnCommand).flatMap((command) => ('order' in command ? (command.order ?? []) : []))

/**
 * Reads all returns of the orders of which commands open or go on with one. Sent behind the lock on these orders, which nobody gets past who changes
 * a return: they need no lock of their own.
 */
export const readReturns = async (tx: Queries, commands: readonly ArbiterCommand[]): Promise<Map<string, Return>> => {
  const returns = returnsNamedBy(commands)
  if (returns.length === 0) return new Map()
  const found = await selectReturns(
    tx,
    tx`
      where r.order_id = any(${ordersNamedBy(commands)}::uuid[]) or r.order_id in (select order_id from returns where id = any(${returns}::uuid[]))
      order by r.id`,
  )
  return new Map(found.map((one) => [one.id, one]))
}

/**
 * The goods that steps of returns move, in the form in which levels are locked: all that the order or its returns name, where they are on their way and
 * where they come.
 */
export const goodsOfReturns = (
  commands: readonly ArbiterCommand[],
  orders: ReadonlyMap<string, Order>,
  returns: ReadonlyMap<string, Return>,
): ArbiterCommand[] =>
  commands.filter(isReturnCommand).flatMap((command): ArbiterCommand[] => {
    const known = returns.get(command.return)?.order
    const order = orders.get(known ?? ('order' in command ? (command.order ?? '') : ''))
    const siblings = order === undefined ? [] : [...returns.values()].filter((one) => one.order === order.id)
    const named = 'lines' in command ? (command.lines ?? []).map(({ sku }) => sku) : []
    const ordered = (order?.lines ?? []).flatMap(({ line }) => ('sku' in line ? [line.sku] : []))
    const skus = new Set([...named, ...ordered, ...siblings.flatMap(({ lines }) => lines.map(({ sku }) => sku))])
    const lines = [...skus].map((sku) => ({ kind: 'stock', sku, quantity: 1 }) as const)
    const places = new Set([
      ...(order === undefined ? [] : [order.location]),
      ...siblings.flatMap((one) => one.receivedIn ?? []),
    ])
    if ('location' in command && command.location !== undefined) places.add(command.location)
    return [...places].map((location) => ({ type: 'hold.place', hold: command.return, location, lines }))
  })
