import { describe, expect, it } from 'vitest'
import { lapseBookings } from '../../server/bookings/lapse.ts'
import { sweep } from '../../server/expiry/sweep.ts'
import { selfCheck } from '../../server/selfCheck/selfCheck.ts'
import { testDatabase } from '../../server/testing/testDatabase.ts'
import { location } from '../../server/testing/shop.ts'
import type { BookingCommand } from '../../shared/bookings/commands.ts'
import { runBusyDay } from './busyHubs.ts'
import { overlapsAmong, type Standing } from './overlaps.ts'
import { Random } from './random.ts'

/** Each seed is a restaurant's week: about a thousand bookings, in another order. */
const seeds = [1, 2]
const clients = 10
const commandsPerClient = 140
const quarter = 15 * 60_000
const monday = Date.UTC(2031, 4, 5)

const tables = Array.from({ length: 14 }, (_, index) => `table-${index}`)
const people = ['mai', 'lan', 'hoa', 'minh']
const bufferOf = (code: string): number => (code.startsWith('table') ? (Number(code.slice(6)) % 3) * 15 : 0)

const newCommand = (random: Random, known: readonly string[]): BookingCommand => {
  const start = monday + random.between(0, 7 * 24 * 4) * quarter
  const choice = () => [random.pick(tables), ...(random.chance(0.5) ? [random.pick(people)] : [])]
  const choices = Array.from({ length: random.between(1, 3) }, choice)
  const booking = random.pick(known)
  const roll = random.next()
  if (roll < 0.68)
    return {
      ...{
        type: 'booking.book',
        booking: random.uuid(),
        hold: random.uuid(),
        location,
        service: 'dinner',
        start,
        choices,
      },
      ...{ lasts: random.between(1, 12) * quarter, party: 2, confirmed: random.chance(0.5) },
    }
  if (roll < 0.76) return { type: 'booking.confirm', booking }
  if (roll < 0.86) return { type: 'booking.cancel', booking }
  if (roll < 0.96) return { type: 'booking.move', booking, hold: random.uuid(), start, choices }
  return { type: random.pick(['booking.no_show', 'booking.complete'] as const), booking }
}

describe.each(seeds)('seed %i', (seed) => {
  const database = testDatabase()
  const { sql } = database

  it('T1, T2: a thousand bookings on two hubs, with moves, lapses and cut connections, leave no overlap', async () => {
    await sql`insert into locations values (${location}, 'Quận 1', 'Asia/Ho_Chi_Minh')`
    for (const code of [...tables, ...people])
      await sql`
        insert into resources (code, kind, name, location, buffer_minutes)
        values (${code}, ${people.includes(code) ? 'staff' : 'table'}, ${code}, ${location}, ${bufferOf(code)})`
    await sql`
      insert into services (code, name, duration_minutes, needs, confirm_within_seconds)
      values ('dinner', 'Dinner', 90, '[{"kind": "table"}]', 2)`
    const known = [new Random(seed).uuid()]
    await runBusyDay({
      ...{ database, seed, clients, commandsPerClient, repeats: 0.1 },
      newCommand: (random) => newCommand(random, known),
      answered: (command) => {
        if (command.type === 'booking.book') known.push(command.booking)
      },
      trouble: {
        pausesMs: [20, 120],
        jobs: async (random) => {
          await lapseBookings(sql, random.between(1, 20))
          await sweep(sql, random.between(1, 20))
        },
        cuts: 0.2,
      },
    })

    const standing = await sql<Standing[]>`
      select id, resources, (extract(epoch from starts_at) * 1000)::float8 as start, (extract(epoch from ends_at) * 1000)::float8 as end
      from bookings where state in ('pending', 'confirmed', 'seated')`
    const buffers = new Map(tables.map((code) => [code, bufferOf(code) * 60_000]))
    expect(known.length).toBeGreaterThan(800)
    expect(standing.length).toBeGreaterThan(80)
    expect(overlapsAmong(standing, buffers)).toEqual([])
    expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })
  })
})

describe('the independent program', () => {
  const one: Standing = { id: 'one', resources: ['a', 'b'], start: 0, end: 60 }
  it('finds an overlap, and a pair that is too close', () => {
    const other: Standing = { id: 'other', resources: ['b'], start: 60, end: 90 }
    expect(overlapsAmong([one, { ...other, start: 59 }], new Map())).toEqual([['one', 'other', 'b']])
    expect(overlapsAmong([one, other], new Map([['b', 1]]))).toEqual([['one', 'other', 'b']])
    expect(overlapsAmong([one, other], new Map([['a', 1]]))).toEqual([])
  })
})
