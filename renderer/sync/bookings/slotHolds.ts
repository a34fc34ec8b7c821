import type { Hold } from '../../../shared/holds/states.ts'

/** Which holds of the replica take somebody's time. */
export class SlotHolds {
  private readonly known = new Set<string>()

  constructor(private readonly holds: ReadonlyMap<string, Hold>) {
    this.changed(holds.keys())
  }

  /** @returns true if one of these takes somebody's time, or did */
  changed(ids: Iterable<string>): boolean {
    let isOfTime = false
    for (const id of ids) {
      const takes = this.holds.get(id)?.lines.some(({ kind }) => kind === 'slot') ?? false
      isOfTime ||= takes || this.known.has(id)
      if (takes) this.known.add(id)
      else this.known.delete(id)
    }
    return isOfTime
  }
}
