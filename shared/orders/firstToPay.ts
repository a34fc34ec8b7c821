import { moneyOf, nextInstalment, type Order, worthOf } from './orders.ts'

/** What has to come next, in minor units: what is missing of the first instalment that is not there, or of the whole. */
export const firstToPay = (order: Order): number => {
  const money = moneyOf(order)
  const missing = worthOf(order) - money
  const next = nextInstalment(order.plan, money)
  if (next === null) return Math.max(0, missing)
  let reached = 0
  for (const instalment of order.plan) {
    reached += instalment.amount
    if (instalment === next) break
  }
  return Math.max(0, Math.min(missing, reached - money))
}
