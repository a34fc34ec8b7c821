import type { Random } from '../random.ts'
import { type Act, managing, some } from './act.ts'
import { type Heard, takeCash, takeTransfer } from './heard.ts'
import { sharedCodes } from './voucherUses.ts'

/** Goods of the demo shop that everybody is after. */
export const skus = ['AO-TRON-TRANG-M', 'CF-ARABICA-500', 'PHIN-INOX-2', 'TRA-SEN-100', 'GAO-ST25-5']
export const codes = ['HIENNHA10', 'KHAI50A', 'KHAI50C', 'KHAI50D']
export const counterActs = (random: Random, heard: Heard): Act[] => [
  [10, ({ counter }) => counter.scan(random.pick(skus))],
  [1, ({ counter }) => counter.addInHand(random.pick(skus), 1)],
  [2, ({ counter }) => counter.addVoucher(random.pick([...codes, ...sharedCodes]))],
  [
    3,
    ({ counter }) => {
      const line = some(random, counter.cart.get().lines)
      return line && counter.setQuantity(line.id, random.between(1, 4))
    },
  ],
  [
    2,
    ({ counter }) => {
      const line = some(random, counter.cart.get().lines)
      return line && counter.remove(line.id)
    },
  ],
  [
    3,
    ({ counter }) => {
      const { lines, vouchers } = counter.cart.get()
      const over = [...lines, ...vouchers].filter(({ state }) => state === 'expired' || state === 'refused')
      const line = some(random, over)
      return line && counter.holdAgain(line.id)
    },
  ],
  [3, (terminal) => takeCash(terminal, heard)],
  [2, (terminal) => takeTransfer(terminal, heard)],
  [1, ({ counter }) => counter.voidAll()],
  [1, ({ counter }) => counter.park('chị Hoa')],
  [
    1,
    ({ counter }) => {
      const cart = some(random, counter.parked.get())
      return cart && counter.recall(cart.id)
    },
  ],
]

export const stockActs = (random: Random): Act[] => [
  [
    1,
    managing(({ stock }) => {
      const hold = some(random, stock.holders(random.pick(skus)).get())
      return hold && stock.release(hold.hold, 'khách đổi ý')
    }),
  ],
  [
    1,
    managing(({ stock }) => {
      const sku = random.pick(skus)
      return stock.count(sku, random.between(0, 9), stock.level(sku).get()?.onHand ?? 0)
    }),
  ],
  [1, managing(({ stock }) => stock.receive(random.pick(skus), random.between(1, 5)))],
  [2, managing(({ shelf }) => shelf.bring(random.pick(skus), random.between(0, 3)))],
  [2, managing(({ shelf }) => shelf.count(random.pick(skus), random.chance(0.1) ? null : random.between(0, 9)))],
  [1, managing(({ shelf }) => (random.chance(0.5) ? shelf.bookDelivery() : shelf.bookStocktake()))],
]

export const inboxActs = (random: Random): Act[] => [
  [
    3,
    ({ activity }) => {
      const entry = some(random, activity.inbox.get())
      const action = entry && some(random, entry.actions)
      return entry && action && activity.act(entry.id, action)
    },
  ],
  [
    1,
    managing(({ activity }) => {
      const one = some(random, activity.discrepancies.get())
      return one && activity.settle(one.id, 'đã xem')
    }),
  ],
]
