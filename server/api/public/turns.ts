/** Lets those of one name go one after the other, and others beside them. */
export class Turns {
  private readonly last = new Map<string, Promise<unknown>>()

  async take<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
    const before = this.last.get(name) ?? Promise.resolve()
    const mine = before.then(work, work)
    this.last.set(name, mine)
    try {
      return await mine
    } finally {
      if (this.last.get(name) === mine) this.last.delete(name)
    }
  }
}
