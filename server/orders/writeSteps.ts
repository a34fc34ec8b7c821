import type { Event, Giver } from '../../shared/holds/settle.ts'
import { isOrderCommand, type OrderCommand } from '../../shared/orders/orderCommands.ts'
import type { OrderStep } from '../../shared/orders/orderSteps.ts'
import { methodOf } from '../../shared/orders/sell.ts'
import type { Order } from '../../shared/orders/orders.ts'
import type { Fresh } from '../arbiter/writeBatch.ts'
import type { Queries } from '../db/connect.ts'
import type { Sent } from '../kinds/types.ts'

type Row = Omit<OrderStep, 'at'> & { readonly order: string }

const nobody = { amount: null, method: null, detail: null, channel: null, terminal: null, staff: null } as const

/** Writes what happened to orders in a batch, and who did it (SPEC O10). Comes after the orders themselves. */
export const writeSteps = (tx: Queries, fresh: readonly Fresh[], expired: readonly Event[], now: number): Sent => {
  const rows = [...lapsesOf(expired), ...fresh.flatMap(stepsOf)]
  if (rows.length === 0) return []
  return [
    tx`
    insert into order_steps (order_id, at, step, entered, amount, method, detail, channel, terminal, staff)
    select "order", to_timestamp(${now}::float8 / 1000), step, entered, amount, method, detail, channel, terminal, staff
    from json_to_recordset(${JSON.stringify(rows)}::text::json)
      as r ("order" uuid, step text, entered text, amount bigint, method text, detail text, channel text, terminal uuid, staff text)`.execute(),
  ]
}

const lapsesOf = (events: readonly Event[]): Row[] =>
  events.flatMap((event): Row[] =>
    event.type === 'order_changed' && event.order.state === 'expired'
      ? [{ ...nobody, order: event.order.id, step: 'expired', entered: 'expired', detail: event.order.reason }]
      : [],
  )

const stepsOf = ({ submission: { command, giver }, events }: Fresh): Row[] => {
  if (command.type === 'order.sell') {
    const { order, total: amount } = command
    return [{ ...nobody, ...by(giver), order, step: 'sold', entered: 'delivered', amount, method: methodOf(command) }]
  }
  if (!isOrderCommand(command)) return [...lapsesOf(events), ...arrivalsOf(events, giver)]
  const changes = events.flatMap((event) => (event.type === 'order_changed' ? [event] : []))
  const last = changes.at(-1)
  // A repeat changes nothing.
  if (last === undefined) return []
  const entered = last.told ? last.order.state : null
  // Money that came too late finds that the order has ended before.
  return [...lapsesOf(changes.slice(0, -1)), { ...nobody, ...by(giver), ...told(command, last.order), entered }]
}

const arrivalsOf = (events: readonly Event[], giver: Giver): Row[] =>
  events.flatMap((event): Row[] =>
    event.type === 'order_told' && event.as === 'arrived'
      ? [{ ...nobody, ...by(giver), order: event.order.id, step: 'arrived', entered: null }]
      : [],
  )

const by = ({ channel, terminal, staff, isHub }: Giver): Pick<Row, 'channel' | 'terminal' | 'staff'> => ({
  ...{ channel: isHub === true ? null : channel, terminal, staff },
})

const told = (
  command: OrderCommand,
  { id: order, payments, refunds, reason }: Order,
): Omit<Row, keyof ReturnType<typeof by> | 'entered'> => {
  const plain = { amount: null, method: null, detail: null, order }
  switch (command.type) {
    case 'order.place':
      return { ...plain, step: 'placed', method: command.method }
    case 'order.keep':
      return { ...plain, step: 'placed' }
    case 'order.pay': {
      const { amount, method, reference: detail = null } = command
      const isNew = payments.some(({ id }) => id === command.payment)
      return { step: isNew ? 'money' : detail === null ? 'seen' : 'on_statement', amount, method, detail, order }
    }
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
    case 'order.refund': {
      const refund = refunds.find(({ id }) => id === command.refund)
      return { ...plain, step: 'refunded', amount: refund?.amount ?? null, detail: refund?.reason ?? null }
    }
    case 'order.refund_told': {
      const { failure, reference = null } = command
      const amount = refunds.find(({ id }) => id === command.refund)?.amount ?? null
      return { ...plain, step: failure === null ? 'refunded' : 'refund_failed', amount, detail: failure ?? reference }
    }
    case 'order.begin_payment':
      return { ...plain, step: 'paying', method: command.method }
    case 'order.lapse':
      return { ...plain, step: 'expired', detail: reason }
    case 'order.remind':
      return { ...plain, step: 'reminded' }
  }
}
