import {
  inLineOf,
  type GuestInLine,
  offersFor,
  overstayOf,
  type Place,
  quotedWait,
} from '../../../shared/bookings/waiting.ts'
import { longestWaitMs } from '../../../shared/bookings/waitingGuests.ts'
import { areEnough } from '../../../shared/bookings/choices.ts'
import type { EpochMs } from '../../../shared/time.ts'
import type {
  BoardGuest,
  BookingBoard,
  Choice,
  FittingGuest,
  FreeTables,
  NextOffer,
  Quote,
} from '../../app/terminal.ts'
import { choicesOn, serviceOf, takenOn } from './choosing.ts'

/** What is free for those who wait: where somebody sits for longer than planned, nothing is (SPEC W3). */
const placeOn = (board: BookingBoard, now: EpochMs, to: EpochMs): Place => {
  const { busy: taken, ...rest } = takenOn(board)
  const busy = new Map(taken)
  for (const booking of board.bookings) {
    const over = overstayOf(booking, now)
    if (over === null) continue
    for (const code of booking.resources) busy.set(code, [...Array.from(busy.get(code) ?? []), over.from, over.to])
  }
  return { ...rest, busy, now, from: now, to }
}

/** Those who wait for an offer. */
const lineOn = (board: BookingBoard): GuestInLine[] =>
  board.waiting.flatMap((guest) => {
    const service = guest.state === 'waiting' ? serviceOf(board, guest.service) : undefined
    return service === undefined ? [] : [inLineOf(guest, service)]
  })

/** For whom there is something now, in turn. */
export const nextOn = (board: BookingBoard, now: EpochMs): NextOffer[] => {
  const line = lineOn(board)
  if (line.length === 0) return []
  const place = placeOn(board, now, Math.max(...line.map(({ wanted }) => wanted.to)))
  return offersFor(place, line).map(({ guest, start, resources }) => ({ guest: guest.id, start, resources }))
}

/** How long somebody at the door is told to wait. */
export const quoteOn = (board: BookingBoard, code: string, party: number, now: EpochMs): Quote => {
  const service = serviceOf(board, code)
  if (service === undefined || !areEnough(board.resources, service.needs, party)) return 'unfit'
  const wanted = { from: now, to: now + longestWaitMs }
  const me = { ...{ id: '', service, party, wanted }, atTheDoor: true, cameAt: now }
  return quotedWait(placeOn(board, now, now), lineOn(board), me)
}

/** Where somebody sits, however long that was to last. */
const occupiedOn = (board: BookingBoard): ReadonlySet<string> =>
  new Set(board.bookings.flatMap(({ state, resources }) => (state === 'seated' ? resources : [])))

/** Where a guest could sit now. */
export const tablesOn = (board: BookingBoard, { service, party }: BoardGuest, now: EpochMs): FreeTables => {
  const occupied = occupiedOn(board)
  const isFree = ({ resources, obstacles }: Choice): boolean =>
    obstacles.length === 0 && !resources.some((code) => occupied.has(code))
  const question = { service, party, start: now }
  const fit = choicesOn(board, question).filter(isFree)
  const needs = new Set(serviceOf(board, service)?.needs.map(({ kind }) => kind))
  const small = board.resources
    .filter(({ kind, maxParty }) => kind !== 'staff' && needs.has(kind) && (maxParty ?? Infinity) < party)
    .toSorted((a, b) => (b.maxParty ?? 0) - (a.maxParty ?? 0))
    .flatMap(({ code }) => choicesOn(board, { ...question, resources: [code] }).filter(isFree))
  return { fit: fit.map(({ resources }) => resources), small: small.map(({ resources }) => resources) }
}

/** Who wants to start now and fits this table, in turn. Guests with the same wish are asked about once. */
export const fittingOn = (board: BookingBoard, resource: string, now: EpochMs, lasts?: number): FittingGuest[] => {
  const known = new Map<string, readonly string[] | null>()
  const occupied = occupiedOn(board)
  const waysFor = ({ service, party }: BoardGuest): readonly string[] | null => {
    const key = `${party} ${service}`
    const before = known.get(key)
    if (before !== undefined) return before
    const question = { ...{ service, party, start: now }, ...(lasts === undefined ? {} : { lasts }) }
    const found = choicesOn(board, question).find(
      ({ resources, obstacles }) =>
        obstacles.length === 0 && resources.includes(resource) && !resources.some((code) => occupied.has(code)),
    )
    known.set(key, found?.resources ?? null)
    return found?.resources ?? null
  }
  return board.waiting.flatMap((guest) => {
    const wantsNow = guest.state === 'waiting' && guest.from <= now && now < guest.to
    const resources = wantsNow ? waysFor(guest) : null
    return resources === null ? [] : [{ guest, resources }]
  })
}
