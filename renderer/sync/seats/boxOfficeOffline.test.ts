import { describe, expect, it } from 'vitest'
import { start } from '../testing/boxOfficeForTests.ts'
import { film, setAside, webSeats } from '../testing/showForTests.ts'

describe('without a network (SPEC E9)', () => {
  it('only what is set aside can be sold, with certainty; all else says why not', async () => {
    const { boxOffice, counter, hub, machine, timers, mine, states, activity } = await start()
    hub.other(setAside(machine.name, 'B1', 'B2'))
    await timers.pass(200)
    expect([states.get('B1'), states.get('B3') ?? 'free']).toEqual(['ours', 'free'])
    hub.goOffline()
    await timers.pass(100)
    expect(await boxOffice.toggle(film, 'B3')).toEqual({ ok: false, why: 'offline', seat: 'B3' })
    expect(await boxOffice.takeBest(film, { size: 2 })).toEqual({ ok: true, seats: ['B1', 'B2'] })
    expect(mine()).toMatchObject({ state: 'asked', unsure: null })
    expect(await counter.pay(500_000)).toMatchObject({ total: 170_000, settled: false })
    expect(states.get('B1')).toBe('sold')
    // The web tries all evening.
    for (let tries = 1; tries <= 3; tries++) {
      expect(hub.other(webSeats(tries, 'B1')).accepted).toBe(false)
      await timers.pass(600_000)
    }
    hub.goOnline()
    await timers.until(() => machine.terminal.status.get().waiting === 0)
    await timers.pass(1_000)
    expect([activity.inbox.get(), activity.discrepancies.get()]).toEqual([[], []])
    expect(counter.receipts.get()[0]?.settled).toBe(true)
  })

  it('what is held at the hub waits for the network before it is sold', async () => {
    const { boxOffice, counter, hub, timers, mine } = await start()
    await boxOffice.toggle(film, 'C1')
    await timers.pass(200)
    hub.goOffline()
    await timers.pass(100)
    expect(mine()).toMatchObject({ state: 'held', unsure: 'offline' })
    expect(await counter.pay(500_000)).toBeNull()
    hub.goOnline()
    await timers.until(() => mine()?.unsure === null)
    expect(await counter.pay(500_000)).not.toBeNull()
  })

  it('two terminals, both offline, sell what is theirs, and no seat twice', async () => {
    const { hub, timers, machines } = await start(2)
    for (const [index, { name }] of machines.entries()) hub.other(setAside(name, `A${index + 1}`, `B${index + 1}`))
    await timers.pass(500)
    hub.goOffline()
    await timers.pass(100)
    for (const [index, { terminal }] of machines.entries()) {
      const [own, others] = [`A${index + 1}`, `A${2 - index}`]
      expect(await terminal.boxOffice.toggle(film, others)).toMatchObject({ ok: false, why: 'theirs' })
      expect(await terminal.boxOffice.toggle(film, own)).toMatchObject({ ok: true })
      expect(await terminal.counter.pay(500_000)).not.toBeNull()
    }
    hub.goOnline()
    await timers.until(() => machines.every(({ terminal }) => terminal.status.get().waiting === 0))
    await timers.pass(1_000)
    for (const { terminal } of machines) expect(terminal.activity.discrepancies.get()).toEqual([])
  })

  it('at the event’s beginning the rest is given back by itself, after what was sold, however long there was no network', async () => {
    const { boxOffice, counter, hub, machine, timers, startsAt, states } = await start()
    hub.other(setAside(machine.name, 'B1', 'B2'))
    await timers.pass(200)
    hub.goOffline()
    await boxOffice.toggle(film, 'B1')
    await counter.pay(500_000)
    await timers.pass(startsAt - timers.wall() + 1_000)
    // It has begun: what was not sold is nobody's any more here, and still not another's at the hub.
    expect(await boxOffice.toggle(film, 'B2')).toMatchObject({ ok: false, why: 'offline' })
    expect(hub.other(webSeats(1, 'B1')).accepted).toBe(false)
    expect(hub.other(webSeats(2, 'B2')).accepted).toBe(false)
    hub.goOnline()
    await timers.until(() => machine.terminal.status.get().waiting === 0)
    await timers.pass(1_000)
    expect(machine.terminal.activity.discrepancies.get()).toEqual([])
    expect([states.get('B1'), states.get('B2')]).toEqual(['sold', 'free'])
    expect(hub.other(webSeats(3, 'B2')).accepted).toBe(true)
  })
})
