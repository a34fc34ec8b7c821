import { randomUUID } from 'node:crypto'
import { afterAll, expect, it } from 'vitest'
import { freePort } from '../../server/testing/freePort.ts'
import { type HubProcess, startHubProcess, temporaryFolder } from '../support/hubProcess.ts'
import { ask, holdIdOf, holdWish, selfCheckOf, setUpItem, stockOf } from '../support/rest.ts'

const { folder, remove } = temporaryFolder()
let hub: HubProcess | null = null
afterAll(async () => {
  await hub?.stop()
  remove()
})

const clients = 64
const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

it('C1: killed three times under 64 clients, the hub loses no acknowledged hold and takes none twice', {
  timeout: 120_000,
}, async () => {
  const port = await freePort()
  hub = await startHubProcess({ data: folder, port })
  const url = hub.url
  await setUpItem(url, 'hot', 1_000_000)
  const acknowledged = new Map<string, string>()
  let stopping = false

  /** A client that holds its key until it has an answer, through any number of deaths of the hub. */
  const client = async (): Promise<void> => {
    while (!stopping) {
      const idempotencyKey = randomUUID()
      for (let answered = false; !answered; ) {
        try {
          const answer = await ask(url, 'POST', '/v1/holds', holdWish('hot'), { idempotencyKey })
          if (answer.status === 201) acknowledged.set(idempotencyKey, holdIdOf(answer))
          else if (answer.status < 500) throw new Error(`unexpected ${answer.status}`)
          answered = answer.status === 201
        } catch (error) {
          if (!(error instanceof TypeError)) throw error
        }
        if (!answered) await sleep(20)
      }
    }
  }
  const running = Promise.all(Array.from({ length: clients }, client))
  for (let death = 0; death < 3; death += 1) {
    const enough = acknowledged.size + 150
    await sleep(1_500)
    // A busy machine takes longer for as many.
    while (acknowledged.size < enough) await sleep(20)
    await hub.kill()
    hub = await startHubProcess({ data: folder, port })
  }
  await sleep(1_000)
  stopping = true
  await running

  expect(new Set(acknowledged.values()).size).toBe(acknowledged.size)
  // Every hold there is was acknowledged in the end, and each took its unit once.
  expect(await stockOf(url, 'hot')).toMatchObject({ onHand: 1_000_000, held: acknowledged.size })
  const [key = '', id] = [...acknowledged][Math.floor(acknowledged.size / 2)] ?? []
  const again = await ask(url, 'POST', '/v1/holds', holdWish('hot'), { idempotencyKey: key })
  expect(again).toMatchObject({ status: 201, replayed: true, body: { id } })
  expect(await selfCheckOf(url)).toEqual({ clean: true, differences: [] })
})
