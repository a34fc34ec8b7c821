import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { beforeAll, expect } from 'vitest'
import type { Giver } from '../../shared/holds/settle.ts'
import type { ArbiterCommand } from '../../shared/protocol/commands.ts'
import type { Verdict } from '../../shared/protocol/verdicts.ts'
import { createArbiter } from '../arbiter/arbiter.ts'
import type { Arbiter } from '../arbiter/types.ts'
import { startOfferJob } from '../bookings/offerJob.ts'
import { startFeedReader } from '../feed/reader.ts'
import { admin } from './shop.ts'
import type { TestDatabase } from './testDatabase.ts'
import { newId } from '../newId.ts'

const log = pino({ level: 'error' })
const itself: Giver = { ...admin, channel: '', ttlSeconds: 0, role: null, isHub: true }

/** Places with tables, guests who wait there and what they are offered, by two hubs' arbiters on one database. */
export const waitingPlace = (database: TestDatabase) => {
  const { sql } = database

  /** Two hubs' arbiters on one database. */
  let arbiters: readonly [Arbiter, Arbiter]

  const hub = (): Arbiter => createArbiter({ connection: { ...database.connection, name: 'test hub' }, log, newId })

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

  /** Both hubs make offers by themselves. @returns how to end that */
  const startJobs = async (): Promise<() => Promise<void>> => {
    const feeds = await Promise.all([startFeedReader({ sql, log }), startFeedReader({ sql, log })])
    const jobs = feeds.map((feed, at) => startOfferJob({ sql, arbiter: arbiters[at] ?? arbiters[0], feed, log, newId }))
    return async () => {
      await Promise.all(jobs.map((job) => job.stop()))
      await Promise.all(feeds.map((feed) => feed.close()))
    }
  }
  return { give, venue, join, offer, pendingOf, startJobs }
}
