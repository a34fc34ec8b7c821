import { setTimeout as sleep } from 'node:timers/promises'
import type { Terminal } from '../../../renderer/app/terminal.ts'
import type { Random } from '../random.ts'
import type { Act } from './act.ts'
import type { Heard } from './heard.ts'
import { phones } from './website.ts'

/** Whoever has just kept a sale waits so long to see its order, and to take the deposit. */
const patienceMs = 300

/** Sales that are kept for customers who come back (SPEC O18 to O20), soon over, with a deposit or without one. */
export const keepActs = (random: Random, heard: Heard): Act[] => [
  [
    4,
    async (terminal) => {
      const { counter, orders } = terminal
      const { total } = counter.cart.get()
      const deposit = random.chance(0.4) ? 0 : random.between(1, total + 1_000)
      const until = Date.now() + random.between(500, 3_000)
      const customer = random.chance(0.8) ? { name: 'Vy', phone: random.pick(phones) } : { name: 'Vy' }
      const answer = await counter.keep({ customer, until, deposit })
      if (!answer.ok) return
      heard.kept.push({ order: answer.order, number: answer.number })
      if (deposit === 0 || random.chance(0.3)) return
      const isThere = (): boolean => orders.list.get().some(({ id }) => id === answer.order)
      for (let waited = 0; waited < patienceMs && !isThere(); waited += 20) await sleep(20)
      if (isThere() && terminal.phase.get().name === 'ready') await takeFor(terminal, heard, answer.order, deposit)
    },
  ],
]

/** Somebody takes cash for an order. */
const takeFor = async ({ orders }: Terminal, heard: Heard, order: string, amount: number): Promise<void> => {
  const asked = heard.asks(amount, 'cash')
  const { ok } = await orders.pay(order, { method: 'cash', amount })
  if (ok) asked.paid(amount)
  else asked.off()
}
