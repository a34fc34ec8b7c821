import { accept, placeHold, reject, type Result, type World } from '../holds/decide.ts'
import { type Line, slotLinesOf, stockLinesOf } from '../kinds/registry.ts'
import type { SlotLine } from '../kinds/slot/schema.ts'
import type { DiscrepancyRaised } from '../holds/discrepancies.ts'
import type { Hold } from '../holds/states.ts'
import { type EpochMs, toRfc3339 } from '../time.ts'
import type { Booking } from './bookings.ts'
import type { Context, Events } from './bookingWorld.ts'

interface Wish {
  readonly id: string
  readonly location: string
  readonly start: EpochMs
  readonly end: EpochMs
  readonly ttlSeconds: number
  readonly goods: readonly Line[]
  /** Of a booking that moves: what it had (SPEC N2). */
  readonly had?: readonly Line[]
}

/** Takes the first choice that is free. The refusal is that of the first, which is the one that was wanted most. */
export const placeFirst = (
  choices: readonly (readonly string[])[],
  { world, giver, now }: Context,
  { id, location, start, end, ttlSeconds, goods, had }: Wish,
): Result<{ events: Events; resources: readonly string[]; expiresAt: EpochMs }> => {
  let refusal: Result<never> | null = null
  for (const resources of choices) {
    const lines = [...slotLines(resources, start, end), ...goods]
    const { channel, terminal, staff } = giver
    const placed = placeHold(world, { ...{ id, location, lines, ttlSeconds, had }, channel, terminal, staff }, now)
    if (placed.ok)
      return accept({ events: [...placed.value.events], resources, expiresAt: placed.value.hold.expiresAt })
    refusal ??= placed
  }
  return refusal ?? reject({ code: 'conflict', conflicts: [{ line: 0, code: 'slot_taken' }] })
}

/** Takes those resources that nobody has, as a hold that is confirmed at once; for each of the others a discrepancy. Hours do not matter: it has happened. */
export const takeWhatIsFree = (
  hold: string,
  location: string,
  { start, end }: { start: EpochMs; end: EpochMs },
  resources: readonly string[],
  { world, giver, now, newId }: Context,
): { events: Events; clashes: DiscrepancyRaised[] } => {
  const wanted = slotLines(resources, start, end)
  const known = wanted.filter((line) => world.pools.slot.missing(location, [line]) === null)
  const free = known.filter((line) => !world.pools.slot.isTaken(line))
  const clashes = known
    .filter((line) => !free.includes(line))
    .map(
      ({ resource }): DiscrepancyRaised => ({
        ...{
          type: 'discrepancy',
          id: newId(),
          kind: 'double_booked',
          location,
          sku: resource,
          quantity: 1,
          order: null,
        },
      }),
    )
  world.pools.slot.take(location, free)
  const { channel, terminal, staff } = giver
  const kept = {
    ...{ id: hold, channel, location, placedAt: now, expiresAt: now, lines: free, terminal, staff, reason: null },
  }
  const placed = { ...kept, state: 'held', endedAt: null } as const
  const confirmed = { ...kept, state: 'confirmed', endedAt: now } as const
  world.holds.set(hold, confirmed)
  const events: Events = [
    { type: 'placed', hold: placed },
    { type: 'ended', hold: confirmed, end: 'confirmed' },
    { type: 'slots_last', hold, until: null },
  ]
  return { events, clashes }
}

/** Gives back the time of a booking whose hold has ended by being confirmed. */
export const freeSlots = (world: World, { hold }: Booking): Events => {
  world.pools.slot.free(slotLinesOf(world.holds.get(hold)?.lines ?? []))
  return [{ type: 'slots_freed', hold }]
}

const slotLines = (resources: readonly string[], start: EpochMs, end: EpochMs): SlotLine[] =>
  resources.map((resource) => ({ kind: 'slot', resource, start: toRfc3339(start), end: toRfc3339(end) }))

/** Takes what was given back a moment ago in the same decision. */
export const retake = (
  world: World,
  { location, lines, channel }: Pick<Hold, 'location' | 'lines' | 'channel'>,
): void => {
  world.pools.slot.take(location, slotLinesOf(lines))
  world.pools.stock.take(location, stockLinesOf(lines), { channel })
}
