import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { ownSignal } from './ownSignal.ts'

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

const work = (signal: AbortSignal): WeakRef<AbortSignal> => {
  signal.addEventListener('abort', () => {})
  return new WeakRef(signal)
}
const keptOf = async (begin: (stop: AbortSignal) => WeakRef<AbortSignal>): Promise<number> => {
  const stop = new AbortController()
  const works = Array.from({ length: 10 }, () => begin(stop.signal))
  for (let turn = 0; turn < 2; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve))
    collect()
  }
  const kept = works.filter((one) => one.deref() !== undefined).length
  stop.abort()
  return kept
}

describe('a signal of one’s own', () => {
  it('is aborted with whichever of the others comes first, for its reason', () => {
    const [stop, gone] = [new AbortController(), new AbortController()]
    const { signal } = ownSignal(stop.signal, gone.signal)
    expect(signal.aborted).toBe(false)
    gone.abort('gone')
    stop.abort('stopped')
    expect([signal.aborted, signal.reason]).toEqual([true, 'gone'])
  })

  it('is aborted from the start where one of the others was', () => {
    const { signal } = ownSignal(new AbortController().signal, AbortSignal.abort('over'))
    expect([signal.aborted, signal.reason]).toEqual([true, 'over'])
  })

  it('hears of nothing once it is forgotten', () => {
    const stop = new AbortController()
    const { signal, forget } = ownSignal(stop.signal)
    forget()
    stop.abort()
    expect(signal.aborted).toBe(false)
  })

  it('is not kept by one that lives long, whatever was left on it', async () => {
    const kept = await keptOf((stop) => {
      const { signal, forget } = ownSignal(stop)
      const begun = work(signal)
      forget()
      return begun
    })
    expect(kept).toBe(0)
  })

  it('control: each of AbortSignal.any is kept', async () => {
    expect(await keptOf((stop) => work(AbortSignal.any([stop])))).toBe(10)
  })
})
