import { z } from 'zod'
import type { Order } from '../../../shared/orders/orders.ts'
import { uuidSchema } from '../../../shared/protocol/commands.ts'
import type { Outcome } from '../../../shared/protocol/verdicts.ts'
import { tellOrder } from './orderView.ts'

export const orderParams = z.object({ id: uuidSchema })

/** The order that came of a command on one. */
export const orderOf = (outcome: Outcome): Order => {
  if (outcome.type !== 'order') throw new Error(`an order was asked for and came out as ${outcome.type}`)
  return outcome.order
}

/** As it was when the verdict was given: a repeat tells the same to the byte. */
export const tellOutcome = (outcome: Outcome): string => JSON.stringify(tellOrder(orderOf(outcome), 0))
