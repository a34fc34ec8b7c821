import { isUnpaid, moneyOf, nextInstalment, type Order } from '../orders/orders.ts'
import type { EpochMs } from '../time.ts'

/** A moment at which a payer is reminded of an instalment. */
export interface Reminder {
  readonly at: EpochMs
  /** Its place in the plan. */
  readonly instalment: number
  readonly beforeSeconds: number
}

/** The reminders that are still to come for the instalment that is due next, the first one first (SPEC G9). */
export const remindersOf = (order: Order): Reminder[] => {
  const { plan, state, terms, remindFrom } = order
  const next = isUnpaid(state) ? nextInstalment(plan, moneyOf(order)) : null
  if (terms === null || next === null) return []
  const instalment = plan.indexOf(next)
  return terms.remindBeforeSeconds
    .map((beforeSeconds) => ({ at: next.dueAt - beforeSeconds * 1000, instalment, beforeSeconds }))
    .filter(({ at }) => at > remindFrom)
    .toSorted((one, other) => one.at - other.at)
}

/** The reminder that is to be told now: of those whose moments have passed the last one. Null: none is. */
export const reminderAt = (order: Order, now: EpochMs): Reminder | null =>
  remindersOf(order).findLast(({ at }) => at <= now) ?? null
