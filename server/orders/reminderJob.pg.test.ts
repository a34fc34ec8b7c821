import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { Overloaded } from '../arbiter/types.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { startReminderJob } from './reminderJob.ts'

const database = testDatabase()
const { sql } = database

test('payers for whom the arbiter has no room wait for the next tick, however many they are', async () => {
  await sql`
    insert into orders (id, number, state, hold, channel, location, currency, total, placed_at, expires_at, remind_at)
    select gen_random_uuid(), n::text, 'deposit_paid', gen_random_uuid(), 'web', 'q1', 'VND', 1000, now(), now() + interval '1 day', now()
    from generate_series(1, 500) as n`
  let asked = 0
  const arbiter = {
    submit: async () => {
      asked += 1
      throw new Overloaded()
    },
  }
  const job = startReminderJob({ sql, arbiter, newId: randomUUID, log: pino({ level: 'silent' }), tickMs: 600_000 })
  await expect.poll(() => asked).toBeGreaterThanOrEqual(500)
  // As many questions as another look would take.
  for (let n = 0; n < 20; n += 1) await sql`select count(*) from orders`
  await job.stop()
  expect(asked).toBe(500)
})
