import { describe, expect, it } from 'vitest'
import { oneTabByLocks, type Locks } from './oneTab.ts'
import { ManualTimers } from './testing/manualTimers.ts'

/** The locks of a browser, as far as they are needed: one holder, and those who wait. */
const browserLocks = (): Locks => {
  let held: Promise<void> | null = null
  return {
    request: async (_name, { ifAvailable = false }, callback) => {
      if (held !== null && ifAvailable) return callback(null)
      while (held !== null) await held
      held = callback({})
      await held
      held = null
      return undefined
    },
  }
}

describe('one tab', () => {
  it('is the terminal; the second one says so and takes over when the first closes', async () => {
    const timers = new ManualTimers()
    const locks = browserLocks()
    const closing = new AbortController()
    const open = new Promise<void>((resolve) => {
      closing.signal.addEventListener('abort', () => resolve())
    })
    const said: string[] = []
    void oneTabByLocks(locks)(open, () => said.push('first waits')).then(() => said.push('first is the one'))
    await timers.pass(1_000)
    void oneTabByLocks(locks)(new Promise(() => undefined), () => said.push('second waits')).then(() =>
      said.push('second is the one'),
    )
    await timers.pass(10_000)
    expect(said).toEqual(['first is the one', 'second waits'])
    closing.abort()
    await timers.pass(10_000)
    expect(said).toEqual(['first is the one', 'second waits', 'second is the one'])
  })
})
