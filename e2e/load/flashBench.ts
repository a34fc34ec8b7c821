import autocannon from 'autocannon'
import { readFileSync } from 'node:fs'
import { adminKey, type HubProcess, startHubProcess, temporaryFolder } from '../support/hubProcess.ts'
import { ask, holdIdOf, holdWish, selfCheckOf, setUpItem, stockOf } from '../support/rest.ts'
import { stallDatabase } from '../support/stallDatabase.ts'
import { atMost, baseline, type Benchmark, type Figure, milliseconds, perSecond } from './report.ts'
import { sustained } from './sustained.ts'

const connections = 256
const buyers = 5_000
const units = 500
const stallMs = 20_000

const placing = (url: string, sku: string) => ({
  ...{ url: `${url}/v1/holds`, connections, method: 'POST' as const, body: JSON.stringify(holdWish(sku)) },
  headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
})

const counted = ({ statusCodeStats }: autocannon.Result, status: number): number =>
  statusCodeStats?.[`${status}`]?.count ?? 0

/** Many buyers at once, few units: who gets one, how long an answer takes, and who has what a buyer gives back. */
const rush = async (hub: HubProcess): Promise<Figure[]> => {
  await setUpItem(hub.url, 'rush', units)
  const bare = await autocannon({ url: `${hub.url}/healthz`, connections, amount: buyers })
  const sale = await autocannon({ ...placing(hub.url, 'rush'), amount: buyers })
  const [sold, refused] = [counted(sale, 201), counted(sale, 409)]
  if (sold !== units || refused !== buyers - units)
    throw new Error(`of ${buyers} buyers ${sold} got one of ${units}, ${refused} were refused`)
  const { held } = await stockOf(hub.url, 'rush')
  if (held !== units) throw new Error(`${held} of ${units} are held`)
  await resell(hub)
  return [
    baseline(`GET /healthz, ${buyers} times over ${connections} connections`, `p99 ${milliseconds(bare.latency.p99)}`),
    atMost(
      `${buyers} buyers for ${units} units: all sold, ${refused} told so (${perSecond(buyers / sale.duration)})`,
      `p99 ${milliseconds(sale.latency.p99)}`,
      ...(['a second', sale.latency.p99 / 1_000, 1] as const),
    ),
  ]
}

/** What is given back is the next buyer's. */
const resell = async ({ url }: HubProcess): Promise<void> => {
  await setUpItem(url, 'last', 1)
  const first = await ask(url, 'POST', '/v1/holds', holdWish('last'))
  await ask(url, 'POST', `/v1/holds/${holdIdOf(first)}/release`, {})
  const next = await ask(url, 'POST', '/v1/holds', holdWish('last'))
  if (next.status !== 201) throw new Error(`what was given back could not be had: ${next.status}`)
}

const mebibytes = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024

/** The database hangs for a while under load: what the hub's memory comes to, and whether all goes on afterwards. */
const stall = async (hub: HubProcess, data: string): Promise<Figure[]> => {
  await setUpItem(hub.url, 'stall', 100_000_000)
  const load = autocannon({ ...placing(hub.url, 'stall'), duration: stallMs / 1_000 + 10, timeout: 60 })
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
  if (result.errors > 0) throw new Error(`${result.errors} callers got no answer`)
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
  run: async () => {
    const { folder, remove } = temporaryFolder()
    const hub = await startHubProcess({ data: folder })
    try {
      return [...(await rush(hub)), ...(await sustained(hub)), ...(await stall(hub, folder))]
    } finally {
      await hub.stop()
      remove()
    }
  },
}
