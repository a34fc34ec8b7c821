import { setUpItem } from '../support/rest.ts'
import { allWere, callers } from './callers.ts'
import { inTurns } from './measure.ts'
import { onHub } from './measuredHub.ts'
import { health, placing } from './placing.ts'
import { atLeast, baseline, type Benchmark, milliseconds, perSecond } from './report.ts'

const connections = 64

export const restBench: Benchmark = {
  name: 'rest',
  about: `one hot SKU through POST /v1/holds on ${connections} connections, beside the hub's own /healthz`,
  run: () =>
    onHub(async (hub) => {
      await setUpItem(hub.url, 'hot', 100_000_000)
      const latencies: number[] = []
      const [healthz = 0, holds = 0] = await inTurns(
        [
          {
            name: '/healthz',
            run: async (time) => {
              return allWere(200, await callers(connections, { milliseconds: time }, [health(hub.url)])).perSecond
            },
          },
          {
            name: 'holds',
            run: async (time) => {
              const heard = await callers(connections, { milliseconds: time }, [placing(hub.url, 'hot')])
              latencies.push(heard.p99Ms)
              return allWere(201, heard).perSecond
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
    }),
}
