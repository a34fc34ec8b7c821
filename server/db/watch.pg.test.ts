import { pino } from 'pino'
import { expect, inject, test } from 'vitest'
import { connect } from './connect.ts'
import { startWatch } from './watch.ts'

test('a database that turns the hub away, whatever it says, is away: it is asked again, and nothing ends by it', async () => {
  const said: unknown[] = []
  const log = pino({ level: 'error' }, { write: (line: string) => void said.push(JSON.parse(line)) })
  const sql = connect({ ...inject('testServer'), database: 'there_is_none', max: 1, name: 'test watch' })
  const watch = startWatch({ sql, log, onStalled: () => {}, everyMs: 1 })
  await expect.poll(() => said.length).toBeGreaterThan(0)
  await watch.stop()
  expect(watch.isStalled()).toBe(false)
  expect(said).toEqual([expect.objectContaining({ msg: 'the database cannot be reached' })])
  await sql.end({ timeout: 1 })
})
