import type { EpochMs } from '../../time.ts'
import type { End } from '../../holds/states.ts'
import type { Conflict, LineRules, Missing, Placed, PoolSet } from '../types.ts'
import { type SlotLine, type Span, spanOf } from './schema.ts'

/** A resource as the rules of slots see it. */
export interface SlotResource {
  readonly code: string
  readonly location: string
  /** What has to lie between two bookings, in milliseconds. */
  readonly bufferMs: number
  readonly active: boolean
  /** True if it can be had for all of this time. */
  readonly isOpen: (span: Span) => boolean
}

/** A time that is taken; nobody else may have the resource before `blockedUntil`. */
export interface Taken extends Span {
  readonly resource: string
  readonly blockedUntil: EpochMs
}

export type SlotConflict = 'slot_taken' | 'outside_hours'

/** The times of resources as a decision sees them: what was taken at the start and what was decided since. */
export class SlotPools implements PoolSet<SlotLine, SlotConflict> {
  private readonly resources = new Map<string, SlotResource>()
  private readonly taken = new Map<string, Taken[]>()

  constructor(resources: Iterable<SlotResource>, taken: Iterable<Taken>) {
    for (const resource of resources) this.resources.set(resource.code, resource)
    for (const one of taken) this.add(one)
  }

  missing(location: string, lines: readonly SlotLine[]): Missing | null {
    const line = lines.find(({ resource }) => !this.isHere(location, resource))
    return line === undefined ? null : { what: 'resource', id: line.resource }
  }

  check(_location: string, lines: readonly Placed<SlotLine>[]): Conflict<SlotConflict>[] {
    return lines.flatMap(({ line, index }): Conflict<SlotConflict>[] => {
      const code = this.conflictOf(line)
      return code === null ? [] : [{ line: index, code }]
    })
  }

  take(_location: string, lines: readonly SlotLine[]): void {
    for (const line of lines) {
      const span = spanOf(line)
      this.add({ ...span, resource: line.resource, blockedUntil: span.end + this.bufferOf(line.resource) })
    }
  }

  /** Confirmed slots stay taken: the guest is to come. Whatever else frees them again (SPEC B3) calls `free`. */
  end(_location: string, lines: readonly SlotLine[], end: End): void {
    if (end !== 'confirmed') this.free(lines)
  }

  giveBack(_location: string, lines: readonly SlotLine[]): void {
    this.free(lines)
  }

  /** Gives these slots back. Each is found by its resource and time, of which there is one at most (SPEC T1). */
  free(lines: readonly SlotLine[]): void {
    for (const line of lines) {
      const { start, end } = spanOf(line)
      const left = this.taken.get(line.resource)?.filter((one) => one.start !== start || one.end !== end)
      this.taken.set(line.resource, left ?? [])
    }
  }

  /** True if somebody has this resource then, or before it could be turned. */
  isTaken(line: SlotLine): boolean {
    return this.conflictOf(line, () => true) === 'slot_taken'
  }

  /** Why this resource cannot be had then; null if it can. */
  private conflictOf(line: SlotLine, isOpen?: (span: Span) => boolean): SlotConflict | null {
    const span = spanOf(line)
    const resource = this.resources.get(line.resource)
    if (resource === undefined || !(isOpen ?? resource.isOpen)(span)) return 'outside_hours'
    const blockedUntil = span.end + resource.bufferMs
    const taken = this.taken.get(line.resource) ?? []
    return taken.some((one) => one.start < blockedUntil && span.start < one.blockedUntil) ? 'slot_taken' : null
  }

  private isHere(location: string, code: string): boolean {
    const resource = this.resources.get(code)
    return resource !== undefined && resource.location === location && resource.active
  }

  private bufferOf(code: string): number {
    return this.resources.get(code)?.bufferMs ?? 0
  }

  private add(one: Taken): void {
    const taken = this.taken.get(one.resource)
    if (taken === undefined) this.taken.set(one.resource, [one])
    else taken.push(one)
  }
}

export const slotLines: LineRules<SlotLine> = {
  /** A resource cannot be taken twice at one time by the same hold; times apart are two slots. */
  merge(lines) {
    const doubled = lines.filter(({ line }, place) =>
      lines.slice(0, place).some((before) => {
        if (before.line.resource !== line.resource) return false
        const [one, other] = [spanOf(before.line), spanOf(line)]
        return one.start < other.end && other.start < one.end
      }),
    )
    return { merged: lines, doubled: doubled.map(({ index }) => index) }
  },
  keyOf: ({ resource, start, end }) => `${resource}/${start}/${end}`,
  misfitOf: ({ resource }) => ({ kind: 'double_booked', sku: resource }),
}
