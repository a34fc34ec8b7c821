import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import type { ArbiterCommand, Command } from '../../shared/protocol/commands.ts'
import type { Giver } from '../../shared/holds/settle.ts'
import type { Verdict } from '../../shared/protocol/verdicts.ts'
import { createArbiter } from '../arbiter/arbiter.ts'
import type { Arbiter } from '../arbiter/types.ts'
import { startFeedReader } from '../feed/reader.ts'
import { selfCheck } from '../selfCheck/selfCheck.ts'
import { sweep } from '../expiry/sweep.ts'
import { admin } from '../testing/shop.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { expireGuests } from './expireGuests.ts'
import { lapseBookings } from './lapse.ts'
import { startOfferJob } from './offerJob.ts'

const database = testDatabase()
const { sql } = database
const log = pino({ level: 'error' })
const itself: Giver = { ...admin, channel: '', ttlSeconds: 0, role: null, isHub: true }

/** Two hubs' arbiters on one database. */
let arbiters: readonly [Arbiter, Arbiter]

const hub = (): Arbiter =>
  createArbiter({ connection: { ...database.connection, name: 'test hub' }, log, newId: uuidv7 })

beforeAll(() => {
  arbiters = [hub(), hub()]
  return async () => {
    await Promise.all(arbiters.map((arbiter) => arbiter.close()))
  }
})

const give = async (command: ArbiterCommand, at = 0, giver: Giver = admin): Promise<Verdict> => {
  const arbiter = arbiters[at] ?? arbiters[0]
  const answer = await arbiter.submit({ caller: 'test', key: randomUUID(), bodyHash: '', command, giver })
  if (answer.type !== 'verdict') throw new Error(answer.type)
  return answer.verdict
}

/** A place with so many tables for two. */
const venue = async (location: string, tables: number): Promise<string[]> => {
  const codes = Array.from({ length: tables }, (_, index) => `${location}-${index}`)
  await sql`insert into locations values (${location}, ${location}, 'Asia/Ho_Chi_Minh')`
  await sql`
    insert into resources (code, kind, name, location, max_party)
    select code, 'table', code, ${location}, 2 from unnest(${codes}::text[]) as t (code)`
  await sql`
    insert into services (code, name, duration_minutes, needs, confirm_within_seconds)
    values ('dinner', 'Dinner', 60, '[{"kind": "table"}]', 600) on conflict do nothing`
  return codes
}

const join = async (location: string): Promise<string> => {
  const guest = randomUUID()
  const of = { location, service: 'dinner', party: 2, atTheDoor: true }
  expect(await give({ type: 'waiting.join', guest, ...of })).toMatchObject({ accepted: true })
  return guest
}

const offer = (guest: string, table: string, at: number) =>
  give(
    {
      ...{ type: 'waiting.offer', guest, booking: randomUUID(), hold: randomUUID(), start: Date.now() },
      resources: [table],
    },
    at,
    itself,
  )

const pendingOf = async (location: string): Promise<{ guests: number; offers: number }> => {
  const [row] = await sql<{ guests: number; offers: number }[]>`
    select count(distinct waiting)::int as guests, count(*)::int as offers from bookings where location = ${location} and state = 'pending'`
  return row ?? { guests: 0, offers: 0 }
}

describe('W4: two hubs that see the same', () => {
  test('make one offer of two tables to each guest', async () => {
    const tables = await venue('one-guest', 40)
    const guests = await Promise.all(tables.slice(20).map(() => join('one-guest')))
    const verdicts = await Promise.all(
      guests.flatMap((guest, index) => [
        offer(guest, tables[index] ?? '', 0),
        offer(guest, tables[index + 20] ?? '', 1),
      ]),
    )
    expect(verdicts.filter(({ accepted }) => accepted)).toHaveLength(20)
    expect(await pendingOf('one-guest')).toEqual({ guests: 20, offers: 20 })
    expect(verdicts.filter(({ accepted }) => !accepted)).toEqual(
      Array.from({ length: 20 }, () => ({ accepted: false, rejection: { code: 'waiting_state', state: 'offered' } })),
    )
  })

  test('make one offer of one table to two guests', async () => {
    const tables = await venue('one-table', 20)
    const guests = await Promise.all([...tables, ...tables].map(() => join('one-table')))
    const verdicts = await Promise.all(guests.map((guest, index) => offer(guest, tables[index % 20] ?? '', index % 2)))
    expect(verdicts.filter(({ accepted }) => accepted)).toHaveLength(20)
    expect(await pendingOf('one-table')).toEqual({ guests: 20, offers: 20 })
  })

  test('control: without the lock both see the guest wait, and only the index keeps a second offer away', async () => {
    await venue('unlocked', 1)
    const guest = await join('unlocked')
    const make = () => sql`
      insert into bookings (id, hold, state, channel, location, service, starts_at, ends_at, party, resources, booked_at, free_until, waiting)
      select ${randomUUID()}, ${randomUUID()}, 'pending', 'web', 'unlocked', 'dinner', now(), now(), 2, '{}', now(), now(), id
      from (select id from waiting_guests where id = ${guest} and state = 'waiting' offset 0) as g where pg_sleep(0.2) is not null`
    const both = await Promise.allSettled([make(), make()])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await sql`delete from bookings where waiting = ${guest}`
  })

  test('give all their guests an offer together, the first in turn first, and none twice', async () => {
    await venue('jobs', 6)
    const guests: string[] = []
    for (let came = 0; came < 10; came += 1) guests.push(await join('jobs'))
    const feeds = await Promise.all([startFeedReader({ sql, log }), startFeedReader({ sql, log })])
    const jobs = feeds.map((feed, at) =>
      startOfferJob({ sql, arbiter: arbiters[at] ?? arbiters[0], feed, log, newId: uuidv7 }),
    )
    const offered = async () =>
      (
        await sql<{ id: string }[]>`
          select id from waiting_guests where location = 'jobs' and state = 'offered' order by came_at, id`
      ).map(({ id }) => id)
    await expect.poll(offered).toHaveLength(6)
    await sleep(200)
    expect(await offered()).toEqual(guests.slice(0, 6))
    expect(await pendingOf('jobs')).toEqual({ guests: 6, offers: 6 })
    await Promise.all(jobs.map((job) => job.stop()))
    await Promise.all(feeds.map((feed) => feed.close()))
  })
})

describe('the sweep', () => {
  test('W2: writes down what has passed, and tells of it once', async () => {
    const [table = ''] = await venue('swept', 1)
    const [missed, over] = [await join('swept'), await join('swept')]
    await offer(missed, table, 0)
    await sql`update bookings set confirm_by = now() where waiting = ${missed}`
    await sql`update waiting_guests set offer_until = now() where id = ${missed}`
    await sql`update waiting_guests set wanted = tstzrange(now() - interval '1 hour', now()) where id = ${over}`
    expect((await lapseBookings(sql, 100)).lapsed).toBe(1)
    expect((await expireGuests(sql, 100)).expired).toBe(1)
    expect((await lapseBookings(sql, 100)).lapsed + (await expireGuests(sql, 100)).expired).toBe(0)
    const told = await sql`select type, subject from feed where subject in (${missed}, ${over}) order by position`
    expect([...told].slice(2)).toEqual([
      { type: 'waiting.offered', subject: missed },
      { type: 'waiting.missed', subject: missed },
      { type: 'waiting.expired', subject: over },
    ])
  })

  test('B1: the sweep of holds leaves that of a booking to the booking: they end together or not at all', async () => {
    const [table = ''] = await venue('together', 1)
    const guest = await join('together')
    await offer(guest, table, 0)
    const [booked] = await sql<{ hold: string }[]>`
      with lapsed as (update bookings set confirm_by = now() where waiting = ${guest} returning hold)
      update holds h set expires_at = now() from lapsed where h.id = lapsed.hold returning h.id as hold`
    await sql`update waiting_guests set offer_until = now() where id = ${guest}`
    const states = () => sql`
      select h.state as hold, b.state as booking from holds h join bookings b on b.hold = h.id where h.id = ${booked?.hold ?? ''}`
    await sweep(sql, 100)
    expect([...(await states())]).toEqual([{ hold: 'held', booking: 'pending' }])
    await lapseBookings(sql, 100)
    expect([...(await states())]).toEqual([{ hold: 'expired', booking: 'expired' }])
  })

  test('leaves an offer alone whose guest another is busy with', async () => {
    const [table = ''] = await venue('busy', 1)
    const guest = await join('busy')
    await offer(guest, table, 0)
    await sql`update bookings set confirm_by = now() where waiting = ${guest}`
    await sql`update waiting_guests set offer_until = now() where id = ${guest}`
    await sql.begin(async (tx) => {
      await tx`select from waiting_guests where id = ${guest} for update`
      expect((await lapseBookings(sql, 100)).lapsed).toBe(0)
    })
    expect((await lapseBookings(sql, 100)).lapsed).toBe(1)
  })
})

test('the self-check names an offer that is no pending booking, and a booking whose guest knows nothing of it', async () => {
  const [table = ''] = await venue('torn', 1)
  const guest = await join('torn')
  await offer(guest, table, 0)
  const lines = async () => (await selfCheck(sql)).differences.filter((line) => line.includes(guest))
  expect(await lines()).toEqual([])
  await sql`update bookings set confirm_by = confirm_by + interval '1 second' where waiting = ${guest}`
  expect(await lines()).toHaveLength(1)
  await sql`update waiting_guests set state = 'waiting', offer_until = null where id = ${guest}`
  expect(await lines()).toHaveLength(1)
  await sql`
    update waiting_guests g set state = 'offered', offer_until = b.confirm_by from bookings b where b.waiting = g.id and g.id = ${guest}`
  expect(await lines()).toEqual([])
})

test('W1 to W6: whatever two hubs, their jobs and the sweep do at once, everybody’s offer is a pending booking', async () => {
  const tables = await venue('crowd', 5)
  const feeds = await Promise.all([startFeedReader({ sql, log }), startFeedReader({ sql, log })])
  const jobs = feeds.map((feed, at) =>
    startOfferJob({ sql, arbiter: arbiters[at] ?? arbiters[0], feed, log, newId: uuidv7 }),
  )
  let over = false
  const sweeping = (async () => {
    while (!over) {
      // Some offers lapse before their time.
      await sql`
        with due as (
          update bookings set confirm_by = now() where id in (select id from bookings where location = 'crowd' and state = 'pending' limit 1 for update skip locked)
          returning waiting, hold
        ), guests as (update waiting_guests g set offer_until = now() from due where g.id = due.waiting),
        claims as (update slot_claims c set ends_at = now() from due where c.hold = due.hold)
        update holds h set expires_at = now() from due where h.id = due.hold and h.state = 'held'`.catch(() => null)
      await lapseBookings(sql, 10)
      await sweep(sql, 10)
      await sleep(5)
    }
  })()
  const verdicts: Verdict[] = []
  const act = async (at: number, place: number): Promise<void> => {
    const guest = await join('crowd')
    for (let step = 0; step < 6; step += 1) {
      const [offered] = await sql<{ offer: string }[]>`
        select offer from waiting_guests where id = ${guest} and state = 'offered'`
      const commands: Command[] = [
        { type: 'waiting.leave', guest },
        { type: 'waiting.again', guest },
        ...(offered === undefined
          ? []
          : (['booking.confirm', 'booking.cancel'] as const).map((type) => ({ type, booking: offered.offer }))),
        {
          ...{ type: 'booking.seat', booking: uuidv7(), hold: uuidv7(), location: 'crowd', service: 'dinner' },
          ...{ start: Date.now(), party: 2, resources: [tables[place % 5] ?? ''], waiting: guest, lasts: 1_000 },
        },
      ]
      const command = commands[(place + step * 3) % commands.length]
      if (command !== undefined && (command.type !== 'booking.seat' || step > 3)) verdicts.push(await give(command, at))
    }
  }
  await Promise.all(Array.from({ length: 24 }, (_, place) => act(place % 2, place)))
  await Promise.all(jobs.map((job) => job.stop()))
  over = true
  await sweeping
  await Promise.all(feeds.map((feed) => feed.close()))
  expect(verdicts.filter((verdict) => !verdict.accepted && verdict.rejection.code === 'internal')).toEqual([])
  expect(verdicts.filter(({ accepted }) => accepted).length).toBeGreaterThan(40)
  expect((await selfCheck(sql)).differences).toEqual([])
})
