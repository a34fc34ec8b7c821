import autocannon from 'autocannon'
import { adminKey, startHubProcess, temporaryFolder } from '../support/hubProcess.ts'
import { holdWish, setUpItem } from '../support/rest.ts'
import { inTurns } from './measure.ts'
import { atLeast, baseline, type Benchmark, milliseconds, perSecond } from './report.ts'

const connections = 64

interface Request {
  readonly method: 'GET' | 'POST'
  readonly headers?: Record<string, string>
  readonly body?: string
}

interface Load {
  readonly rate: number
  readonly p99: number
}

/** Asks from so many connections, each waiting for its answer. @throws Error when an answer is not what was expected */
const load = async (url: string, request: Request, status: number, time: number): Promise<Load> => {
  const result = await autocannon({ url, connections, duration: time / 1000, ...request })
  const wrong = Object.entries(result.statusCodeStats ?? {}).filter(([code]) => Number(code) !== status)
  if (wrong.length > 0 || result.errors > 0)
    throw new Error(`unexpected answers: ${JSON.stringify(result.statusCodeStats)}`)
  return { rate: result.requests.total / result.duration, p99: result.latency.p99 }
}

const placing = (sku: string): Request => ({
  method: 'POST',
  headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
  body: JSON.stringify(holdWish(sku)),
})

export const restBench: Benchmark = {
  name: 'rest',
  about: `one hot SKU through POST /v1/holds on ${connections} connections, beside the hub's own /healthz`,
  run: async () => {
    const { folder, remove } = temporaryFolder()
    const hub = await startHubProcess({ data: folder })
    try {
      await setUpItem(hub.url, 'hot', 100_000_000)
      const latencies: number[] = []
      const [healthz = 0, holds = 0] = await inTurns(
        [
          {
            name: '/healthz',
            run: async (time) => (await load(`${hub.url}/healthz`, { method: 'GET' }, 200, time)).rate,
          },
          {
            name: 'holds',
            run: async (time) => {
              const { rate, p99 } = await load(`${hub.url}/v1/holds`, placing('hot'), 201, time)
              latencies.push(p99)
              return rate
            },
          },
        ],
        3,
        4_000,
      )
      return [
        baseline('GET /healthz', perSecond(healthz)),
        atLeast(
          `POST /v1/holds, durable (p99 ${milliseconds(Math.max(...latencies.slice(1)))})`,
          ...([perSecond(holds), '/healthz', holds / healthz, 0.25, 0.35] as const),
        ),
      ]
    } finally {
      await hub.stop()
      remove()
    }
  },
}
