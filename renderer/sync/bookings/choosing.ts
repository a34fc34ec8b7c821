import {
  type AvailabilityQuestion,
  type BusyTimes,
  type FreeStart,
  findAvailability,
} from '../../../shared/bookings/availability.ts'
import { isStanding } from '../../../shared/bookings/bookings.ts'
import { choicesFor } from '../../../shared/bookings/choices.ts'
import { bestCombinations } from '../../../shared/bookings/combinations.ts'
import { candidatesFor } from '../../../shared/bookings/fitting.ts'
import { isOpen } from '../../../shared/bookings/hours.ts'
import type { Hours, Service } from '../../../shared/bookings/resources.ts'
import { minuteMs } from '../../../shared/bookings/zoneTime.ts'
import type { EpochMs } from '../../../shared/time.ts'
import type {
  BoardBooking,
  BoardResource,
  BookingBoard,
  Choice,
  ChoiceQuestion,
  FreeQuestion,
  HeldSlot,
  Obstacle,
} from '../../app/terminal.ts'

/** More ways than this nobody looks at. */
const mostChoices = 30

interface Index {
  readonly resources: ReadonlyMap<string, BoardResource>
  readonly bookings: ReadonlyMap<string, readonly BoardBooking[]>
  readonly held: ReadonlyMap<string, readonly HeldSlot[]>
}

const grouped = <One>(some: readonly One[], codesOf: (one: One) => readonly string[]): Map<string, One[]> => {
  const groups = new Map<string, One[]>()
  for (const one of some)
    for (const code of codesOf(one)) {
      const group = groups.get(code)
      if (group === undefined) groups.set(code, [one])
      else group.push(one)
    }
  return groups
}

const indexes = new WeakMap<BookingBoard, Index>()

/** Who has which resource; worked out once for each board. */
const indexOf = (board: BookingBoard): Index => {
  const known = indexes.get(board)
  if (known !== undefined) return known
  const standing = board.bookings.filter(({ state }) => isStanding(state))
  const made: Index = {
    resources: new Map(board.resources.map((resource) => [resource.code, resource])),
    bookings: grouped(standing, ({ resources }) => resources),
    held: grouped(board.held, ({ resource }) => [resource]),
  }
  indexes.set(board, made)
  return made
}

export const serviceOf = (board: BookingBoard, code: string): Service | undefined =>
  board.services.find((service) => service.code === code)

export const namesOf = (board: BookingBoard, codes: readonly string[]): string[] => {
  const { resources } = indexOf(board)
  return codes.map((code) => resources.get(code)?.name ?? code)
}

/** What stands in the way of having these resources then, buffers included (SPEC T1 to T3). */
export const obstaclesOf = (
  board: BookingBoard,
  codes: readonly string[],
  { start, end }: { readonly start: EpochMs; readonly end: EpochMs },
  except?: string,
): Obstacle[] => {
  const { resources, bookings, held } = indexOf(board)
  return codes.flatMap((code): Obstacle[] => {
    const resource = resources.get(code)
    const bufferMs = (resource?.bufferMinutes ?? 0) * minuteMs
    const isInTheWay = (one: { readonly start: EpochMs; readonly end: EpochMs }): boolean =>
      one.start < end + bufferMs && start < one.end + bufferMs
    const hours = resource?.hours ?? null
    const isClosed = resource?.active !== true || (hours !== null && !isOpen(hours, board.zone, start, end))
    return [
      ...(isClosed ? [{ why: 'outside_hours' as const, resource: code }] : []),
      ...(bookings.get(code) ?? [])
        .filter((booking) => booking.id !== except && isInTheWay(booking))
        .map((booking) => ({ why: 'booked' as const, resource: code, booking })),
      ...(held.get(code) ?? []).filter(isInTheWay).map((one) => ({ why: 'held' as const, resource: code, held: one })),
    ]
  })
}

/** All ways to have a service for a party, the best fit first; tables pushed together after single ones. */
const waysFor = (board: BookingBoard, { needs }: Service, party: number): string[][] => {
  const alone = choicesFor(board.resources, needs, party, mostChoices)
  const joined = needs.map((need) => candidatesFor(board.resources, need, party)).map((one) => one.joined.length > 0)
  if (!joined.includes(true) || alone.length >= mostChoices) return alone
  const options = needs.map((need, place) => {
    const candidates = candidatesFor(board.resources, need, party)
    const sameAs = needs.findLastIndex(
      (other, index) => index < place && other.kind === need.kind && other.skill === need.skill,
    )
    return {
      units: joined[place] === true ? candidates.joined : candidates.alone,
      sameAs: sameAs === -1 ? null : sameAs,
    }
  })
  const together = options.some(({ units }) => units.length === 0)
    ? []
    : bestCombinations(options, mostChoices - alone.length).map((codes) => [...codes])
  const known = new Set(alone.map((codes) => codes.join('/')))
  return [...alone, ...together.filter((codes) => !known.has(codes.join('/')))]
}

/** With what a service could be had: what is free first, each part with the best fit first. */
export const choicesOn = (board: BookingBoard, question: ChoiceQuestion): Choice[] => {
  const service = serviceOf(board, question.service)
  if (service === undefined) return []
  const { start } = question
  const end = start + (question.lasts ?? service.durationMinutes * minuteMs)
  const ways: readonly (readonly string[])[] =
    question.resources === undefined ? waysFor(board, service, question.party) : [question.resources]
  const choices = ways.map((resources) => ({
    resources,
    obstacles: obstaclesOf(board, resources, { start, end }, question.moving),
  }))
  return [
    ...choices.filter(({ obstacles }) => obstacles.length === 0),
    ...choices.filter(({ obstacles }) => obstacles.length > 0),
  ]
}

const busyOn = (board: BookingBoard, except: string | undefined): ReadonlyMap<string, BusyTimes> => {
  const { resources, bookings, held } = indexOf(board)
  const busy = new Map<string, number[]>()
  const take = (code: string, { start, end }: { readonly start: EpochMs; readonly end: EpochMs }): void => {
    const times = busy.get(code) ?? []
    times.push(start, end + (resources.get(code)?.bufferMinutes ?? 0) * minuteMs)
    busy.set(code, times)
  }
  for (const [code, some] of bookings) for (const one of some) if (one.id !== except) take(code, one)
  for (const [code, some] of held) for (const one of some) take(code, one)
  return busy
}

/** What there is and what is taken, as availability is worked out from it. */
export const takenOn = (
  board: BookingBoard,
  except?: string,
): Pick<AvailabilityQuestion, 'resources' | 'hours' | 'busy' | 'zone'> => {
  const hours = new Map<string, Hours>()
  for (const resource of board.resources) if (resource.hours !== null) hours.set(resource.code, resource.hours)
  return { resources: board.resources, hours, busy: busyOn(board, except), zone: board.zone }
}

/** When a service can be had from `now` on, and with what. */
export const freeOn = (board: BookingBoard, question: FreeQuestion, now: EpochMs): FreeStart[] => {
  const service = serviceOf(board, question.service)
  if (service === undefined) return []
  const { party, from, to, stepMinutes } = question
  return findAvailability({
    ...takenOn(board, question.moving),
    ...{ service, party, from, to, now },
    ...(stepMinutes === undefined ? {} : { stepMinutes }),
  })
}
