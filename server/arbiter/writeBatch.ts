import type { Booking } from '../../shared/bookings/bookings.ts'
import type { Event } from '../../shared/holds/settle.ts'
import type { Hold } from '../../shared/holds/states.ts'
import type { Verdict } from '../../shared/protocol/verdicts.ts'
import type { Queries } from '../db/connect.ts'
import { writeBookings } from '../bookings/writeBookings.ts'
import { writeGuests } from '../bookings/writeGuests.ts'
import { endSessions } from '../sessions/endSessions.ts'
import { writePools } from '../kinds/registry.ts'
import type { Decided, PoolChange } from '../kinds/types.ts'
import { writeReturns } from '../returns/writeReturns.ts'
import { writeTransfers } from '../transfers/writeTransfers.ts'
import { writeOrders } from '../orders/writeOrders.ts'
import { writeSteps } from '../orders/writeSteps.ts'
import { raiseDiscrepancies, settleDiscrepancies, writeSales } from '../orders/writeSales.ts'
import type { DecidedBatch } from './decideBatch.ts'
import type { Submission } from './types.ts'
import { endHolds, insertHolds, moveDeadlines, storeVerdicts, takeTurns } from './statements.ts'
import type { Loaded } from './world.ts'

/** A fresh verdict with the submission it belongs to. */
export interface Fresh {
  readonly submission: Submission
  readonly verdict: Verdict
  readonly events: readonly Event[]
}

export interface Written {
  /** `stored` is the position kept with the verdicts; `fed` is null if the feed got nothing. */
  readonly position: { readonly stored: number; readonly fed: number | null }
  readonly nextDeadline: number | null
}

/** Sends all that a batch decided, in one round trip; the feed's head comes last, so that it is locked only until the commit. */
export const writeBatch = async (
  tx: Queries,
  batch: readonly Submission[],
  { decisions, expired, lastSequence }: DecidedBatch,
  { world, now, lastSequence: before }: Loaded,
): Promise<Written> => {
  const fresh: Fresh[] = batch.flatMap((submission, index) => {
    const decision = decisions[index]
    return decision?.type === 'fresh' ? [{ submission, verdict: decision.verdict, events: decision.events }] : []
  })
  if (fresh.length === 0 && expired.length === 0) return { position: { stored: 0, fed: null }, nextDeadline: null }
  const decided = collect([...expired, ...fresh.flatMap(({ events }) => events)])
  const pools = writePools(tx, decided, world.pools, now)
  const changes = changesOf(decided.events, pools.changed)
  const sent = [
    ...insertHolds(tx, decided.placed, batch),
    ...pools.sent,
    ...moveDeadlines(tx, decided.extended),
    ...endHolds(tx, decided.ended),
    ...writeBookings(tx, decided.events),
    ...writeGuests(tx, decided.events),
    ...endSessions(tx, decided.events, now),
    ...writeSales(tx, fresh, now),
    ...writeOrders(tx, decided.events, now),
    ...writeReturns(tx, fresh, now),
    ...writeTransfers(tx, decided.events, now),
    ...writeSteps(tx, fresh, expired, now),
    ...raiseDiscrepancies(tx, fresh, now),
    ...settleDiscrepancies(tx, fresh, now),
    ...takeTurns(tx, before, lastSequence),
  ]
  const [position] = await Promise.all([storeVerdicts(tx, fresh, changes, now), ...sent])
  return {
    position: { stored: position, fed: changes.length > 0 ? position : null },
    nextDeadline: earliest([...decided.placed, ...decided.extended]),
  }
}

const collect = (events: readonly Event[]): Decided => {
  const placed: Hold[] = []
  const extended: Hold[] = []
  const ended: Hold[] = []
  for (const event of events) {
    if (event.type === 'placed') placed.push(event.hold)
    else if (event.type === 'extended') extended.push(event.hold)
    else if (event.type === 'ended') ended.push(event.hold)
  }
  return { placed, extended, ended, events }
}

/** What the feed tells: every event in the order of the decisions, then each changed pool once. */
const changesOf = (events: readonly Event[], pools: readonly PoolChange[]): FeedRow[] => {
  const rows: FeedRow[] = []
  for (const event of events) {
    switch (event.type) {
      case 'placed':
      case 'extended':
        rows.push({ ...holdRow(event.hold), type: `hold.${event.type}`, deadline: event.hold.expiresAt })
        break
      case 'ended':
        rows.push({ ...holdRow(event.hold), type: `hold.${event.end}`, deadline: null })
        break
      case 'discrepancy':
        rows.push({ type: 'discrepancy.raised', subject: event.id, location: event.location, deadline: null })
        break
      case 'discrepancy_settled':
        rows.push({ type: 'replica.discrepancy', subject: event.id, location: null, deadline: null })
        break
      case 'sold':
        rows.push({ type: 'order.delivered', subject: event.sell.order, location: event.sell.location, deadline: null })
        break
      case 'booked':
        rows.push({ type: `booking.${event.booking.state}`, ...plainRow(event.booking) })
        break
      case 'booking_changed':
        rows.push({
          type: event.told ? `booking.${event.booking.state}` : 'replica.booking',
          ...plainRow(event.booking),
        })
        break
      case 'waiting_changed':
        rows.push({ type: `waiting.${event.guest.state}`, ...plainRow(event.guest) })
        break
      case 'order_changed':
        rows.push({
          type: event.told ? `order.${event.order.state}` : 'replica.order',
          ...plainRow(event.order),
        })
        break
      case 'arrived':
        rows.push({ ...holdRow(event.hold), type: 'hold.arrived', deadline: null })
        break
      case 'order_told':
        rows.push({
          type: `order.${event.as}`,
          subject: event.order.id,
          location: event.order.location,
          deadline: null,
        })
        break
      case 'return_changed':
        rows.push({ type: event.told ? `return.${event.return.state}` : 'replica.return', ...plainRow(event.return) })
        break
      case 'transfer_changed': {
        const { id, state, from, to } = event.transfer
        // Terminals of both locations have it; outside it is told once.
        rows.push({ type: 'replica.transfer', ...plainRow({ id, location: from }) })
        rows.push({ type: event.told ? `transfer.${state}` : 'replica.transfer', ...plainRow({ id, location: to }) })
        break
      }
      case 'given_back':
      case 'preorder_closed':
      case 'graded':
      case 'moved':
      case 'slots_freed':
      case 'slots_last':
      case 'session_ended':
        break
    }
  }
  return [...rows, ...pools.map((pool) => ({ ...pool, deadline: null }))]
}

const plainRow = ({ id, location }: Pick<Booking, 'id' | 'location'>) => ({ subject: id, location, deadline: null })

const holdRow = ({ id, location }: Hold) => ({ subject: id, location })

/** One change on its way to the feed; `deadline` in milliseconds, where the change is about one. */
export interface FeedRow {
  readonly type: string
  readonly subject: string
  readonly location: string | null
  readonly deadline: number | null
}

const earliest = (holds: readonly Hold[]): number | null =>
  holds.reduce<number | null>((first, { expiresAt }) => (first === null || expiresAt < first ? expiresAt : first), null)
