import { describe, expect, it } from 'vitest'
import { HubClock } from './hubClock.ts'
import type { Timers } from './timers.ts'

const clocks = () => {
  const state = { monotonic: 1_000, wall: 50_000 }
  const timers: Timers = {
    after: () => () => undefined,
    monotonic: () => state.monotonic,
    wall: () => state.wall,
    random: () => 0,
  }
  const pass = (ms: number): void => {
    state.monotonic += ms
    state.wall += ms
  }
  return { state, timers, pass }
}

describe('the hub’s clock', () => {
  it('H10: the least delayed poke of late decides', () => {
    const { timers, pass } = clocks()
    const clock = new HubClock(timers, 0)
    clock.heard(900_000)
    pass(10_000)
    // This one took 3 s on its way.
    clock.heard(907_000)
    expect(clock.now()).toBe(910_000)
    pass(10_000)
    // And this one was faster than the first.
    clock.heard(920_040)
    expect(clock.now()).toBe(920_040)
  })

  it('does not jump when somebody sets the machine’s clock', () => {
    const { timers, pass, state } = clocks()
    const clock = new HubClock(timers, 0)
    clock.heard(900_000)
    state.wall += 3_600_000
    pass(1_000)
    expect(clock.now()).toBe(901_000)
  })

  it('starts from what it knew last, when there is no network', () => {
    const { timers, pass } = clocks()
    const first = new HubClock(timers, 0)
    first.heard(900_000)
    pass(5_000)
    const second = new HubClock(timers, first.wallOffset())
    pass(1_000)
    expect(second.now()).toBe(906_000)
  })

  it('counts the time that the machine slept, until the hub says better', () => {
    const { timers, pass, state } = clocks()
    const clock = new HubClock(timers, 0)
    clock.heard(900_000)
    state.wall += 600_000
    clock.woke()
    expect(clock.now()).toBe(1_500_000)
    pass(100)
    clock.heard(1_499_000)
    expect(clock.now()).toBe(1_499_000)
  })

  it('forgets samples that are older than clocks can be trusted', () => {
    const { timers, pass } = clocks()
    const clock = new HubClock(timers, 0)
    clock.heard(900_000)
    // The hub's clock runs behind ours by a second in an hour.
    for (let minute = 1; minute <= 60; minute++) {
      pass(60_000)
      clock.heard(900_000 + minute * 60_000 - minute * 16)
    }
    expect(Math.abs(clock.now() - (900_000 + 3_600_000 - 960))).toBeLessThan(200)
  })
})
