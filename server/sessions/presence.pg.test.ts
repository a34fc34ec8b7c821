import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { afterEach, expect, test, vi } from 'vitest'
import { graceSeconds } from '../../shared/sessions/sessions.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { keyOf, openSession } from './leases.ts'
import { Presences, TooManyStreams } from './presence.ts'

const database = testDatabase()
const { sql } = database
const log = pino({ level: 'silent' })
const silent = { end: () => undefined }
const open = async (): Promise<string> => keyOf(await openSession(sql, 'web'))

/** Locks the row of a session until it is let go: whoever renews it waits. */
const lock = async (key: string): Promise<() => Promise<void>> => {
  const tx = await sql.reserve()
  await tx`begin`
  await tx`select from sessions where key = ${key} for update`
  return async () => {
    await tx`commit`
    tx.release()
  }
}
const waiting = async (statement: string): Promise<boolean> => {
  const rows = await sql`
    select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like ${statement}`
  return rows.length > 0
}
const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await sleep(5)
}
const isRenewing = () => waiting('%with live as%')

afterEach(() => {
  vi.restoreAllMocks()
})

test('L2: the grace of a stream that closes while its hub renews all of them is no longer than any other', async () => {
  const [first = '', second = ''] = [await open(), await open()].toSorted()
  const job = { wakeAt: vi.fn<(moment: number) => void>() }
  const presences = new Presences({ sql, log, job, renewEveryMs: 5 })
  const leaving = { ...silent }
  await presences.add(first, silent)
  await presences.add(second, leaving)
  const letGo = await lock(first)
  // The renewal has not come to the second yet.
  await until(isRenewing)
  const removed = presences.remove(second, leaving)
  await sql`select`
  await letGo()
  await removed
  await presences.close()
  const [row] = await sql<{ left: number; wakes: number }[]>`
    select extract(epoch from ends_at - clock_timestamp())::float8 as left, extract(epoch from ends_at)::float8 * 1000 as wakes
    from sessions where key = ${second}`
  expect(row?.left).toBeLessThanOrEqual(graceSeconds)
  expect(job.wakeAt.mock.lastCall?.[0]).toBeCloseTo(row?.wakes ?? 0, -1)
})

const intervals = () => {
  const begun = vi.spyOn(globalThis, 'setInterval')
  const ended = vi.spyOn(globalThis, 'clearInterval')
  return (period: number): number =>
    begun.mock.calls.filter(([, every]) => every === period).length -
    ended.mock.calls.filter(([timer]) => begun.mock.results.some(({ value }) => value === timer)).length
}

test.each<[what: string, end: (presences: Presences, key: string, added: Promise<boolean>) => Promise<void>]>([
  [
    'its hub closes is turned away',
    async (presences, _key, added) => {
      await Promise.all([presences.close(), expect(added).rejects.toBeInstanceOf(TooManyStreams)])
    },
  ],
  [
    'its session is ended is told so',
    async (presences, key, added) => {
      presences.end(key)
      expect(await added).toBe(false)
    },
  ],
])('a stream that is being let in while %s, and nothing goes on renewing', async (_what, end) => {
  const running = intervals()
  const key = await open()
  const presences = new Presences({ sql, log, job: { wakeAt: () => undefined }, renewEveryMs: 123_457 })
  const letGo = await lock(key)
  const added = presences.add(key, silent)
  await until(isRenewing)
  const ended = end(presences, key, added)
  await letGo()
  await ended
  expect(running(123_457)).toBe(0)
})
