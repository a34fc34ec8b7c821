import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../testing/testDatabase.ts'
import { testHub } from '../testing/testHub.ts'
import { type TestVenue, testVenue } from '../testing/testVenue.ts'
import { type OfferJob, startOfferJob } from './offerJob.ts'

/** The sweep is off in all of these: nobody tidies. */
const database = testDatabase()
const hub = testHub(database)
let job: OfferJob | null = null

beforeAll(() => {
  const { sql, arbiter, feed } = hub.hub
  job = startOfferJob({ sql, arbiter, feed, log: pino({ level: 'error' }), newId: uuidv7, tickMs: 60_000 })
})
afterAll(async () => {
  await job?.stop()
})

const minuteMs = 60_000

/** A way in which a table becomes free: who has it, and how they lose it. The answer is when it was free. */
interface Way {
  readonly name: string
  readonly service?: object
  readonly take: (venue: TestVenue) => Promise<() => Promise<number>>
}

const byStep =
  (name: string, before: string, body?: object) =>
  async (venue: TestVenue): Promise<() => Promise<number>> => {
    const { id } = await venue.book('small')
    await venue.step(id, before)
    return async () => {
      const asked = Date.now()
      expect((await venue.step(id, name, body)).status).toBe(200)
      return asked
    }
  }

const byItself = (agoMs: number, lastsMs: number) => async (venue: TestVenue) => {
  const began = Date.now()
  const { id } = await venue.book('small', {}, agoMs)
  await venue.step(id, 'confirm')
  return async () => began + lastsMs
}

const ways: readonly Way[] = [
  {
    name: 'not confirmed in time',
    service: { confirmWithinSeconds: 1 },
    take: async (venue) => {
      const { confirmBy = '' } = await venue.book('small')
      return async () => Date.parse(confirmBy)
    },
  },
  { name: 'cancelled', take: byStep('cancel', 'confirm') },
  { name: 'cancelled late', service: { cancelFreeUntilMinutes: 600 }, take: byStep('cancel', 'confirm') },
  { name: 'marked as not come', take: byStep('no-show', 'confirm') },
  { name: 'not come in time', service: { noShowAfterMinutes: 1 }, take: byItself(minuteMs - 700, 700) },
  { name: 'completed', take: byStep('complete', 'check-in') },
  { name: 'moved to another time', take: byStep('move', 'confirm', { start: new Date(Date.now() + 600 * minuteMs) }) },
  { name: 'over', take: byItself(60 * minuteMs - 700, 700) },
]

describe('W3: with the sweep off, the first guest whom it fits has the offer within a second of a booking that is', () => {
  test.for(ways.map((way, place) => ({ ...way, place })))('$name', async ({ service = {}, take, place }) => {
    const venue = await testVenue(hub, `way${place}`)
    await venue.service('dinner', service)
    await venue.table('small')
    const free = await take(venue)
    // The first is too many for the table that becomes free; the large one is taken all the time.
    await venue.table('large', { maxParty: 6 })
    await venue.step((await venue.book('large')).id, 'check-in')
    const [large, first, second] = [await venue.join(5), await venue.join(2), await venue.join(2)]
    await sleep(200)
    expect((await venue.guest(first.id)).state).toBe('waiting')
    const freeAt = await free()
    const offered = await venue.until(first.id, 'offered')
    expect(offered.offer?.resources).toEqual([`way${place}-small`])
    expect(offered.at - freeAt).toBeGreaterThanOrEqual(0)
    expect(offered.at - freeAt).toBeLessThan(1_000)
    expect((await venue.guest(large.id)).state).toBe('waiting')
    expect((await venue.guest(second.id)).state).toBe('waiting')
  })
})
