import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { openTestStream, type TestStream } from '../../server/testing/testStream.ts'
import { adminKey, startHubProcess, temporaryFolder } from '../support/hubProcess.ts'
import { ask, holdIdOf } from '../support/rest.ts'
import { holdSeats, setUpEvent } from '../support/seats.ts'
import { largeStadium, stadiumPlan } from '../support/stadium.ts'
import { quantile } from './measure.ts'
import { baseline, type Benchmark, type Figure, milliseconds } from './report.ts'

const event = 'match'
const mostViewers = 1_000
const changes = 60

const position = z.string()

/** Opens so many streams, a few at a time. */
const openViewers = async (url: string, count: number): Promise<TestStream[]> => {
  const viewers: TestStream[] = []
  while (viewers.length < count) {
    const some = Array.from({ length: Math.min(50, count - viewers.length) }, () =>
      openTestStream(`${url}/v1/events/${event}/stream`, { authorization: `Bearer ${adminKey}` }),
    )
    viewers.push(...(await Promise.all(some)))
  }
  const refused = viewers.find(({ status }) => status !== 200)
  if (refused !== undefined) throw new Error(`a viewer was not let in: ${refused.status}`)
  return viewers
}

/** From asking to hold a seat until it stands in the text of each viewer; one number for each pair. */
const takenToSeen = async (url: string, viewers: readonly TestStream[]): Promise<number[]> => {
  const times: number[] = []
  for (let change = 0; change < changes; change += 1) {
    const seat = `${1 + (change % 40)}-${1 + Math.floor(change / 40)}-7`
    const told = `{"seat":"${seat}","state":"held"}`
    const began = performance.now()
    const holding = holdSeats(url, event, [seat])
    const waiting = new Set(viewers)
    while (waiting.size > 0) {
      await sleep(1)
      const now = performance.now()
      for (const viewer of waiting)
        if (viewer.text().includes(told)) {
          waiting.delete(viewer)
          times.push(now - began)
        }
      if (now - began > 30_000) throw new Error(`${waiting.size} viewers did not hear of ${seat}`)
    }
    const held = await holding
    await ask(url, 'POST', `/v1/holds/${holdIdOf(held)}/release`, {})
    await sleep(60)
  }
  return times
}

const seenBy = async (url: string, count: number): Promise<Figure> => {
  const viewers = await openViewers(url, count)
  try {
    const times = await takenToSeen(url, viewers)
    const p99 = quantile(times, 0.99)
    const what = `taken until seen by ${count}, p50 ${milliseconds(quantile(times, 0.5))}`
    if (count < mostViewers) return baseline(what, `p99 ${milliseconds(p99)}`)
    return { ...baseline(what, `p99 ${milliseconds(p99)}`), wanted: 'p99 < 500 ms', met: p99 < 500 }
  } finally {
    for (const viewer of viewers) viewer.cut()
  }
}

/** All 20,000 seats, read anew; the first reading prepares the plan. */
const allSeats = async (url: string): Promise<Figure> => {
  const times: number[] = []
  for (let index = 0; index < 20; index += 1) {
    const began = performance.now()
    const { body } = await ask(url, 'GET', `/v1/events/${event}/seats`)
    z.object({ position }).parse(body)
    times.push(performance.now() - began)
  }
  return baseline('GET …/seats of 20,000', `p50 ${milliseconds(quantile(times, 0.5))}`)
}

export const seatsBench: Benchmark = {
  name: 'seats',
  about: 'a seat of a stadium of 20,000 that is taken until all who look on have been told',
  run: async () => {
    const { folder, remove } = temporaryFolder()
    const hub = await startHubProcess({ data: folder })
    try {
      await setUpEvent(hub.url, event, stadiumPlan(largeStadium))
      return [await allSeats(hub.url), await seenBy(hub.url, 10), await seenBy(hub.url, mostViewers)]
    } finally {
      await hub.stop()
      remove()
    }
  },
}
