import { expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../testing/testDatabase.ts'
import { testHub } from '../testing/testHub.ts'

const database = testDatabase()
const hub = testHub(database)

const keysSchema = z.object({ data: z.array(z.object({ id: z.string(), lastCallAt: z.string().nullable() })) })
const lastCall = async (channel: string): Promise<number | null> => {
  const { body } = await hub.ask('GET', `/v1/channels/${channel}/keys`)
  const [key] = keysSchema.parse(body).data
  return key?.lastCallAt == null ? null : Date.parse(key.lastCallAt)
}

test('a key tells when somebody last called with it; calls within the same minute write nothing', async () => {
  const [used] = [await hub.channelKey('used'), await hub.channelKey('unused')]
  expect(await lastCall('used')).toBeNull()
  const call = async (): Promise<void> => {
    expect((await hub.ask('GET', '/v1/holds', { key: used })).status).toBe(200)
  }
  await call()
  const first = await lastCall('used')
  expect(first).not.toBeNull()
  // Later than what is remembered lasts: it is looked up anew.
  hub.pass(10_000)
  await call()
  expect(await lastCall('used')).toBe(first)
  await database.sql`update channel_keys set last_call_at = last_call_at - interval '2 minutes'`
  hub.pass(10_000)
  await call()
  expect(await lastCall('used')).toBeGreaterThanOrEqual(first ?? 0)
  expect(await lastCall('unused')).toBeNull()
})
