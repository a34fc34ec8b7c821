import type { Unit } from './fitting.ts'

/** What is free for one need, best first, and which need before it is the same. */
export interface Options {
  readonly units: readonly Unit[]
  /** The place of the need before this one that asks for the same; null if there is none. */
  readonly sameAs: number | null
}

/** Services whose needs stand in each other's way could be tried for ever. */
const mostTries = 5_000

/**
 * One unit for each need, no resource twice: the combination of the best first, then by how far down its units stand in their lists, all
 * together. So the first few differ in every need, and who looks for another table or another person finds one. Of two needs for the same, the
 * order makes no other combination.
 */
export const bestCombinations = (
  options: readonly Options[],
  most: number,
  known: KnownCombinations = new KnownCombinations(),
): readonly (readonly string[])[] => new Search(options, most, known).run()

/** Combinations that were found before: a month of starts has the same ones again and again, and each is made once. */
export class KnownCombinations {
  private readonly after = new Map<Unit, KnownCombinations>()

  constructor(readonly codes: readonly string[] = []) {}

  /** What these units are together with one more. */
  with(unit: Unit): KnownCombinations {
    const known = this.after.get(unit)
    if (known !== undefined) return known
    const made = new KnownCombinations([...this.codes, ...unit.codes])
    this.after.set(unit, made)
    return made
  }
}

/** Runs for every start of a month: bare loops, and nothing made that is not part of the answer. */
class Search {
  private readonly found: (readonly string[])[] = []
  private readonly chosen: Unit[] = []
  private readonly ranks: number[] = []
  /** How far down the needs from this one on can go at most. */
  private readonly deepest: number[]
  private tries = 0

  constructor(
    private readonly options: readonly Options[],
    private readonly most: number,
    private readonly known: KnownCombinations,
  ) {
    this.deepest = Array.from({ length: options.length + 1 }, () => 0)
    for (let place = options.length - 1; place >= 0; place -= 1)
      this.deepest[place] = (this.deepest[place + 1] ?? 0) + (options[place]?.units.length ?? 0) - 1
  }

  run(): readonly (readonly string[])[] {
    for (let down = 0; down <= (this.deepest[0] ?? -1) && !this.isOver(); down += 1) this.descend(0, down)
    return this.found
  }

  private isOver(): boolean {
    return this.found.length >= this.most || this.tries > mostTries
  }

  /** Chooses for the need at this place and those after it, which go down by `left` together. */
  private descend(place: number, left: number): void {
    const option = this.options[place]
    if (option === undefined) {
      this.keep()
      return
    }
    const least = option.sameAs === null ? 0 : (this.ranks[option.sameAs] ?? 0) + 1
    const first = Math.max(least, left - (this.deepest[place + 1] ?? 0))
    const last = Math.min(left, option.units.length - 1)
    for (let rank = first; rank <= last; rank += 1) {
      if (this.isOver()) return
      this.tries += 1
      const unit = option.units[rank]
      if (unit === undefined || this.isChosen(unit, place)) continue
      this.chosen[place] = unit
      this.ranks[place] = rank
      this.descend(place + 1, left - rank)
    }
  }

  private isChosen(unit: Unit, places: number): boolean {
    for (let place = 0; place < places; place += 1)
      for (const member of this.chosen[place]?.members ?? []) if (unit.members.includes(member)) return true
    return false
  }

  private keep(): void {
    let combination = this.known
    for (const unit of this.chosen) combination = combination.with(unit)
    this.found.push(combination.codes)
  }
}
