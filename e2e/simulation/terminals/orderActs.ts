import type { OrderWish, Terminal } from '../../../renderer/app/terminal.ts'
import type { Random } from '../random.ts'
import { type Act, managing, some } from './act.ts'
import type { Heard } from './heard.ts'

export const orderActs = (random: Random, heard: Heard): Act[] => {
  const anyOrder = ({ orders }: Terminal) => some(random, orders.list.get())
  return [
    [
      3,
      async (terminal) => {
        const order = anyOrder(terminal)
        if (order === undefined) return
        // All that is due, or a part of it: a deposit, of a round sum as people pay them.
        const due = Math.max(1, order.due)
        const amount = random.chance(0.5) ? due : Math.min(due, 1_000 * random.between(1, 100))
        const method = random.pick(['cash', 'bank_transfer'] as const)
        const asked = heard.asks(amount, method)
        const { ok } = await terminal.orders.pay(order.id, { method, amount })
        if (ok) asked.paid(amount)
        else asked.off()
      },
    ],
    [
      5,
      (terminal) => {
        const order = anyOrder(terminal)
        if (order === undefined) return undefined
        const wishes: readonly OrderWish[] = [
          { type: 'cancel' },
          { type: 'pack', parcel: `P${random.between(1, 1_000_000)}` },
          ...[{ type: 'ship' } as const, { type: 'deliver' } as const, { type: 'hand_over' } as const],
          { type: 'delivery_failed', reason: 'refused' },
        ]
        return terminal.orders.act(order.id, random.pick(wishes))
      },
    ],
    [
      1,
      managing((terminal) => {
        const order = anyOrder(terminal)
        const refund = order && some(random, order.refunds)
        if (order === undefined) return undefined
        return terminal.orders.act(
          order.id,
          refund === undefined ? { type: 'fail', reason: 'vỡ' } : { type: 'refunded', refund: refund.id },
        )
      }),
    ],
  ]
}

/** Somebody brings back what was sold at this counter. @param bring has the hub give the terminal an order that it may not have any more */
export const returnActs = (random: Random, heard: Heard, bring: (order: string) => Promise<unknown>): Act[] => {
  const anyLine = ({ returns }: Terminal) => {
    const one = some(random, returns.list.get())
    const line = one && some(random, one.lines)
    return one && line && { id: one.id, sku: line.sku }
  }
  return [
    [
      4,
      () => {
        const receipt = some(random, heard.receipts)
        return receipt && bring(receipt.order)
      },
    ],
    [
      2,
      ({ orders, returns }) => {
        const sold = orders.list.get().filter(({ id }) => heard.receipts.some(({ order }) => order === id))
        const order = some(random, sold)
        return order && returns.open(order.id, 'other')
      },
    ],
    [
      3,
      ({ orders, returns }) => {
        const order = some(random, orders.list.get())
        return order && returns.open(order.id, 'refused')
      },
    ],
    [
      3,
      (terminal) => {
        const one = anyLine(terminal)
        return one && terminal.returns.receive(one.id, [{ sku: one.sku, quantity: random.between(1, 2) }])
      },
    ],
    [
      3,
      (terminal) => {
        const one = anyLine(terminal)
        const grade = random.pick(['sellable', 'damaged', 'scrap'] as const)
        return one && terminal.returns.inspect(one.id, { sku: one.sku, quantity: 1, grade })
      },
    ],
    [
      1,
      managing((terminal) => {
        const one = anyLine(terminal)
        return one && terminal.returns.close(one.id)
      }),
    ],
  ]
}
