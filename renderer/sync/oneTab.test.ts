import { describe, expect, it } from 'vitest'
import { oneTabByLocks } from './oneTab.ts'
import { browserLocks } from './testing/browserLocks.ts'
import { ManualTimers } from './testing/manualTimers.ts'

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
