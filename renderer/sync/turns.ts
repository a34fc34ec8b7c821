/** Steps that are taken one after the other, until no more may begin. */
export class Turns {
  private last: Promise<unknown> = Promise.resolve()
  private isOver = false

  /** @returns null if no more may begin */
  take<Value>(step: () => Promise<Value>): Promise<Value | null> {
    const taken = this.last.then(() => (this.isOver ? null : step()))
    this.last = taken.catch(() => undefined)
    return taken
  }

  /** From now on no step begins; resolves when the one that is under way has ended. */
  async end(): Promise<void> {
    this.isOver = true
    await this.last
  }
}
