import { expect, test, vi } from 'vitest'
import { FreshCache } from './freshCache.ts'

const setUp = () => {
  const state = { now: 0, answer: 'a' as string | null, fails: false }
  const load = vi.fn(async () => {
    if (state.fails) throw new Error('away')
    return state.answer
  })
  const onFault = vi.fn()
  const cache = new FreshCache<string>({ load, now: () => state.now, onFault })
  return { state, load, onFault, cache }
}

test('the first look-up is shared by all who ask meanwhile; then the answer is there at once', async () => {
  const { cache, load } = setUp()
  expect(await Promise.all([cache.get('k'), cache.get('k')])).toEqual(['a', 'a'])
  expect(cache.get('k')).toBe('a')
  expect(load).toHaveBeenCalledTimes(1)
})

test('after a second it is renewed behind the scenes, and the renewed answer is the next one', async () => {
  const { cache, load, state } = setUp()
  await cache.get('k')
  state.now = 1_500
  state.answer = 'b'
  expect(cache.get('k')).toBe('a')
  await expect.poll(() => cache.get('k')).toBe('b')
  expect(load).toHaveBeenCalledTimes(2)
})

test('after five seconds an old answer is worth nothing', async () => {
  const { cache, state } = setUp()
  await cache.get('k')
  state.now = 5_000
  state.answer = null
  expect(await cache.get('k')).toBeNull()
})

test('that there is no such thing is not remembered', async () => {
  const { cache, load, state } = setUp()
  state.answer = null
  expect(await cache.get('k')).toBeNull()
  state.answer = 'new'
  expect(await cache.get('k')).toBe('new')
  expect(load).toHaveBeenCalledTimes(2)
})

test('what was being looked up when everything was forgotten is not remembered', async () => {
  const { cache, state } = setUp()
  const before = cache.get('k')
  cache.forget()
  state.answer = 'b'
  expect(await before).toBe('a')
  expect(await cache.get('k')).toBe('b')
})

test('a database that is away for a moment is not noticed; for longer it is', async () => {
  const { cache, state, onFault } = setUp()
  await cache.get('k')
  state.fails = true
  state.now = 2_000
  expect(cache.get('k')).toBe('a')
  await expect.poll(() => onFault.mock.calls.length).toBe(1)
  state.now = 6_000
  await expect(cache.get('k')).rejects.toThrow('away')
})
