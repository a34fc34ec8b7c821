import { longestSlotMs, spanOf } from '../../../shared/kinds/slot/schema.ts'
import { type ArbiterCommand, linesTakenBy } from '../../../shared/protocol/commands.ts'
import type { EpochMs } from '../../../shared/time.ts'
import type { Queries } from '../../db/connect.ts'

/** A resource and the time around what may be taken of it, with room for the longest service and the longest buffer. */
interface Wanted {
  readonly resource: string
  readonly from: EpochMs
  readonly to: EpochMs
}

/** What commands may take: named resources, and those that their bookings have. */
export interface WantedSlots {
  readonly named: readonly Wanted[]
  /** Bookings whose own resources may be taken again, in their own time or in another. */
  readonly ofBookings: readonly {
    readonly booking: string
    readonly from: EpochMs | null
    readonly to: EpochMs | null
  }[]
}

const day = 24 * 3_600_000

export const wantedSlots = (commands: readonly ArbiterCommand[]): WantedSlots => {
  const named: Wanted[] = []
  const ofBookings: { booking: string; from: EpochMs | null; to: EpochMs | null }[] = []
  for (const command of commands) {
    switch (command.type) {
      case 'hold.place':
      case 'hold.replace':
      case 'order.place':
      case 'order.sell':
        for (const line of linesTakenBy(command)?.lines ?? []) {
          if (line.kind !== 'slot') continue
          const { start, end } = spanOf(line)
          named.push({ resource: line.resource, from: start, to: end + day })
        }
        break
      case 'booking.book': {
        const to = command.start + (command.lasts ?? day) + day
        for (const resource of command.choices.flat()) named.push({ resource, from: command.start, to })
        break
      }
      case 'booking.seat': {
        const to = command.start + (command.lasts ?? day) + day
        for (const resource of command.resources) named.push({ resource, from: command.start, to })
        break
      }
      case 'waiting.offer':
        for (const resource of command.resources)
          named.push({ resource, from: command.start, to: command.start + 2 * day })
        break
      case 'booking.move': {
        const from = command.start ?? null
        const to = from === null ? null : from + (command.lasts ?? longestSlotMs) + day
        ofBookings.push({ booking: command.booking, from, to })
        for (const resource of command.choices?.flat() ?? [])
          named.push({ resource, from: from ?? 0, to: to ?? 253_402_300_799_000 })
        break
      }
      case 'booking.check_in':
        ofBookings.push({ booking: command.booking, from: null, to: null })
        break
      // No slot is kept at a counter: those go with bookings.
      case 'order.keep':
      case 'order.pay':
      case 'order.cancel':
      case 'order.fail':
      case 'order.pack':
      case 'order.ship':
      case 'order.deliver':
      case 'order.delivery_failed':
      case 'order.refund':
      case 'order.begin_payment':
      case 'order.lapse':
      case 'order.refund_told':
      case 'order.remind':
      case 'preorder.arrive':
      case 'hold.release':
      case 'hold.confirm':
      case 'hold.extend':
      case 'stock.receive':
      case 'stock.count':
      case 'discrepancy.settle':
      case 'seat.allot':
      case 'seat.give_back':
      case 'seat.block':
      case 'return.open':
      case 'return.receive':
      case 'return.inspect':
      case 'return.close':
      case 'return.not_there':
      case 'transfer.send':
      case 'transfer.receive':
      case 'transfer.cancel':
      case 'transfer.close':
      case 'session.end':
      case 'booking.confirm':
      case 'booking.cancel':
      case 'booking.complete':
      case 'booking.no_show':
      case 'waiting.join':
      case 'waiting.leave':
      case 'waiting.again':
        break
    }
  }
  return { named, ofBookings }
}

export const wantsNothing = ({ named, ofBookings }: WantedSlots): boolean => named.length + ofBookings.length === 0

/** The wanted resources and times as rows `(resource, during)`. */
export const wantedRows = (tx: Queries, { named, ofBookings }: WantedSlots) => tx`
  select resource, tstzrange(to_timestamp(f / 1000), to_timestamp(t / 1000)) as during
  from unnest(
    ${named.map(({ resource }) => resource)}::text[], ${named.map(({ from }) => from)}::float8[], ${named.map(({ to }) => to)}::float8[]
  ) as n (resource, f, t)
  union
  select unnest(b.resources),
    tstzrange(coalesce(to_timestamp(f / 1000), b.starts_at), coalesce(to_timestamp(t / 1000), greatest(b.ends_at, clock_timestamp()) + interval '8 days'))
  from unnest(
    ${ofBookings.map(({ booking }) => booking)}::uuid[], ${ofBookings.map(({ from }) => from)}::float8[], ${ofBookings.map(({ to }) => to)}::float8[]
  ) as o (booking, f, t)
  join bookings b on b.id = o.booking`
