import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { Command } from '../../shared/protocol/commands.ts'
import type { Verdict } from '../../shared/protocol/verdicts.ts'
import { sweep } from '../expiry/sweep.ts'
import { selfCheck } from '../selfCheck/selfCheck.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { waitingPlace } from '../testing/waitingPlace.ts'
import { expireGuests } from './expireGuests.ts'
import { lapseBookings } from './lapse.ts'
import { newId } from '../newId.ts'

const database = testDatabase()
const { sql } = database
const { give, venue, join, offer, pendingOf, startJobs } = waitingPlace(database)

const offeredAt = async (location: string): Promise<string[]> => {
  const rows = await sql<{ id: string }[]>`
    select id from waiting_guests where location = ${location} and state = 'offered' order by came_at, id`
  return rows.map(({ id }) => id)
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
    const stopJobs = await startJobs()
    await expect.poll(() => offeredAt('jobs')).toHaveLength(6)
    await sleep(200)
    expect(await offeredAt('jobs')).toEqual(guests.slice(0, 6))
    expect(await pendingOf('jobs')).toEqual({ guests: 6, offers: 6 })
    await stopJobs()
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
  const stopJobs = await startJobs()
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
          ...{ type: 'booking.seat', booking: newId(), hold: newId(), location: 'crowd', service: 'dinner' },
          ...{ start: Date.now(), party: 2, resources: [tables[place % 5] ?? ''], waiting: guest, lasts: 1_000 },
        },
      ]
      const command = commands[(place + step * 3) % commands.length]
      if (command !== undefined && (command.type !== 'booking.seat' || step > 3)) verdicts.push(await give(command, at))
    }
  }
  await Promise.all(Array.from({ length: 24 }, (_, place) => act(place % 2, place)))
  await stopJobs()
  over = true
  await sweeping
  expect(verdicts.filter((verdict) => !verdict.accepted && verdict.rejection.code === 'internal')).toEqual([])
  expect(verdicts.filter(({ accepted }) => accepted).length).toBeGreaterThan(40)
  expect((await selfCheck(sql)).differences).toEqual([])
})
