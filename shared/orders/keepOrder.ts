import { reject, replaceLive, type Result } from '../holds/decide.ts'
import type { Decided } from '../holds/settle.ts'
import { type Hold, isLive } from '../holds/states.ts'
import { customerKeys } from '../kinds/voucher/customer.ts'
import { deadlineAfter } from '../time.ts'
import { longestKeptSeconds, type OrderCommandOf } from './orderCommands.ts'
import { type Instalment, sumOf } from './orders.ts'
import type { OrderContext } from './orderWorld.ts'
import { begin, discount } from './placeOrder.ts'

type Keep = OrderCommandOf<'order.keep'>

/**
 * Keeps what a cart at a counter holds for a customer: an order takes over the cart's holds in one step, so that none of it is free for a moment; what is
 * not held any more, or never was, is taken with them, or all stays as it was (SPEC O18, O19).
 */
export const keepOrder = (command: Keep, context: OrderContext): Result<Decided> => {
  const { world, giver, now } = context
  const { channel, terminal, staff } = giver
  if (terminal === null) return reject({ code: 'forbidden' })
  if (world.orders.has(command.order)) return reject({ code: 'hold_exists' })
  const { hold: id, location, lines, until, customer } = command
  if (until <= now || until > deadlineAfter(now, longestKeptSeconds)) return reject({ code: 'deadline_out_of_range' })
  const priced = discount(command, context)
  if (!priced.ok) return priced
  const wanted = { id, location, channel, terminal, staff, customer: customerKeys(customer) }
  const ttlSeconds = (until - now) / 1000
  const held = replaceLive(
    world,
    cartHolds(command, context),
    { ...wanted, lines: lines.map(({ line }) => line), ttlSeconds },
    now,
  )
  if (!held.ok) return held
  const plan = planOf(command, sumOf(lines, priced.value))
  const { hold, events } = held.value
  const begun = { channel, expiresAt: hold.expiresAt, events: [...events] }
  return begin({ ...command, method: 'cash', plan }, priced.value, begun, context)
}

/** Those of the cart that still live. */
const cartHolds = ({ takes, location }: Keep, { world, giver, now }: OrderContext): readonly Hold[] =>
  [...new Set(takes)].flatMap((id) => {
    const hold = world.holds.get(id)
    const isOwn = hold?.terminal === giver.terminal && hold?.location === location
    return hold !== undefined && isOwn && isLive(hold, now) ? [hold] : []
  })

/** A deposit makes a plan of two parts, whose rest has its deadline for both; without one all is due by then (SPEC O5). */
const planOf = ({ deposit, until: dueAt }: Keep, total: number): Instalment[] =>
  deposit === 0 || deposit >= total
    ? []
    : [
        { kind: 'deposit', amount: deposit, dueAt },
        { kind: 'balance', amount: total - deposit, dueAt },
      ]
