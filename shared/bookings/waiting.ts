import type { EpochMs } from '../time.ts'
import { type AvailabilityQuestion, findAvailability, type FreeStart } from './availability.ts'
import type { TimeRange } from './hours.ts'
import type { Service } from './resources.ts'
import { longestWaitMs } from './waitingGuests.ts'
import { minuteMs } from './zoneTime.ts'

/** What the rules look at of somebody who waits. */
export interface GuestInLine {
  readonly id: string
  readonly service: Service
  readonly party: number
  /** The start has to lie in it. */
  readonly wanted: TimeRange
  /** Came without a booking and stands here: starts at once, not at the next quarter of an hour. */
  readonly atTheDoor: boolean
  readonly cameAt: EpochMs
}

/** What there is and what is taken. `from` and `to` are those of the busy times that are known. */
export type Place = Pick<AvailabilityQuestion, 'resources' | 'hours' | 'busy' | 'zone' | 'now' | 'from' | 'to'>

export interface Offer {
  readonly guest: GuestInLine
  readonly start: EpochMs
  readonly end: EpochMs
  /** The best fit. */
  readonly resources: readonly string[]
}

/** Those who came first are first. Ids decide between two who came together, so that all hubs and terminals agree. */
export const inTurn = (guests: readonly GuestInLine[]): GuestInLine[] =>
  guests.toSorted((a, b) => a.cameAt - b.cameAt || (a.id < b.id ? -1 : Number(a.id > b.id)))

/** When and with what a guest could be served first, with what is free now; null if not at all. */
const earliestFor = (place: Place, { service, party, wanted, atTheDoor }: GuestInLine): FreeStart | null => {
  const from = Math.max(place.from, wanted.from)
  const to = Math.min(place.to, wanted.to)
  const now = atTheDoor ? { at: [place.now] } : {}
  const [first] = findAvailability({ ...place, ...now, service, party, from, to, most: 1 })
  return first ?? null
}

/**
 * Whom time that is free fits first: the first in turn who could be served with it gets the offer, at the earliest start that they want. Who
 * came first and wants what is not free is passed over, and keeps their turn.
 */
export const nextOffer = (place: Place, guests: readonly GuestInLine[]): Offer | null => {
  for (const guest of inTurn(guests)) {
    const found = earliestFor(place, guest)
    const [resources] = found?.resources ?? []
    if (found !== null && resources !== undefined) return { guest, start: found.start, end: found.end, resources }
  }
  return null
}

/** Waits are told in steps of so many minutes: nobody can promise more. */
const toldInMinutes = 5

/** Every moment at which something that is taken becomes free, and the present one. */
const momentsOf = ({ busy, now }: Place): EpochMs[] => {
  const moments = [now]
  for (const times of busy.values())
    for (let at = 1; at < times.length; at += 2) {
      const free = times[at] ?? 0
      if (free > now && free <= now + longestWaitMs) moments.push(free)
    }
  return moments
}

/** The place as it will be once a guest has what was found for them, with the time to clear it away. */
const after = (place: Place, { start, end, resources: [codes = []] }: FreeStart): Place => {
  const busy = new Map(place.busy)
  for (const { code, bufferMinutes } of place.resources)
    if (codes.includes(code))
      busy.set(code, [...Array.from(busy.get(code) ?? []), start, end + bufferMinutes * minuteMs])
  return { ...place, busy }
}

/**
 * How long a guest at the door is told to wait, in minutes: those before them are served first, each as soon as something fits, and everybody
 * stays for as long as their service takes. 0: at once.
 * @param before who waits at the door already
 * @returns null if nothing fits within four hours
 */
export const quotedWait = (place: Place, before: readonly GuestInLine[], guest: GuestInLine): number | null => {
  let then = place
  for (const one of [...inTurn(before.filter(({ atTheDoor }) => atTheDoor)), guest]) {
    const question = { ...then, service: one.service, party: one.party, at: momentsOf(then), most: 1 }
    const [found] = findAvailability({ ...question, from: place.now, to: place.now + longestWaitMs + 1 })
    if (one === guest)
      return found === undefined
        ? null
        : Math.ceil((found.start - place.now) / (toldInMinutes * minuteMs)) * toldInMinutes
    if (found !== undefined) then = after(then, found)
  }
  return null
}
