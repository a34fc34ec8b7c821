import { newRefund } from '../../shared/orders/endOrder.ts'
import { noBookings } from '../../shared/bookings/bookingWorld.ts'
import { type Giver, settle, type SettleWorld } from '../../shared/holds/settle.ts'
import { emptyPools } from '../../shared/kinds/registry.ts'
import { emptyPool, StockPools } from '../../shared/kinds/stock/rules.ts'
import type { OrderStep } from '../../shared/orders/orderSteps.ts'
import { type Order, sumOf } from '../../shared/orders/orders.ts'
import type { Command } from '../../shared/protocol/commands.ts'
import { createStore } from '../app/store.ts'
import type { Orders, PayAnswer } from '../app/terminal.ts'
import { OrderDesk } from '../sync/orders/orderDesk.ts'
import { holdOfOrder } from '../sync/orders/orderBase.ts'
import { browserTimers } from '../sync/timers.ts'
import { drawnPreorders } from './scriptedPreorders.ts'
import { stockOf } from './scriptedShop.ts'
import { noTransfers } from '../../shared/transfers/transferWorld.ts'

const minute = 60_000
const nobody = { entered: null, amount: null, method: null, detail: null, channel: null, terminal: null, staff: null }

interface Sketch extends Partial<Order> {
  readonly pieces: readonly (readonly [sku: number, quantity: number])[]
  readonly who?: readonly [name: string, phone: string]
  readonly minutesAgo: number
  readonly more?: readonly (readonly [minutesAgo: number, step: Partial<OrderStep>])[]
}

const paidStep = (amount: number) =>
  ({ step: 'money', method: 'bank_transfer', amount, entered: 'paid', detail: 'FT26328' }) as const

const sketches: readonly Sketch[] = [
  {
    pieces: [
      [1, 2],
      [6, 1],
    ],
    who: ['Chị Hằng', '0903555666'],
    minutesAgo: 6,
    channel: 'web',
  },
  { pieces: [[10, 1]], who: ['Anh Khoa', '0918222333'], minutesAgo: 27, channel: 'shopee', method: 'momo' },
  {
    ...{
      pieces: [
        [3, 1],
        [12, 1],
      ],
      who: ['Cô Út', '0987445120'],
      minutesAgo: 90,
      channel: 'web',
      state: 'paid',
    },
    more: [[84, paidStep(1_019_000)]],
  },
  {
    ...{ pieces: [[5, 1]], who: ['Bích Ngọc', '0909121212'], minutesAgo: 300, channel: 'web', state: 'shipped' },
    ...{ carrier: 'GHN', parcel: 'GHN8812' },
    more: [
      [290, paidStep(689_000)],
      [120, { step: 'shipped', entered: 'shipped', detail: 'GHN GHN8812', staff: 'dung', channel: 'counter' }],
    ],
  },
  {
    ...{ pieces: [[8, 1]], who: ['Thu Trang', '0905333444'], minutesAgo: 200, channel: 'web', state: 'cancelled' },
    reason: 'khách đổi ý',
    more: [
      [190, paidStep(320_000)],
      [60, { step: 'cancelled', entered: 'cancelled', detail: 'khách đổi ý', staff: 'lan', channel: 'counter' }],
    ],
  },
]

const drawn = (now: number): { order: Order; steps: OrderStep[] }[] =>
  sketches.map(({ pieces, who, minutesAgo, more = [], ...told }, place) => {
    const goods = stockOf(0)
    const lines = pieces.flatMap(([n, quantity]) => {
      const item = goods[n - 1]?.item
      if (item === undefined) return []
      return [{ line: { kind: 'stock' as const, sku: item.sku, quantity }, name: item.name, price: item.price }]
    })
    const placedAt = now - minutesAgo * minute
    const total = sumOf(lines)
    const steps = [[minutesAgo, { step: 'placed', channel: told.channel ?? 'web' }] as const, ...more].map(
      ([ago, step]): OrderStep => ({ ...nobody, step: 'placed', at: now - ago * minute, ...step }),
    )
    const payments = more.flatMap(([ago, { step, amount, method }]) =>
      step === 'money'
        ? [
            {
              id: `p${place}`,
              method: method ?? ('cash' as const),
              amount: amount ?? 0,
              reference: null,
              at: now - ago * minute,
              terminal: null,
              staff: null,
            },
          ]
        : [],
    )
    const order: Order = {
      ...{ id: `o${place}`, number: `HF00004${place}`, state: 'awaiting_payment', hold: `oh${place}`, channel: 'web' },
      ...{ location: 'q1', currency: 'VND', lines, discounts: [], total, method: 'bank_transfer', plan: [], payments },
      refunds:
        told.state === 'cancelled'
          ? [newRefund({ id: `r${place}`, amount: total, reason: 'cancelled', raisedAt: now - 60 * minute })]
          : [],
      customer: who === undefined ? null : { name: who[0], phone: who[1] },
      ...{
        placedAt,
        expiresAt: placedAt + 30 * minute,
        endedAt: null,
        reason: null,
        carrier: null,
        parcel: null,
        packedAt: null,
      },
      ...{ terms: null, kept: 0, cameBack: 0, toCome: 0, remindFrom: placedAt, extendedAt: null },
      ...told,
    }
    return { order, steps }
  })

/** Orders that answer by the real rules from a few in memory; nothing goes to a hub. */
export interface ScriptedOrders extends Orders {
  /** A new order of a counter, of which there is enough. */
  keep(command: Command): void
}

export const createScriptedOrders = (
  now: () => number,
  me: () => string,
  { has, preorders = false }: { readonly has: boolean; readonly preorders?: boolean },
): ScriptedOrders => {
  const known = [...(has ? drawn(now()) : []), ...(preorders ? drawnPreorders(now()) : [])]
  const pools = known.flatMap(({ order }) =>
    order.lines.flatMap(({ line }) =>
      line.kind === 'stock' ? [{ ...emptyPool('q1', line.sku), onHand: 50, held: line.quantity }] : [],
    ),
  )
  const stocked = new StockPools(pools)
  const world: SettleWorld = {
    ...{ pools: { ...emptyPools(), stock: stocked }, discrepancies: new Map(), ...noBookings() },
    holds: new Map(known.map(({ order }) => [order.hold, holdOfOrder(order)])),
    orders: new Map(known.map(({ order }) => [order.id, order])),
    ...noTransfers(),
    returns: new Map(),
  }
  const steps = new Map(known.map(({ order, steps: told }) => [order.id, told]))
  let ids = 0
  const changes = createStore(0)
  const settleHere = (command: Command): void => {
    const where = { channel: 'counter', ttlSeconds: 900, terminal: 't1', staff: me() }
    const giver: Giver = { ...where, role: 'manager', ownOnly: false }
    settle(world, command, giver, now(), () => `new${++ids}`)
    changes.update((count) => count + 1)
  }
  const desk = new OrderDesk({
    ...{ clock: { now }, timers: browserTimers, newId: () => `new${++ids}` },
    sight: () => ({
      orders: [...world.orders.values()].map((order) => ({ order, steps: steps.get(order.id) ?? [] })),
      doneHere: [],
    }),
    wouldSay: () => ({ accepted: true, outcome: { type: 'settled', discrepancy: '' } }),
    give: async (command: Command) => {
      settleHere(command)
      return `c${++ids}`
    },
  })
  changes.subscribe(() => desk.changed())
  return {
    list: desk.list,
    pay: (order, money): Promise<PayAnswer> => desk.pay(order, money),
    act: (order, wish) => desk.act(order, wish),
    keep: (command) => {
      if (command.type !== 'order.keep') return
      for (const { line } of command.lines)
        if (line.kind === 'stock' && stocked.get('q1', line.sku) === undefined)
          stocked.add({ ...emptyPool('q1', line.sku), onHand: 50 })
      settleHere(command)
    },
  }
}
