/** Wakes all that wait. Nothing is kept for those who do not. */
export class Signal {
  private waiting = new Set<() => void>()

  fire(): void {
    const woken = this.waiting
    this.waiting = new Set()
    for (const wake of woken) wake()
  }

  /** Resolves at the next `fire`, after `patienceMs`, or when the signal is aborted; leaves nothing behind. */
  wait(patienceMs: number, until: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer)
        until.removeEventListener('abort', wake)
        this.waiting.delete(wake)
        resolve()
      }
      const timer = setTimeout(wake, patienceMs)
      until.addEventListener('abort', wake)
      this.waiting.add(wake)
      if (until.aborted) wake()
    })
  }
}
