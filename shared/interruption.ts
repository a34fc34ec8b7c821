/**
 * Something that may end any work that is under way, such as a lost connection or a stop. `Promise.race` with one promise that lives long keeps
 * the outcome of everything that was ever raced with it for as long as it lives (https://github.com/nodejs/node/issues/17469); this forgets each work
 * with its end.
 */
export class Interruption<End> {
  private readonly waiting: ((end: Promise<End>) => void)[] = []
  private came: Promise<End> | null = null

  /** Ends all work under way, and all that is begun later: with what `end` gives, a rejection too. The first time counts. */
  interrupt(end: Promise<End>): void {
    // Where nothing is under way nobody hears of a rejection, and that is no fault.
    end.catch(() => {})
    if (this.came !== null) return
    this.came = end
    for (const resolve of this.waiting.splice(0)) resolve(end)
  }

  /** @returns what comes first, the outcome of the work or the interruption; the work itself goes on, and what becomes of it then is of no interest */
  or<Value>(work: Promise<Value>): Promise<Value | End> {
    return new Promise((resolve, reject) => {
      if (this.came === null) this.waiting.push(resolve)
      else resolve(this.came)
      const forget = (): void => {
        const place = this.waiting.indexOf(resolve)
        if (place >= 0) this.waiting.splice(place, 1)
      }
      work.then(
        (value) => {
          forget()
          resolve(value)
        },
        (error: unknown) => {
          forget()
          reject(error)
        },
      )
    })
  }
}
