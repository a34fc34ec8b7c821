import type { Event } from '../../../shared/holds/settle.ts'
import type { Hold } from '../../../shared/holds/states.ts'
import type { PreorderBucket } from '../../../shared/kinds/preorder/schema.ts'
import { preorderLinesOf } from '../../../shared/kinds/registry.ts'
import type { PreorderMovement } from '../../preorders/movements.ts'

/** What a batch moved of goods to come, in the order of its decisions, so that the ledger can be read from its beginning. */
export const movementsOf = (events: readonly Event[]): PreorderMovement[] =>
  events.flatMap((event): PreorderMovement[] => {
    switch (event.type) {
      case 'placed':
        return linesOf(event.hold, 'open', 'promised', 'held')
      case 'ended':
        // A confirmed one stays promised until its goods come (SPEC G3).
        return event.end === 'confirmed' ? [] : linesOf(event.hold, 'promised', 'open', event.end)
      case 'given_back':
        return linesOf(event.hold, 'promised', 'open', 'given back', event.order)
      case 'arrived': {
        const { hold, sku, quantity } = event
        const moved = { location: hold.location, sku, quantity, reason: 'arrived', hold: hold.id, order: null }
        return [{ ...moved, from: 'promised', to: 'arrived' }]
      }
      case 'preorder_closed': {
        const { location, sku, quantity } = event
        return [{ location, sku, quantity, from: 'open', to: 'arrived', reason: 'arrived', hold: null, order: null }]
      }
      case 'extended':
      case 'moved':
      case 'sold':
      case 'order_changed':
      case 'order_told':
      case 'discrepancy':
      case 'discrepancy_settled':
      case 'booked':
      case 'booking_changed':
      case 'slots_freed':
      case 'slots_last':
      case 'session_ended':
      case 'return_changed':
      case 'graded':
      case 'transfer_changed':
      case 'waiting_changed':
        return []
    }
  })

const linesOf = (
  hold: Hold,
  from: PreorderBucket,
  to: PreorderBucket,
  reason: string,
  order: string | null = null,
): PreorderMovement[] =>
  preorderLinesOf(hold.lines).map(({ sku, quantity }) => ({
    ...{ location: hold.location, sku, quantity, from, to, reason, hold: hold.id, order },
  }))
