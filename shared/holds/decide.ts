import {
  type Grouped,
  type GroupedPlaced,
  groupLines,
  groupPlaced,
  type HoldConflict,
  type Kind,
  kinds,
  type Line,
  lineRules,
  type Pools,
  type PoolSets,
} from '../kinds/registry.ts'
import type { Missing, Placed, Taker } from '../kinds/types.ts'
import type { Rejection } from '../protocol/verdicts.ts'
import { deadlineAfter, type EpochMs } from '../time.ts'
import { type End, type Hold, stateAt } from './states.ts'

/** All that a decision may look at. Decisions change it, so that the next command sees their effects (SPEC H8). */
export interface World {
  readonly pools: Pools
  readonly holds: Map<string, Hold>
}

export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly rejection: Rejection }

export const accept = <Value>(value: Value): Result<Value> => ({ ok: true, value })
export const reject = (rejection: Rejection): Result<never> => ({ ok: false, rejection })

/** What is asked for when placing a hold; `id` is made by the caller. */
export interface Wanted {
  readonly id: string
  readonly channel: string
  readonly location: string
  readonly lines: readonly Line[]
  readonly ttlSeconds: number
  readonly terminal: string | null
  readonly staff: string | null
  /** By what the customer is told from others, where a kind asks (SPEC V4). */
  readonly customer?: readonly string[] | undefined
  /** What they were promised before, where this takes it again (SPEC N2). */
  readonly had?: readonly Line[] | undefined
}

/** What a decision brought about, for those who keep it: the hub's tables, or a terminal's overlay. */
export type HoldEvent =
  | { readonly type: 'placed'; readonly hold: Hold }
  | { readonly type: 'extended'; readonly hold: Hold }
  | { readonly type: 'ended'; readonly hold: Hold; readonly end: End }

export interface Change {
  readonly hold: Hold
  readonly events: readonly HoldEvent[]
}

/** Places a hold: all its lines, or none (SPEC H1). */
export const placeHold = (world: World, wanted: Wanted, now: EpochMs): Result<Change> => {
  if (world.holds.has(wanted.id)) return reject({ code: 'hold_exists' })
  const merged = mergeLines(wanted.lines)
  if (!merged.ok) return merged
  const missing = firstMissing(world.pools, wanted.location, wanted.lines)
  if (missing !== null) return reject({ code: 'not_found', ...missing })
  const { customer = [], terminal, channel, had } = wanted
  const taker: Taker = { hold: wanted.id, customer, now, terminal, channel, had }
  const conflicts = checkLines(world.pools, wanted.location, merged.value, taker)
  if (conflicts.length > 0) return reject({ code: 'conflict', conflicts: [...conflicts] })
  const lines = merged.value.map(({ line }) => line)
  takeLines(world.pools, wanted.location, lines, taker)
  const hold: Hold = {
    id: wanted.id,
    state: 'held',
    channel: wanted.channel,
    location: wanted.location,
    placedAt: now,
    expiresAt: deadlineAfter(now, wanted.ttlSeconds),
    lines,
    endedAt: null,
    reason: null,
    terminal: wanted.terminal,
    staff: wanted.staff,
  }
  world.holds.set(hold.id, hold)
  return accept({ hold, events: [{ type: 'placed', hold }] })
}

/** Ends a hold. The end it already has is accepted again and changes nothing (SPEC H4). */
export const endHold = (
  world: World,
  id: string,
  end: 'confirmed' | 'released',
  reason: string | null,
  now: EpochMs,
): Result<Change> => {
  const hold = world.holds.get(id)
  if (hold === undefined) return reject({ code: 'not_found', what: 'hold', id })
  const state = stateAt(hold, now)
  if (state === end) return accept({ hold, events: [] })
  if (state !== 'held') return reject({ code: `hold_${state}` })
  const ended = finish(world, hold, end, reason, now)
  return accept({ hold: ended, events: [{ type: 'ended', hold: ended, end }] })
}

/** Takes back all that a confirmed hold took, where the promise is undone. @returns the hold, which stays confirmed; null if it never was */
export const giveBack = (world: World, id: string): Hold | null => {
  const hold = world.holds.get(id)
  if (hold?.state !== 'confirmed') return null
  const grouped = groupLines(hold.lines)
  for (const kind of kinds) giveKindBack(kind, world.pools, hold, grouped)
  return hold
}

const giveKindBack = <K extends Kind>(kind: K, sets: PoolSets, hold: Hold, grouped: Grouped): void =>
  sets[kind].giveBack(hold.location, grouped[kind], hold)

/** Moves the deadline of a live hold to now plus the time given (SPEC H5). */
export const extendHold = (world: World, id: string, ttlSeconds: number, now: EpochMs): Result<Change> => {
  const hold = world.holds.get(id)
  if (hold === undefined) return reject({ code: 'not_found', what: 'hold', id })
  const state = stateAt(hold, now)
  if (state !== 'held') return reject({ code: `hold_${state}` })
  const extended: Hold = { ...hold, expiresAt: deadlineAfter(now, ttlSeconds) }
  world.holds.set(id, extended)
  return accept({ hold: extended, events: [{ type: 'extended', hold: extended }] })
}

/** Puts a new hold in the place of a live one; if the new does not fit, the old one is kept (SPEC H6). */
export const replaceHold = (world: World, replaces: string, wanted: Wanted, now: EpochMs): Result<Change> => {
  const old = world.holds.get(replaces)
  if (old === undefined) return reject({ code: 'not_found', what: 'hold', id: replaces })
  const state = stateAt(old, now)
  return state === 'held' ? replaceLive(world, [old], wanted, now) : reject({ code: `hold_${state}` })
}

/** Puts a new hold in the place of these, all of which live; if the new does not fit, they are kept. */
export const replaceLive = (world: World, olds: readonly Hold[], wanted: Wanted, now: EpochMs): Result<Change> => {
  const released = olds.map((old) => finish(world, old, 'released', 'replaced', now))
  const placed = placeHold(world, { ...wanted, had: olds.flatMap(({ lines }) => lines) }, now)
  if (!placed.ok) {
    for (const old of olds) putBack(world, old, now)
    return placed
  }
  const ended = released.map((hold) => ({ type: 'ended', hold, end: 'released' }) as const)
  return accept({ hold: placed.value.hold, events: [...ended, ...placed.value.events] })
}

/** Lets a hold live that was taken to have ended: it has what it had, whatever there is. */
export const putBack = (world: World, hold: Hold, now: EpochMs): void => {
  world.holds.set(hold.id, hold)
  const { id, location, lines, terminal, channel } = hold
  takeLines(world.pools, location, lines, { hold: id, customer: [], now, terminal, channel })
}

/** Expires a hold that is overdue at `now`; does nothing to any other. */
export const expireHold = (world: World, id: string, now: EpochMs): HoldEvent[] => {
  const hold = world.holds.get(id)
  if (hold === undefined || hold.state !== 'held' || hold.expiresAt > now) return []
  return [{ type: 'ended', hold: finish(world, hold, 'expired', null, now), end: 'expired' }]
}

/** Ends a hold that is in state `held`, without asking whether it is overdue. */
const finish = (world: World, hold: Hold, end: End, reason: string | null, now: EpochMs): Hold => {
  const grouped = groupLines(hold.lines)
  for (const kind of kinds) endKind(kind, world.pools, hold, grouped, end)
  const ended: Hold = { ...hold, state: end, endedAt: now, reason }
  world.holds.set(hold.id, ended)
  return ended
}

const endKind = <K extends Kind>(kind: K, sets: PoolSets, hold: Hold, grouped: Grouped, end: End): void =>
  sets[kind].end(hold.location, grouped[kind], end, hold)

/** Sums doubles, or names those that cannot stand twice (SPEC H7). */
export const mergeLines = (lines: readonly Line[]): Result<readonly Placed<Line>[]> => {
  const placed = lines.map((line, index) => ({ line, index }))
  // What stands alone is no double.
  if (placed.length === 1) return accept(placed)
  const grouped = groupPlaced(placed)
  const merged: Placed<Line>[] = []
  const doubled: number[] = []
  for (const kind of kinds) mergeKind(kind, grouped, merged, doubled)
  if (doubled.length > 0) return reject({ code: 'doubled', lines: doubled })
  return accept(merged.toSorted((a, b) => a.index - b.index))
}

const mergeKind = <K extends Kind>(
  kind: K,
  grouped: GroupedPlaced,
  merged: Placed<Line>[],
  doubled: number[],
): void => {
  if (grouped[kind].length === 0) return
  const result = lineRules[kind].merge(grouped[kind])
  merged.push(...result.merged)
  doubled.push(...result.doubled)
}

const firstMissing = (pools: Pools, location: string, lines: readonly Line[]): Missing | null => {
  const grouped = groupLines(lines)
  for (const kind of kinds) {
    const missing = missingOf(kind, pools, location, grouped)
    if (missing !== null) return missing
  }
  return null
}

const missingOf = <K extends Kind>(kind: K, sets: PoolSets, location: string, grouped: Grouped): Missing | null =>
  sets[kind].missing(location, grouped[kind])

/** The conflicts that taking these lines together would have. Changes nothing. */
export const checkLines = (
  pools: Pools,
  location: string,
  lines: readonly Placed<Line>[],
  taker: Taker,
): readonly HoldConflict[] => {
  const grouped = groupPlaced(lines)
  const conflicts: HoldConflict[] = []
  for (const kind of kinds) checkKind(kind, pools, location, grouped, taker, conflicts)
  return conflicts.length < 2 ? conflicts : conflicts.toSorted((a, b) => a.line - b.line)
}

const checkKind = <K extends Kind>(
  kind: K,
  sets: PoolSets,
  location: string,
  grouped: GroupedPlaced,
  taker: Taker,
  conflicts: HoldConflict[],
): void => {
  if (grouped[kind].length > 0) conflicts.push(...sets[kind].check(location, grouped[kind], taker))
}

const takeLines = (pools: Pools, location: string, lines: readonly Line[], taker: Taker): void => {
  const grouped = groupLines(lines)
  for (const kind of kinds) takeKind(kind, pools, location, grouped, taker)
}

const takeKind = <K extends Kind>(kind: K, sets: PoolSets, location: string, grouped: Grouped, taker: Taker): void => {
  if (grouped[kind].length > 0) sets[kind].take(location, grouped[kind], taker)
}
