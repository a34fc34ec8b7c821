import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { afterAll, expect, it } from 'vitest'
import { type HubProcess, startHubProcess, temporaryFolder } from '../support/hubProcess.ts'
import { killDatabase, stallDatabase } from '../support/stallDatabase.ts'
import { ask, holdIdOf, holdWish, selfCheckOf, setUpItem, stockOf } from '../support/rest.ts'

const { folder, remove } = temporaryFolder()
let hub: HubProcess | null = null
afterAll(async () => {
  await hub?.stop()
  remove()
})

it.skipIf(process.platform !== 'linux')(
  'a database that hangs is told: whoever waits and whoever comes is turned away with 503, and when it goes on nothing is lost or twice',
  {
    timeout: 60_000,
  },
  async () => {
    hub = await startHubProcess({ data: folder })
    const { url } = hub
    await setUpItem(url, 'hot', 1_000)
    const place = (idempotencyKey: string) => ask(url, 'POST', '/v1/holds', holdWish('hot'), { idempotencyKey })
    await place(randomUUID())
    const goOn = stallDatabase(folder)
    try {
      const keys = Array.from({ length: 50 }, () => randomUUID())
      const waited = await Promise.all(keys.map(place))
      expect(new Set(waited.map(({ status }) => status))).toEqual(new Set([503]))
      const [read, ready, alive] = await Promise.all(
        ['/v1/stock', '/readyz', '/healthz'].map((path) => fetch(`${url}${path}`)),
      )
      expect([read?.status, ready?.status, alive?.status]).toEqual([503, 503, 200])
      expect(Number(read?.headers.get('retry-after'))).toBeGreaterThan(0)
      goOn()
      const again = await Promise.all(
        keys.map(async (key) => {
          for (;;) {
            const answer = await place(key)
            if (answer.status !== 503) return answer
            await new Promise((resolve) => setTimeout(resolve, 100))
          }
        }),
      )
      expect(again.filter(({ status }) => status === 201)).toHaveLength(50)
      expect(new Set(again.map(holdIdOf)).size).toBe(50)
      expect(await stockOf(url, 'hot')).toMatchObject({ held: 51 })
      expect(await selfCheckOf(url)).toEqual({ clean: true, differences: [] })
    } finally {
      goOn()
    }
  },
)

it('a hub whose PostgreSQL is killed under its callers tells them, and ends without waiting for what cannot come any more', async () => {
  hub ??= await startHubProcess({ data: folder })
  const { url, process, errors } = hub
  await setUpItem(url, 'lost', 1_000)
  const exited = once(process, 'exit')
  let [calling, answered] = [true, 0]
  const call = async (): Promise<void> => {
    while (calling) {
      // Refused once the hub listens no more.
      const answer = await ask(url, 'POST', '/v1/holds', holdWish('lost')).catch(() => null)
      if (answer === null) return
      answered += 1
      expect([201, 409, 503]).toContain(answer.status)
      if (answer.status !== 201 && answer.status !== 409) await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  const callers = Promise.all(Array.from({ length: 20 }, call))
  await expect.poll(() => answered).toBeGreaterThan(20)
  killDatabase(folder)
  await exited
  calling = false
  await callers
  expect(errors()).toContain('holdfast: its PostgreSQL has ended')
  expect(errors()).not.toContain('it took too long to stop')
})
