import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTicker } from './ticker.ts'

describe('ticker', () => {
  beforeEach(() => vi.useFakeTimers({ now: 10_400 }))
  afterEach(() => vi.useRealTimers())
  const clock = { now: () => Date.now() }

  it('keeps one timer for all that count down, and none when nobody looks', () => {
    const ticker = createTicker(clock)
    expect(vi.getTimerCount()).toBe(0)
    const stops = Array.from({ length: 50 }, () => ticker.subscribe(() => undefined))
    expect(vi.getTimerCount()).toBe(1)
    for (const stop of stops) stop()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('steps once each full second', () => {
    const ticker = createTicker(clock)
    const seen: number[] = []
    ticker.subscribe(() => seen.push(ticker.get()))
    vi.advanceTimersByTime(3000)
    expect(seen).toEqual([11_000, 12_000, 13_000])
  })

  it('knows the time when it is asked after a pause', () => {
    const ticker = createTicker(clock)
    vi.setSystemTime(99_900)
    expect(ticker.get()).toBe(99_000)
  })
})
