import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appendChanges } from '../feed/append.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { testHub } from '../testing/testHub.ts'
import { type TestVenue, testVenue } from '../testing/testVenue.ts'
import { type OfferJob, startOfferJob } from './offerJob.ts'
import { newId } from '../newId.ts'

/** The sweep is off in all of these: nobody tidies. */
const database = testDatabase()
const hub = testHub(database)
let job: OfferJob | null = null

beforeAll(() => {
  const { sql, arbiter, feed } = hub.hub
  job = startOfferJob({ sql, arbiter, feed, log: pino({ level: 'error' }), newId, tickMs: neverMs })
})
afterAll(async () => {
  await job?.stop()
})

const minuteMs = 60_000
/** The job ticks so seldom here that each offer shows that somebody woke it. */
const neverMs = 60 * minuteMs

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
    service: { confirmWithinSeconds: 2 },
    take: async (venue) => {
      const { confirmBy = '' } = await venue.book('small')
      return async () => Date.parse(confirmBy)
    },
  },
  { name: 'cancelled', take: byStep('cancel', 'confirm') },
  { name: 'cancelled late', service: { cancelFreeUntilMinutes: 600 }, take: byStep('cancel', 'confirm') },
  { name: 'marked as not come', take: byStep('no-show', 'confirm') },
  { name: 'not come in time', service: { noShowAfterMinutes: 1 }, take: byItself(minuteMs - 2_000, 2_000) },
  { name: 'completed', take: byStep('complete', 'check-in') },
  { name: 'moved to another time', take: byStep('move', 'confirm', { start: new Date(Date.now() + 600 * minuteMs) }) },
  { name: 'over', take: byItself(60 * minuteMs - 2_000, 2_000) },
]

describe.concurrent('W3: with the sweep off, the first guest whom it fits has the offer as soon as a booking is', () => {
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
    expect((await venue.guest(large.id)).state).toBe('waiting')
    expect((await venue.guest(second.id)).state).toBe('waiting')
  })
})

describe('W3, W4: an offer', () => {
  test('is made at once to who comes while something is free', async () => {
    const venue = await testVenue(hub, 'free')
    await venue.table('small')
    const guest = await venue.join(2)
    expect(guest.quotedMinutes).toBe(0)
    await venue.until(guest.id, 'offered')
  })

  test('goes to the next when it is missed, and when it is declined', async () => {
    const venue = await testVenue(hub, 'next')
    await venue.table('small')
    const first = await venue.join(2)
    const { offer } = await venue.until(first.id, 'offered')
    const [second, third] = [await venue.join(2), await venue.join(2)]
    // As if the three minutes were nearly over; a commit of anybody tells the job of the moment.
    const until = Date.now() + 400
    await lapseAt(offer?.booking ?? '', until)
    await venue.join(2)
    const missed = await venue.until(first.id, 'missed')
    const offered = await venue.until(second.id, 'offered')
    expect(missed.at).toBeGreaterThanOrEqual(until)
    expect((await venue.guest(third.id)).state).toBe('waiting')
    await venue.step(offered.offer?.booking ?? '', 'cancel')
    expect((await venue.guest(second.id)).state).toBe('left')
    await venue.until(third.id, 'offered')
    expect((await venue.guest(first.id)).state).toBe('missed')
  })

  test('is not made of a table at which somebody sits for longer than was planned', async () => {
    const venue = await testVenue(hub, 'over')
    await venue.table('small')
    const { id } = await venue.book('small', {}, 60 * minuteMs - 1_500)
    await venue.step(id, 'check-in')
    const guest = await venue.join(2)
    await sleep(2_000)
    expect((await venue.guest(guest.id)).state).toBe('waiting')
    await venue.step(id, 'complete')
    await venue.until(guest.id, 'offered')
  })

  test('is made for a time to who waits elsewhere', async () => {
    const venue = await testVenue(hub, 'later')
    await venue.table('small')
    const start = Math.ceil((Date.now() + 24 * 60 * minuteMs) / (60 * minuteMs)) * 60 * minuteMs
    const day = (minutes: number) => new Date(start + minutes * minuteMs).toISOString()
    const taken = await venue.book('small', { start: day(0) })
    const guest = await venue.join(2, { atTheDoor: false, from: day(0), to: day(45) })
    expect(guest.quotedMinutes).toBeNull()
    await sleep(200)
    expect((await venue.guest(guest.id)).state).toBe('waiting')
    await venue.step(taken.id, 'cancel')
    expect((await venue.until(guest.id, 'offered')).offer?.start).toBe(day(0))
  })

  test('is heard of from another hub, when a table is added too', async () => {
    const venue = await testVenue(hub, 'other')
    await venue.table('large', { minParty: 4, maxParty: 4 })
    const guest = await venue.join(4)
    await venue.until(guest.id, 'offered')
    const next = await venue.join(4)
    // Written behind the back of this hub's arbiter: only PostgreSQL tells of it.
    await database.sql.begin(async (tx) => {
      await tx`insert into resources (code, kind, name, location, min_party, max_party) values ('other-new', 'table', 'new', 'other', 1, 4)`
      await appendChanges(tx, [{ type: 'replica.resource', subject: 'resource:other-new', location: null, data: null }])
    })
    expect((await venue.until(next.id, 'offered')).offer?.resources).toEqual(['other-new'])
  })
})

test('where nobody waits, a thousand commits cost a few look-ups', async () => {
  let asked = 0
  const counted = new Proxy(database.sql, {
    apply: (target, self, parts) => {
      if (String(parts[0]).includes('from waiting_guests g')) asked += 1
      return Reflect.apply(target, self, parts)
    },
  })
  const listeners: ((position: number) => void)[] = []
  const feed = { hear: (listener: (position: number) => void) => (listeners.push(listener), () => undefined) }
  // Before the job looks for the first time: it would ask again by itself where it met guests.
  await database.sql`update waiting_guests set state = 'left' where state = 'waiting'`
  const idle = startOfferJob({
    ...{ sql: counted, arbiter: hub.hub.arbiter, feed, log: pino({ level: 'error' }), newId, tickMs: neverMs },
  })
  const began = performance.now()
  for (let position = 0; position < 1_000; position += 1) {
    for (const listener of listeners) listener(position)
    if (position % 100 === 0) await sleep(20)
  }
  await idle.stop()
  expect(asked).toBeGreaterThan(0)
  // It rests for 80 ms after each look, however long the commits take to come.
  expect(asked).toBeLessThan(3 + (performance.now() - began) / 80)
})

/** Moves the moment at which an offer lapses, as if time had passed. */
const lapseAt = async (booking: string, moment: number): Promise<void> => {
  const at = new Date(moment)
  await database.sql.begin(async (tx) => {
    await tx`update bookings set confirm_by = ${at} where id = ${booking}`
    await tx`update holds set expires_at = ${at} where id = (select hold from bookings where id = ${booking})`
    await tx`update slot_claims set ends_at = ${at} where hold = (select hold from bookings where id = ${booking})`
    await tx`update waiting_guests set offer_until = ${at} where offer = ${booking}`
  })
}
