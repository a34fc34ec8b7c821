import { describe, expect, it } from 'vitest'
import { Refused } from '../publicPage/ask.ts'
import { manualLater, settled } from '../publicPage/testing/manualLater.ts'
import { never } from '../publicPage/testing/never.ts'
import { ScriptedStream } from '../publicPage/testing/scriptedStream.ts'
import type { HubClient } from './askHub.ts'
import { createVisit } from './visit.ts'

const event = { name: 'Film', place: 'Q1', timeZone: 'Asia/Ho_Chi_Minh', startsAt: '2030-01-01T13:00:00Z' }

/** A visitor with one seat; the hub answers as long as it is there. */
const begin = async () => {
  const streams: ScriptedStream[] = []
  const timers = manualLater()
  const orders: Parameters<HubClient['order']>[] = []
  const wentTo: string[] = []
  let sessions = 0
  let away: Refused | null = null
  let held = [{ id: 'h1', seats: ['A1'], leftMs: 600_000, wholeMs: 900_000 }]
  const answer = async <Value>(value: Value): Promise<Value> => {
    if (away !== null) throw away
    return value
  }
  const hub: HubClient = {
    event: () => answer({ ...event, mostSeats: 4, categories: [], areas: [] }),
    begin: async () => {
      const graceSeconds = await answer(5)
      return { id: `s${++sessions}`, graceSeconds }
    },
    seats: () => answer({ position: `e.${streams.length}`, data: [] }),
    holds: () => answer(held),
    ...{ hold: never, release: never, best: never, join: never, leaveLine: never },
    order: (...asked) => {
      orders.push(asked)
      return answer('paid here')
    },
    line: () => answer({ data: null, waiting: 0 }),
    streamUrl: (session) => session,
    endUrl: (session) => session,
  }
  const stored = new Map([['key', 's0']])
  const visit = createVisit({
    ...{ hub, storageKey: 'key', seeksLine: false, now: () => 0, newKey: () => 'k', later: timers.later },
    storage: {
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value),
      removeItem: (key) => void stored.delete(key),
    },
    openStream: (url) => {
      const stream = new ScriptedStream(url)
      streams.push(stream)
      return stream
    },
    ...{ beacon: never, goTo: (url) => void wentTo.push(url), reload: never },
  })
  await visit.start()
  streams.at(-1)?.tell('open')
  return {
    ...{ visit, streams, timers, orders, wentTo, stored },
    goAway: (why: Refused | null) => {
      away = why
    },
    forget: () => {
      held = []
    },
  }
}

describe('a visit', () => {
  it('comes back by itself however often the hub refuses, and keeps what it holds', async () => {
    const { visit, streams, timers, goAway } = await begin()
    goAway(new Refused(503, 'unavailable'))
    streams.at(-1)?.refuse()
    for (let tries = 0; tries < 5; tries += 1) await timers.run()
    expect(visit.state.get().online).toBe(false)
    expect(streams).toHaveLength(1)
    goAway(null)
    await timers.run()
    streams.at(-1)?.tell('open')
    expect(streams).toHaveLength(2)
    expect(visit.state.get()).toMatchObject({ online: true, held: [{ seats: ['A1'] }] })
  })

  it('begins a session anew as soon as it can, when the one before is over while the hub is hard to reach', async () => {
    const { visit, streams, timers, goAway, forget } = await begin()
    forget()
    goAway(new Refused(0, 'offline'))
    streams.at(-1)?.tell('ended')
    await settled()
    expect(visit.state.get()).toMatchObject({ online: false, held: [], notice: { type: 'lost' } })
    for (let tries = 0; tries < 3; tries += 1) await timers.run()
    goAway(null)
    await timers.run()
    streams.at(-1)?.tell('open')
    expect(streams.map(({ url }) => url)).toEqual(['s0', 's1'])
    expect(visit.state.get().online).toBe(true)
  })

  it('asks for its order again, under the same key and of the same session, until it hears where it is paid', async () => {
    const { visit, timers, goAway, orders, wentTo, stored } = await begin()
    goAway(new Refused(0, 'offline'))
    const ordering = visit.order({ name: 'Lan' })
    await settled()
    await timers.run()
    goAway(null)
    await timers.run()
    await ordering
    expect(orders).toEqual(Array.from({ length: 3 }, () => ['s0', { name: 'Lan' }, 'k']))
    expect(wentTo).toEqual(['paid here'])
    // Kept for who comes back by the browser’s button.
    expect(stored.get('key.order')).toBe('paid here')
  })

  it('asks for nothing more once the page goes', async () => {
    const { visit, streams, timers, goAway } = await begin()
    goAway(new Refused(503, 'unavailable'))
    streams.at(-1)?.refuse()
    visit.leave()
    goAway(null)
    await timers.run()
    await timers.run()
    expect(streams).toHaveLength(1)
  })
})
