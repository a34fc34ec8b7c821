import Fastify from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { createPeople } from '../../server/api/people.ts'
import { ensureOwnChannels, restApi } from '../../server/api/rest/rest.ts'
import type { Hub } from '../../server/api/hub.ts'
import { benchDatabase } from './benchDatabase.ts'
import { adminKey, startBenchHub } from './benchHub.ts'
import { quantile } from './measure.ts'
import { atMost, baseline, type Benchmark, type Figure, milliseconds } from './report.ts'

const codes = 100_000
const longestMaking = 10_000
/** Short ones: what slows the machine for a moment then slows both. */
const turns = 60
const looksInTurn = 100
/** As many codes have been used as a campaign in its middle has. */
const usedCodes = 30_000

/** The hub's REST routes, and among them one that does nothing but a bare indexed SELECT: the same shell, hence the same keys, schemas and hooks. */
const startApp = async (hub: Hub) => {
  const app = Fastify({ bodyLimit: 8 * 1024 * 1024 })
  await ensureOwnChannels(hub)
  await app.register(async (scope) => {
    await restApi(scope, hub, createPeople(hub))
    scope.withTypeProvider<ZodTypeProvider>().get(
      '/v1/bare/:code',
      {
        schema: {
          params: z.object({ code: z.string() }),
          response: { 200: z.object({ code: z.string(), campaign: z.string() }) },
        },
      },
      async ({ params: { code } }) => {
        const [row] = await hub.sql<{ code: string; campaign: string }[]>`
          select code, campaign from vouchers where code = ${code}`
        return row ?? { code, campaign: '' }
      },
    )
  })
  const ask = async (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object): Promise<string> => {
    const headers = { authorization: `Bearer ${adminKey}` }
    const answer = await app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) })
    if (answer.statusCode >= 300) throw new Error(`${method} ${url}: ${answer.payload}`)
    return answer.payload
  }
  return { ask, close: () => app.close() }
}

type Ask = Awaited<ReturnType<typeof startApp>>['ask']

/** @returns how long making the codes took, in milliseconds */
const makeCodes = async (ask: Ask): Promise<number> => {
  const campaign = { name: 'Bench', discount: { kind: 'percent', value: 10 }, quantity: codes }
  await ask('PUT', '/v1/voucher-campaigns/bench', campaign)
  const began = performance.now()
  await ask('POST', '/v1/voucher-campaigns/bench/codes', { count: codes })
  return performance.now() - began
}

/** Some of the codes have been held, given back, held again and used. */
const useSome = async ({ sql }: Hub): Promise<readonly string[]> => {
  const all = (await sql<{ code: string }[]>`select code from vouchers`).map(({ code }) => code)
  await sql`
    insert into voucher_history (code, event, hold, at, reason)
    select code, (array['held', 'reopened', 'held', 'used'])[n], gen_random_uuid(), now() - make_interval(mins => 10 - n), null
    from unnest(${all.slice(0, usedCodes)}::text[]) as code, generate_series(1, 4) as n`
  await sql`vacuum analyze voucher_history, vouchers`
  return all
}

const figuresOf = (making: number, bare: readonly number[], looked: readonly number[]): Figure[] => {
  const base = quantile(bare, 0.95)
  const p95 = quantile(looked, 0.95)
  return [
    {
      ...{ what: `${codes.toLocaleString('en-US')} codes made by one POST, durable`, value: milliseconds(making) },
      ...{ against: '', ratio: null, wanted: '≤ 10 s', met: making <= longestMaking },
    },
    baseline(
      `a bare SELECT by code behind the same shell, p50 ${milliseconds(quantile(bare, 0.5))}`,
      `p95 ${milliseconds(base)}`,
    ),
    atMost(
      `GET /v1/vouchers/{code} with its history, p50 ${milliseconds(quantile(looked, 0.5))}`,
      ...([`p95 ${milliseconds(p95)}`, 'bare SELECT', p95 / base, 1.5] as const),
    ),
  ]
}

export const voucherBench: Benchmark = {
  name: 'vouchers',
  about: `making ${codes.toLocaleString('en-US')} codes, and looking one up`,
  run: async () => {
    const database = await benchDatabase()
    try {
      const { hub, close } = await startBenchHub(database)
      const app = await startApp(hub)
      const making = await makeCodes(app.ask)
      const all = await useSome(hub)
      const timesOf = async (path: string, turn: number): Promise<number[]> => {
        const times: number[] = []
        for (let index = 0; index < looksInTurn; index += 1) {
          const code = all[((turn * looksInTurn + index) * 29) % all.length] ?? ''
          const began = performance.now()
          await app.ask('GET', `/v1/${path}/${code}`)
          times.push(performance.now() - began)
        }
        return times
      }
      const [bare, looked]: [number[], number[]] = [[], []]
      for (let turn = 0; turn <= turns; turn += 1) {
        const [plain, whole] = [await timesOf('bare', turn), await timesOf('vouchers', turn)]
        // The first turn only warms up.
        if (turn === 0) continue
        bare.push(...plain)
        looked.push(...whole)
      }
      await app.close()
      await close()
      return figuresOf(making, bare, looked)
    } finally {
      await database.close()
    }
  },
}
