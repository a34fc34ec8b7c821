import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type NextWake, startWakingJob } from './wakingJob.ts'

const log = pino({ level: 'silent' })

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => void vi.useRealTimers())

/** A job that notes when it ran; the database's clock is a million milliseconds ahead of the process's. */
const noted = (next: (now: number) => number | null, workMs = 0) => {
  const began = performance.now()
  const runs: number[] = []
  const job = startWakingJob({
    ...{ name: 'test', log, tickMs: 5_000 },
    run: async (): Promise<NextWake> => {
      runs.push(performance.now() - began)
      if (workMs > 0) await new Promise((resolve) => setTimeout(resolve, workMs))
      const now = performance.now() + 1_000_000
      return { now, next: next(now) }
    },
  })
  return { job, runs, databaseClock: () => performance.now() + 1_000_000 }
}

describe('a job that is woken', () => {
  test('runs at once, then at each tick', async () => {
    const { runs } = noted(() => null)
    await vi.advanceTimersByTimeAsync(10_001)
    expect(runs).toEqual([0, 5_000, 10_000])
  })

  test('runs at the next moment that it knows of, by the database’s clock', async () => {
    let first = true
    const { runs } = noted((now) => {
      const next = first ? now + 700 : null
      first = false
      return next
    })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(runs).toEqual([0, 700])
  })

  test('runs earlier when it is woken, and not later when somebody asks for a later moment', async () => {
    const { job, runs, databaseClock } = noted(() => null)
    await vi.advanceTimersByTimeAsync(1)
    job.wakeAt(databaseClock() + 299)
    job.wakeIn(4_000)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(runs).toEqual([0, 300])
  })

  test('never runs twice at a time, and runs again for what it was woken for meanwhile', async () => {
    const { job, runs } = noted(() => null, 100)
    await vi.advanceTimersByTimeAsync(50)
    job.wakeIn(0)
    await vi.advanceTimersByTimeAsync(49)
    expect(runs).toEqual([0])
    await vi.advanceTimersByTimeAsync(500)
    // A timer of nothing takes a millisecond.
    expect(runs).toEqual([0, 101])
  })

  test('goes on after a failure, and not after it was stopped', async () => {
    let runs = 0
    const job = startWakingJob({
      ...{ name: 'test', log, tickMs: 5_000 },
      run: async () => {
        runs += 1
        throw new Error('a bug')
      },
    })
    await vi.advanceTimersByTimeAsync(1_001)
    expect(runs).toBe(2)
    await job.stop()
    job.wakeIn(0)
    await vi.advanceTimersByTimeAsync(20_000)
    expect(runs).toBe(2)
  })
})
