import { isOrderCommand } from '../../../shared/orders/orderCommands.ts'
import { dueOf, isUnpaid, moneyOf, type Order, orderStateAt } from '../../../shared/orders/orders.ts'
import type { OrderStep } from '../../../shared/orders/orderSteps.ts'
import type { Command } from '../../../shared/protocol/commands.ts'
import type { EpochMs } from '../../../shared/time.ts'
import type { BoardOrder, DoneHere } from '../../app/terminal.ts'
import type { CommandRecord } from '../commandRecord.ts'
import type { At } from '../timedCell.ts'

/** What the list of orders is made from. */
export interface OrderSight {
  /** With what was done here laid over them. */
  readonly orders: Iterable<{ readonly order: Order; readonly steps: readonly OrderStep[] }>
  /** What was done here with orders and the replica's copies of them do not tell of, the first first. */
  readonly doneHere: Iterable<CommandRecord>
}

const plain = { amount: null, method: null, detail: null }

/** How a command on an order stands in its story; null for any other. */
const doneHereOf = ({ id, command, issuedAt: at, actor: staff }: CommandRecord): DoneHere | null => {
  const told = stepOf(command)
  return told === null ? null : { id, at, staff, ...told }
}

const stepOf = (command: Command): Pick<DoneHere, 'step' | 'amount' | 'method' | 'detail'> | null => {
  if (!isOrderCommand(command)) return null
  switch (command.type) {
    case 'order.keep':
      return { ...plain, step: 'placed' }
    case 'order.pay':
      return { step: 'money', amount: command.amount, method: command.method, detail: command.reference ?? null }
    case 'order.cancel':
      return { ...plain, step: 'cancelled', detail: command.reason ?? null }
    case 'order.fail':
      return { ...plain, step: 'failed', detail: command.reason }
    case 'order.pack':
      return { ...plain, step: 'packed', detail: command.parcel ?? null }
    case 'order.ship':
      return { ...plain, step: 'shipped', detail: [command.carrier, command.parcel].filter(Boolean).join(' ') || null }
    case 'order.deliver':
      return { ...plain, step: 'delivered' }
    case 'order.delivery_failed':
      return { ...plain, step: 'delivery_failed', detail: command.reason }
    case 'order.refund':
      return { ...plain, step: 'refunded' }
  }
}

const doneBy = (records: Iterable<CommandRecord>): ReadonlyMap<string, readonly DoneHere[]> => {
  const byOrder = new Map<string, DoneHere[]>()
  for (const record of records) {
    const done = doneHereOf(record)
    if (done === null || !isOrderCommand(record.command)) continue
    const { order } = record.command
    const known = byOrder.get(order)
    if (known === undefined) byOrder.set(order, [done])
    else known.push(done)
  }
  return byOrder
}

/** An order as the screens see it at a moment. */
const showOrder = (
  order: Order,
  steps: readonly OrderStep[],
  doneHere: readonly DoneHere[],
  now: EpochMs,
): BoardOrder => ({
  ...{ ...order, state: orderStateAt(order, now), steps, doneHere },
  ...{ money: moneyOf(order), due: dueOf(order, now) },
})

const byNewest = (a: BoardOrder, b: BoardOrder): number => b.placedAt - a.placedAt || (a.id < b.id ? 1 : -1)

/** Works out the list; orders that say what they said before stay the same objects. */
export const ordersAt = (
  { orders, doneHere }: OrderSight,
  before: readonly BoardOrder[],
  now: EpochMs,
): At<readonly BoardOrder[]> => {
  const done = doneBy(doneHere)
  const known = new Map(before.map((order) => [order.id, order]))
  let until = Infinity
  const shown: BoardOrder[] = []
  for (const { order, steps } of orders) {
    if (isUnpaid(order.state) && order.expiresAt > now) until = Math.min(until, order.expiresAt)
    const one = showOrder(order, steps, done.get(order.id) ?? [], now)
    const old = known.get(one.id)
    shown.push(old !== undefined && JSON.stringify(old) === JSON.stringify(one) ? old : one)
  }
  shown.sort(byNewest)
  const isSame = shown.length === before.length && shown.every((order, place) => order === before[place])
  return { value: isSame ? before : shown, until }
}
