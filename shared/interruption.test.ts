import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { Interruption } from './interruption.ts'

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')
const endless = (): Promise<never> => new Promise(() => {})

describe('an interruption', () => {
  it('leaves work alone that ends before it', async () => {
    const stop = new Interruption<'stopped'>()
    await expect(stop.or(Promise.resolve(1))).resolves.toBe(1)
    await expect(stop.or(Promise.reject(new Error('failed')))).rejects.toThrow('failed')
  })

  it('ends all work under way and all that is begun later, the first time it comes', async () => {
    const stop = new Interruption<string>()
    const works = [stop.or(endless()), stop.or(endless())]
    stop.interrupt(Promise.resolve('first'))
    stop.interrupt(Promise.reject(new Error('second')))
    expect(await Promise.all([...works, stop.or(endless())])).toEqual(['first', 'first', 'first'])
  })

  it('rejects what it interrupts with its own error, and is no fault where nothing is under way', async () => {
    const loss = new Interruption<never>()
    const work = loss.or(endless())
    loss.interrupt(Promise.reject(new Error('lost')))
    await expect(work).rejects.toThrow('lost')
    await expect(loss.or(Promise.reject(new Error('of no interest')))).rejects.toThrow('lost')
    new Interruption<never>().interrupt(Promise.reject(new Error('nobody hears of it')))
  })

  it('keeps nothing of work that has ended', async () => {
    const stop = new Interruption<never>()
    const kept: WeakRef<object>[] = []
    for (let n = 0; n < 10; n += 1) kept.push(new WeakRef(await stop.or(Promise.resolve({ rows: n }))))
    await new Promise((resolve) => setImmediate(resolve))
    collect()
    expect(kept.filter((one) => one.deref() !== undefined)).toEqual([])
    stop.interrupt(Promise.reject(new Error('still works')))
  })
})
