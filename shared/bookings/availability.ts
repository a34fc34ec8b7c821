import type { EpochMs } from '../time.ts'
import { bestCombinations, KnownCombinations, type Options } from './combinations.ts'
import { type Candidates, candidatesFor, type Unit } from './fitting.ts'
import { alwaysOpen, openingsOf, type TimeRange } from './hours.ts'
import type { Hours, Resource, Service } from './resources.ts'
import { clockOf, type DayNumber, minuteMs } from './zoneTime.ts'

/** Times in which a resource cannot be had, in milliseconds: `[from, to, from, to, …]`. Bare numbers, for there are thousands. */
export type BusyTimes = ArrayLike<number>

export interface AvailabilityQuestion {
  readonly resources: readonly Resource[]
  /** By code; those that are not named can be had at any time. */
  readonly hours: ReadonlyMap<string, Hours>
  /** By code: what is taken between `from` and the last end, buffers included. */
  readonly busy: ReadonlyMap<string, BusyTimes>
  readonly service: Pick<Service, 'durationMinutes' | 'needs'>
  readonly party: number
  readonly zone: string
  /** Starts lie in [from, to), and not before `now`. */
  readonly from: EpochMs
  readonly to: EpochMs
  readonly now: EpochMs
  readonly stepMinutes?: number
  /** Only these starts, in any order, instead of one every so many minutes: a guest at the door does not wait for the quarter. */
  readonly at?: readonly EpochMs[]
  /** How many combinations a start has at most. */
  readonly most?: number
}

/** A time at which a service can begin, and what it could be had with: best first. */
export interface FreeStart {
  readonly start: EpochMs
  readonly end: EpochMs
  /** Codes in the order of the service's needs. The same combinations are the same objects. */
  readonly resources: readonly (readonly string[])[]
}

/**
 * When a service can be had for a party, and with what. Starts come every `stepMinutes` of real time from each opening of what the service needs
 * first; hence on days on which clocks change none is missing or comes twice. A slot lies within the hours of all its resources, and with each
 * resource's buffer behind it overlaps nothing that is taken.
 */
export const findAvailability = (question: AvailabilityQuestion): FreeStart[] => {
  const { resources, service, party, zone, most = 10 } = question
  const durationMs = service.durationMinutes * minuteMs
  const candidates = service.needs.map((need) => candidatesFor(resources, need, party))
  const openings = openingsByCode(question)
  const starts = startsOf(question, candidates[0], openings)
  const free: Uint8Array[] = []
  for (const { alone, joined } of candidates)
    for (const { members } of [...alone, ...joined])
      for (const member of members) free[member] ??= freeAt(question, openings, starts, resources[member])

  const clock = clockOf(zone)
  const loads = loadsByDay(question)
  const sameAs = samenessOf(candidates)
  // Two needs may want the same resources, so that the best of one are taken by the other.
  const enough = most + service.needs.length - 1
  let [day, ordered]: [DayNumber | null, readonly Candidates[]] = [null, candidates]
  let [before, combinations]: [readonly (readonly Unit[])[], readonly (readonly string[])[]] = [[], []]
  const known = new KnownCombinations()
  const found: FreeStart[] = []
  for (const [index, start] of starts.entries()) {
    const today = clock.dayAt(start)
    if (today !== day) [day, ordered] = [today, candidates.map((one) => leastBusyFirst(one, loads.get(today)))]
    const units = ordered.map((one) => freeUnits(one, free, index, enough))
    if (!areSame(units, before)) {
      before = units
      const options = units.map((some, place): Options => ({ units: some, sameAs: sameAs[place] ?? null }))
      combinations = units.some((some) => some.length === 0) ? [] : bestCombinations(options, most, known)
    }
    if (combinations.length > 0) found.push({ start, end: start + durationMs, resources: combinations })
  }
  return found
}

type Openings = ReadonlyMap<string, readonly TimeRange[]>

/** Resources that have the same hours share their openings. */
const openingsByCode = ({ resources, hours, zone, from, to, service }: AvailabilityQuestion): Openings => {
  const lastEnd = to + service.durationMinutes * minuteMs
  const byHours = new Map<Hours, readonly TimeRange[]>()
  return new Map(
    resources.map(({ code }) => {
      const own = hours.get(code) ?? alwaysOpen
      const openings = byHours.get(own) ?? openingsOf(own, zone, from, lastEnd)
      byHours.set(own, openings)
      return [code, openings]
    }),
  )
}

/** All starts that could be, in order: from each opening of what could fill the first need. */
const startsOf = (
  { resources, service, from, to, now, at, stepMinutes = 15 }: AvailabilityQuestion,
  first: Candidates | undefined,
  openings: Openings,
): Float64Array => {
  const step = stepMinutes * minuteMs
  const earliest = Math.max(from, now)
  if (at !== undefined)
    return Float64Array.from(new Set(at.filter((start) => start >= earliest && start < to))).toSorted()
  // Resources open at the same times; of each time they open only the longest is looked at.
  const opened = new Map<EpochMs, EpochMs>()
  for (const { members } of [...(first?.alone ?? []), ...(first?.joined ?? [])])
    for (const member of members)
      for (const opening of openings.get(resources[member]?.code ?? '') ?? [])
        opened.set(opening.from, Math.max(opening.to, opened.get(opening.from) ?? 0))
  const starts = new Set<EpochMs>()
  for (const [opens, closes] of opened) {
    const skipped = Math.max(0, Math.ceil((earliest - opens) / step))
    const last = closes - service.durationMinutes * minuteMs
    for (let start = opens + skipped * step; start <= last && start < to; start += step) starts.add(start)
  }
  return Float64Array.from(starts).toSorted()
}

/** The place of the first start that is not before a moment, by halving. */
const firstFrom = (starts: Float64Array, moment: EpochMs): number => {
  let [low, high] = [0, starts.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((starts[middle] ?? 0) < moment) low = middle + 1
    else high = middle
  }
  return low
}

/** For each start 1 if the resource could be had from then on for the whole service. */
const freeAt = (
  { service, busy }: AvailabilityQuestion,
  openings: Openings,
  starts: Float64Array,
  resource: Resource | undefined,
): Uint8Array => {
  const free = new Uint8Array(starts.length)
  if (resource === undefined) return free
  const durationMs = service.durationMinutes * minuteMs
  for (const { from, to } of openings.get(resource.code) ?? [])
    free.fill(1, firstFrom(starts, from), firstFrom(starts, to - durationMs + 1))
  const taken = busy.get(resource.code) ?? []
  const neededMs = durationMs + resource.bufferMinutes * minuteMs
  for (let at = 0; at + 1 < taken.length; at += 2) {
    const [from = 0, to = 0] = [taken[at], taken[at + 1]]
    free.fill(0, firstFrom(starts, from - neededMs + 1), firstFrom(starts, to))
  }
  return free
}

/** How long each member of staff is taken on each day, by their places; days on which nobody is are left out. */
const loadsByDay = ({ resources, busy, zone }: AvailabilityQuestion): ReadonlyMap<DayNumber, Float64Array> => {
  const clock = clockOf(zone)
  const loads = new Map<DayNumber, Float64Array>()
  for (const [index, { code, kind }] of resources.entries()) {
    const taken = kind === 'staff' ? (busy.get(code) ?? []) : []
    for (let at = 0; at + 1 < taken.length; at += 2) {
      const [from = 0, to = 0] = [taken[at], taken[at + 1]]
      const day = clock.dayAt(from)
      const load = loads.get(day) ?? new Float64Array(resources.length)
      load[index] = (load[index] ?? 0) + to - from
      loads.set(day, load)
    }
  }
  return loads
}

const leastBusyFirst = (candidates: Candidates, load: Float64Array | undefined): Candidates => {
  if (candidates.need.kind !== 'staff' || load === undefined) return candidates
  const loadOf = ({ members: [member = 0] }: Unit): number => load[member] ?? 0
  // Sorting keeps the order by code among those that are equally busy.
  return { ...candidates, alone: candidates.alone.toSorted((a, b) => loadOf(a) - loadOf(b)) }
}

/** The first so many units that are free at a start; tables together only where no single one is. */
const freeUnits = (
  { alone, joined }: Candidates,
  free: readonly Uint8Array[],
  index: number,
  enough: number,
): readonly Unit[] => {
  const found = freeOf(alone, free, index, enough)
  return found.length > 0 ? found : freeOf(joined, free, index, enough)
}

/** Bare loops: this is asked for every start of a month. */
const freeOf = (units: readonly Unit[], free: readonly Uint8Array[], index: number, enough: number): Unit[] => {
  const found: Unit[] = []
  for (const unit of units) {
    if (found.length >= enough) break
    if (isFree(unit, free, index)) found.push(unit)
  }
  return found
}

const isFree = ({ members }: Unit, free: readonly Uint8Array[], index: number): boolean => {
  for (const member of members) if (free[member]?.[index] !== 1) return false
  return true
}

/** For each need the last one before it that asks for the same. */
const samenessOf = (candidates: readonly Candidates[]): (number | null)[] =>
  candidates.map(({ need }, place) => {
    const before = candidates.findLastIndex(
      (other, index) => index < place && other.need.kind === need.kind && other.need.skill === need.skill,
    )
    return before === -1 ? null : before
  })

const areSame = (a: readonly (readonly Unit[])[], b: readonly (readonly Unit[])[]): boolean => {
  if (a.length !== b.length) return false
  for (const [place, units] of a.entries()) {
    const others = b[place]
    if (units.length !== others?.length) return false
    for (let rank = 0; rank < units.length; rank += 1) if (units[rank] !== others[rank]) return false
  }
  return true
}
