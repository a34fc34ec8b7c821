export type Compare<Value> = (a: Value, b: Value) => number

/** Puts sorted values among sorted values; compares only around the places where they go. */
export const insertSorted = <Value>(
  values: readonly Value[],
  come: readonly Value[],
  compare: Compare<Value>,
): Value[] => {
  const result: Value[] = []
  let from = 0
  for (const value of come) {
    let low = from
    let high = values.length
    while (low < high) {
      const middle = (low + high) >> 1
      const other = values[middle]
      if (other !== undefined && compare(other, value) <= 0) low = middle + 1
      else high = middle
    }
    for (; from < low; from++) {
      const kept = values[from]
      if (kept !== undefined) result.push(kept)
    }
    result.push(value)
  }
  return result.concat(values.slice(from))
}

/** Values in one order, of which some go and some come. Many at once are sorted anew, few are put where they belong. */
export class SortedList<Value> {
  private sorted: readonly Value[] = []
  private gone = new Set<Value>()
  private come = new Set<Value>()
  private readonly compare: Compare<Value>

  constructor(compare: Compare<Value>) {
    this.compare = compare
  }

  add(value: Value): void {
    this.come.add(value)
  }

  remove(value: Value): void {
    if (!this.come.delete(value)) this.gone.add(value)
  }

  get(): readonly Value[] {
    const { gone, come, compare } = this
    if (gone.size === 0 && come.size === 0) return this.sorted
    const kept = gone.size === 0 ? this.sorted : this.sorted.filter((value) => !gone.has(value))
    this.sorted =
      come.size > kept.length / 4
        ? [...kept, ...come].toSorted(compare)
        : insertSorted(kept, [...come].toSorted(compare), compare)
    this.gone = new Set()
    this.come = new Set()
    return this.sorted
  }
}
