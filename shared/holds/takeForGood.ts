import { askRules, type Grouped, groupLines, type Kind, kinds, type Line, type PoolSets } from '../kinds/registry.ts'
import type { Misfit, Placed } from '../kinds/types.ts'
import type { EpochMs } from '../time.ts'
import { checkLines, endHold, type HoldEvent, mergeLines, placeHold, type Wanted, type World } from './decide.ts'

export interface TakenForGood {
  readonly events: readonly HoldEvent[]
  /** The places of the lines that the new hold has. */
  readonly taken: ReadonlySet<number>
  /** The lines that were not to be had. */
  readonly misfits: readonly Placed<Misfit>[]
}

/**
 * Takes at once and for good what can be had of these lines, in a new hold, and names the rest: for what has already happened (SPEC C5). Not for
 * stock, of which a part of a line may be there.
 */
export const takeForGood = (
  world: World,
  wanted: Omit<Wanted, 'lines'>,
  lines: readonly Placed<Line>[],
  now: EpochMs,
): TakenForGood => {
  const { id, location, customer = [], terminal, channel } = wanted
  const known = lines.filter(({ line }) => isKnown(world, location, line))
  const merged = mergeLines(known.map(({ line }) => line))
  const doubled = merged.ok || merged.rejection.code !== 'doubled' ? [] : merged.rejection.lines
  const once = known.filter((_, place) => !doubled.includes(place))
  const conflicts = checkLines(world.pools, location, once, { hold: id, customer, now, terminal, channel })
  const unfit = new Set(conflicts.map(({ line }) => line))
  const fit = once.filter(({ index }) => !unfit.has(index))
  const taken = new Set(fit.map(({ index }) => index))
  const misfits = lines
    .filter(({ index }) => !taken.has(index))
    .map(({ line, index }) => ({ index, line: askRules(line, (rules, one) => rules.misfitOf(one)) }))
  if (fit.length === 0) return { events: [], taken, misfits }
  const placed = placeHold(world, { ...wanted, lines: fit.map(({ line }) => line) }, now)
  const confirmed = placed.ok ? endHold(world, id, 'confirmed', null, now) : placed
  if (!placed.ok || !confirmed.ok) throw new Error('what could be had could not be taken')
  return { events: [...placed.value.events, ...confirmed.value.events], taken, misfits }
}

const isKnown = ({ pools }: World, location: string, line: Line): boolean => {
  const sets: PoolSets = pools
  const grouped: Grouped = groupLines([line])
  const knows = <K extends Kind>(kind: K): boolean => sets[kind].missing(location, grouped[kind]) === null
  return kinds.every((kind) => knows(kind))
}
