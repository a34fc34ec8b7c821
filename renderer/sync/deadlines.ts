interface Deadline {
  readonly at: number
  readonly key: string
}

/** Below this many, stale entries are not worth counting. */
const few = 100

/** Moments that come one after the other: the next is always at hand, and none is looked at before its time. */
export class Deadlines {
  /** A heap: none is later than the two that it stands over (`2n + 1`, `2n + 2`). */
  private heap: Deadline[] = []
  private readonly isCurrent: (key: string, at: number) => boolean
  private readonly count: () => number

  /**
   * @param isCurrent false once the deadline of this key is another one, or none: such entries are left out when their turn comes
   * @param count how many keys there are
   */
  constructor(isCurrent: (key: string, at: number) => boolean, count: () => number) {
    this.isCurrent = isCurrent
    this.count = count
  }

  add(key: string, at: number): void {
    this.push({ key, at })
    if (this.heap.length > 2 * this.count() + few) this.tidy()
  }

  /** Takes out all keys whose moment has come. */
  due(now: number): string[] {
    const keys: string[] = []
    for (let [first] = this.heap; first !== undefined && first.at <= now; [first] = this.heap) {
      this.pop()
      if (this.isCurrent(first.key, first.at)) keys.push(first.key)
    }
    return keys
  }

  /** The first moment that is still to come; infinity if there is none. */
  next(): number {
    for (let [first] = this.heap; first !== undefined; [first] = this.heap) {
      if (this.isCurrent(first.key, first.at)) return first.at
      this.pop()
    }
    return Infinity
  }

  private tidy(): void {
    const kept = this.heap.filter(({ key, at }) => this.isCurrent(key, at))
    this.heap = []
    for (const one of kept) this.push(one)
  }

  private push(added: Deadline): void {
    const { heap } = this
    let place = heap.length
    heap.push(added)
    while (place > 0) {
      const above = (place - 1) >> 1
      const other = heap[above]
      if (other === undefined || other.at <= added.at) break
      heap[place] = other
      place = above
    }
    heap[place] = added
  }

  private pop(): void {
    const { heap } = this
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return
    let place = 0
    for (;;) {
      let below = 2 * place + 1
      const [left, right] = [heap[below], heap[below + 1]]
      if (left !== undefined && right !== undefined && right.at < left.at) below++
      const least = heap[below]
      if (least === undefined || least.at >= last.at) break
      heap[place] = least
      place = below
    }
    heap[place] = last
  }
}
