import type { EpochMs } from '../time.ts'
import { type AvailabilityQuestion, findAvailability, type FreeStart } from './availability.ts'
import type { Booking } from './bookings.ts'
import { openingsOf, type TimeRange } from './hours.ts'
import type { Service } from './resources.ts'
import { longestWaitMs, type WaitingGuest } from './waitingGuests.ts'
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

export const inLineOf = (guest: WaitingGuest, service: Service): GuestInLine => ({
  ...{ id: guest.id, service, party: guest.party, wanted: { from: guest.from, to: guest.to } },
  ...{ atTheDoor: guest.atTheDoor, cameAt: guest.cameAt },
})

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
 * Whom time that is free fits (SPEC W3): the first in turn who could be served with it gets the offer, at the earliest start that they want; then the
 * next with what is left. Who came first and wants what is not free is passed over, and keeps their turn. Time only gets less on the way, so that
 * once through the list is enough.
 */
export const offersFor = (place: Place, guests: readonly GuestInLine[]): Offer[] => {
  let left = place
  return inTurn(guests).flatMap((guest): Offer[] => {
    const found = earliestFor(left, guest)
    const [resources] = found?.resources ?? []
    if (found === null || resources === undefined) return []
    left = after(left, found)
    return [{ guest, start: found.start, end: found.end, resources }]
  })
}

/** Guests who sit for longer than was planned go on for at least so long, as far as anybody can tell. */
const overstayMs = 10 * minuteMs

/**
 * The time that guests take who still sit though theirs is over (SPEC W3): nobody can be offered their table. After some hours nobody believes that
 * they sit there still; somebody forgot to note that they left.
 * @returns null for all others
 */
export const overstayOf = ({ state, end }: Pick<Booking, 'state' | 'end'>, now: EpochMs): TimeRange | null =>
  state === 'seated' && end <= now && now < end + longestWaitMs ? { from: end, to: now + overstayMs } : null

/**
 * The next moment at which somebody who waits may be served with what was not to be had before, if nobody does anything until then: a time that is
 * taken is over, a resource opens, the time that a guest wants begins. Promises that lapse are not seen here.
 * @returns null if there is none within the known time
 */
export const nextFreeMoment = (place: Place, guests: readonly GuestInLine[]): EpochMs | null => {
  let next: EpochMs | null = null
  const soonest = (moment: EpochMs): void => {
    if (moment > place.now && (next === null || moment < next)) next = moment
  }
  for (const times of place.busy.values()) for (let at = 1; at < times.length; at += 2) soonest(times[at] ?? 0)
  for (const hours of new Set(place.hours.values()))
    for (const { from } of openingsOf(hours, place.zone, place.now, place.now + longestWaitMs)) soonest(from)
  for (const { wanted } of guests) soonest(wanted.from)
  return next
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
