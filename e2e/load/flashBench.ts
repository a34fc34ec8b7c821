import { readFileSync } from 'node:fs'
import { type HubProcess, startHubProcess, temporaryFolder } from '../support/hubProcess.ts'
import { ask, holdWish, selfCheckOf, setUpItem } from '../support/rest.ts'
import { stallDatabase } from '../support/stallDatabase.ts'
import { callers } from './callers.ts'
import { buyers, connections, counted, crowdFigures, units } from './crowd.ts'
import { onHub } from './measuredHub.ts'
import { placing } from './placing.ts'
import { atMost, baseline, type Benchmark, type Figure } from './report.ts'
import { sustained } from './sustained.ts'

const stallMs = 20_000

const mebibytes = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024

/** The database hangs for a while under load: what the hub's memory comes to, and whether all goes on afterwards. */
const stall = async (hub: HubProcess, data: string): Promise<Figure[]> => {
  await setUpItem(hub.url, 'stall', 100_000_000)
  const load = callers(connections, { milliseconds: stallMs + 10_000 }, [placing(hub.url, 'stall')])
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  const before = mebibytes(hub.process.pid ?? 0)
  const goOn = stallDatabase(data)
  let most = 0
  const look = setInterval(() => {
    most = Math.max(most, mebibytes(hub.process.pid ?? 0))
  }, 250)
  await new Promise((resolve) => setTimeout(resolve, stallMs))
  goOn()
  const result = await load
  clearInterval(look)
  const answer = await ask(hub.url, 'POST', '/v1/holds', holdWish('stall'))
  const { clean, differences } = await selfCheckOf(hub.url)
  if (answer.status !== 201 || !clean) throw new Error(`did not recover: ${answer.status} ${differences.join('; ')}`)
  return [
    baseline('memory under load', `${Math.round(before)} MB`),
    atMost(
      `database hangs for ${stallMs / 1_000} s: ${counted(result, 503).toLocaleString('en-US')} callers turned away, then all goes on`,
      ...([`${Math.round(most)} MB`, '400 MB', most / 400, 1] as const),
    ),
  ]
}

export const flashBench: Benchmark = {
  name: 'flash',
  about: `a flash sale: ${buyers.toLocaleString('en-US')} buyers for ${units} units, and a database that hangs in the middle of one`,
  run: async () => [
    ...(await onHub(async (hub) => [...(await crowdFigures(hub)), ...(await sustained(hub))])),
    ...(await stalled()),
  ],
}

/** On a hub of its own: Node keeps what it has once taken, and what a stall takes would not show beside that. The database is the hub's own, for it is held still. */
const stalled = async (): Promise<Figure[]> => {
  const { folder, remove } = temporaryFolder()
  const hub = await startHubProcess({ data: folder })
  try {
    return await stall(hub, folder)
  } finally {
    await hub.stop()
    remove()
  }
}
