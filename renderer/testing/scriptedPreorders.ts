import type { Order } from '../../shared/orders/orders.ts'
import type { GoodsToCome, PreorderQuestions } from '../app/questions.ts'
import { createStore } from '../app/store.ts'
import type { OrderStep } from '../app/terminal.ts'

const day = 86_400_000
const nobody = { entered: null, amount: null, method: null, detail: null, channel: null, terminal: null, staff: null }

interface Sketch extends Partial<Order> {
  readonly who: string
  readonly pieces: number
  readonly daysAgo: number
  readonly paid: number
  /** When the balance is due, in days from now. */
  readonly balanceDays: number
}

const price = 900_000
const deposit = (pieces: number): number => pieces * 300_000

const sketches: readonly Sketch[] = [
  { who: 'Cô Hạnh', pieces: 1, daysAgo: 40, paid: 300_000, balanceDays: -1, state: 'deposit_paid' },
  { who: 'Anh Duy', pieces: 2, daysAgo: 12, paid: 900_000, balanceDays: 9, state: 'deposit_paid' },
  { who: 'Chị Mai', pieces: 1, daysAgo: 0, paid: 0, balanceDays: 20, state: 'awaiting_payment' },
  { who: 'Bác Tư', pieces: 3, daysAgo: 30, paid: 2_700_000, balanceDays: 9, state: 'paid' },
  { who: 'Thầy Long', pieces: 1, daysAgo: 45, paid: 900_000, balanceDays: 9, state: 'paid', toCome: 0 },
]

/** Pre-orders in each way in which they can stand. */
export const drawnPreorders = (now: number): { order: Order; steps: OrderStep[] }[] =>
  sketches.map(({ who, pieces, daysAgo, paid, balanceDays, ...told }, place) => {
    const placedAt = now - daysAgo * day - 600_000
    const total = pieces * price
    const dueAt = now + balanceDays * day
    const at = placedAt + 300_000
    const step = { ...nobody, step: 'placed', at: placedAt, channel: 'web' } as const
    const order: Order = {
      ...{ id: `po${place}`, number: `HF00007${place}`, state: 'paid', hold: `poh${place}`, channel: 'web' },
      ...{ location: 'q1', currency: 'VND', discounts: [], total, method: 'bank_transfer', refunds: [] },
      lines: [{ line: { kind: 'preorder', sku: 'DEN-TRANG', quantity: pieces }, name: 'Đèn gốm men trắng', price }],
      plan: [
        { kind: 'deposit', amount: deposit(pieces), dueAt: placedAt + 900_000 },
        { kind: 'balance', amount: total - deposit(pieces), dueAt },
      ],
      payments:
        paid === 0
          ? []
          : [
              {
                id: `pp${place}`,
                method: 'bank_transfer',
                amount: paid,
                reference: null,
                at,
                terminal: null,
                staff: null,
              },
            ],
      ...{ customer: { name: who, phone: `090300000${place}` }, placedAt },
      expiresAt: paid === 0 ? placedAt + 900_000 : dueAt + 3 * day,
      ...{
        endedAt: null,
        reason: null,
        carrier: null,
        parcel: null,
        packedAt: null,
        kept: 0,
        cameBack: 0,
        toCome: pieces,
      },
      ...{ remindFrom: placedAt, extendedAt: null },
      terms: { keeps: 0, graceSeconds: 259_200, remindBeforeSeconds: [86_400] },
      ...told,
    }
    return { order, steps: [step] }
  })

const drawnGoods = (now: number): readonly GoodsToCome[] => [
  {
    ...{ sku: 'DEN-TRANG', name: 'Đèn gốm men trắng', quantity: 20, promised: 7, arrived: 1, available: 12 },
    ...{ releaseAt: now + 9 * day, depositPercent: 33, refundPercent: 50, graceSeconds: 259_200 },
    remindBeforeSeconds: [604_800, 86_400],
  },
  {
    ...{ sku: 'LICH-2027', name: 'Lịch bàn 2027', quantity: 100, promised: 0, arrived: 100, available: 0 },
    ...{ releaseAt: now - day, depositPercent: null, refundPercent: 100, graceSeconds: 0, remindBeforeSeconds: [] },
  },
]

type Answer = <Value>(value: Value) => Promise<Value>

/** The hub's answers about goods to come, from a few in memory. */
export const preorderQuestions = (now: number, has: boolean, answer: Answer): PreorderQuestions => {
  const all = createStore(has ? drawnGoods(now) : [])
  return {
    goodsToCome: () => answer({ rows: all.get(), nextCursor: null }),
    saveGoodsToCome: async ({ sku, isNew, pool }) => {
      const known = all.get().find((one) => one.sku === sku)
      await answer(null)
      if (isNew && known !== undefined) return { type: 'exists' }
      const { promised, arrived, name } = known ?? { promised: 0, arrived: 0, name: sku }
      const taken = promised + arrived
      if (pool.quantity < taken) return { type: 'too_few', taken }
      const saved = { ...pool, sku, name, promised, arrived, available: pool.quantity - taken }
      all.update((goods) => [...goods.filter((one) => one.sku !== sku), saved])
      return { type: 'saved' }
    },
    goodsArrived: async ({ sku, quantity }) => {
      const promised = Math.min(quantity, all.get().find((one) => one.sku === sku)?.promised ?? 0)
      return answer({ promised, forSale: quantity - promised })
    },
  }
}
