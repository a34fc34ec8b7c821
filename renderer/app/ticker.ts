import type { Clock, Live } from './terminal.ts'

/**
 * The hub's time in whole seconds, for everything on screen that counts down: one timer for all of it, none while nobody looks.
 * It wakes just after each full second, so that all fuses step together.
 */
export const createTicker = (clock: Clock): Live<number> => {
  const second = (): number => Math.floor(clock.now() / 1000) * 1000
  const listeners = new Set<() => void>()
  let timer: ReturnType<typeof setTimeout> | null = null
  let shown = second()

  const tick = (): void => {
    timer = setTimeout(tick, 1000 - (clock.now() % 1000) + 5)
    const now = second()
    if (now === shown) return
    shown = now
    for (const listener of listeners) listener()
  }

  return {
    get: () => {
      // Without a running timer the value kept is an old one.
      if (timer === null) shown = second()
      return shown
    },
    subscribe(listener) {
      listeners.add(listener)
      if (timer === null) tick()
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0 || timer === null) return
        clearTimeout(timer)
        timer = null
      }
    },
  }
}
