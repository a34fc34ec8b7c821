import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { createArbiter } from '../../server/arbiter/arbiter.ts'
import type { Arbiter } from '../../server/arbiter/types.ts'
import type { Sql } from '../../server/db/connect.ts'
import { type ExpiryJob, startExpiryJob } from '../../server/expiry/expiryJob.ts'
import { type BenchDatabase, benchDatabase, location, stockItem } from './benchDatabase.ts'
import { expireBare, placeDue } from './dueHolds.ts'
import { median, quantile } from './measure.ts'
import { atMost, baseline, type Benchmark, type Figure, milliseconds } from './report.ts'
import { newId } from '../../server/newId.ts'

const wave = 1_000_000
const skus = 200
const rounds = 2
/** Holds a second that are placed while the wave is swept. */
const placedMeanwhile = 100
const steadyRate = 500
const steadySeconds = 30
const mostMs = 250

const log = pino({ level: 'silent' })
const giver = { channel: 'web', ttlSeconds: 900, terminal: null, staff: null, role: 'admin', ownOnly: false } as const

interface Running {
  readonly arbiter: Arbiter
  /** How many holds the job has ended. */
  readonly ended: () => number
  stop(): Promise<void>
}

/** An arbiter and the job, as a hub has them. */
const startJob = (database: BenchDatabase, sql: Sql): Running => {
  let ended = 0
  let job: ExpiryJob | null = null
  const arbiter = createArbiter({
    connection: { ...database.connection, name: 'bench' },
    log,
    newId,
    onDeadline: (deadline) => job?.wakeAt(deadline),
  })
  job = startExpiryJob({
    ...{ sql, arbiter, newId, log },
    onSwept: (expired) => {
      ended += expired
    },
  })
  const stop = async (): Promise<void> => {
    await job?.stop()
    await arbiter.close()
  }
  return { arbiter, ended: () => ended, stop }
}

/** Customers who come at a steady rate, whether or not those before them were served. @returns how long each waited */
const customers = (arbiter: Arbiter, rate: number, ttlSeconds: number) => {
  const waits: number[] = []
  const waiting: Promise<void>[] = []
  const began = performance.now()
  let came = 0
  const place = async (due: number): Promise<void> => {
    const hold = newId()
    const lines = [{ kind: 'stock', sku: `sku${(came * 7919) % skus}`, quantity: 1 } as const]
    const answer = await arbiter.submit({
      ...{ caller: 'key:bench', key: hold, bodyHash: hold, giver },
      command: { type: 'hold.place', hold, location, lines, ttlSeconds },
    })
    if (answer.type !== 'verdict' || !answer.verdict.accepted) throw new Error('a hold was refused')
    waits.push(performance.now() - due)
  }
  const timer = setInterval(() => {
    for (; came < ((performance.now() - began) / 1_000) * rate; came += 1)
      waiting.push(place(began + (came / rate) * 1_000))
  }, 5)
  return async (): Promise<number[]> => {
    clearInterval(timer)
    await Promise.all(waiting)
    return waits
  }
}

/** All that came due in one second, swept while others place. */
const sweepWave = async (database: BenchDatabase, sql: Sql): Promise<{ took: number; waits: number[] }> => {
  const began = performance.now()
  const { arbiter, ended, stop } = startJob(database, sql)
  const leave = customers(arbiter, placedMeanwhile, 900)
  while (ended() < wave) await sleep(5)
  const took = performance.now() - began
  const waits = await leave()
  await stop()
  return { took, waits }
}

const waves = async (database: BenchDatabase, sql: Sql): Promise<Figure[]> => {
  const [bare, swept, waits]: [number[], number[], number[]] = [[], [], []]
  for (let round = 0; round < rounds; round += 1) {
    await placeDue(sql, wave, skus)
    const began = performance.now()
    await expireBare(sql)
    bare.push(performance.now() - began)
    await placeDue(sql, wave, skus)
    const one = await sweepWave(database, sql)
    swept.push(one.took)
    waits.push(...one.waits)
  }
  const count = wave.toLocaleString('en-US')
  const slowest = quantile(waits, 0.99)
  return [
    baseline(`${count} holds due in one second, bare SQL, nothing else going on`, milliseconds(median(bare))),
    atMost(
      `the same released by the job, while ${placedMeanwhile} holds/s are placed`,
      milliseconds(median(swept)),
      ...(['bare SQL', median(swept) / median(bare), 1.4] as const),
    ),
    atMost('a hold placed meanwhile', `p99 ${milliseconds(slowest)}`, `${mostMs} ms`, slowest / mostMs, 1),
  ]
}

/** From the deadline until the release is committed, by PostgreSQL's own note of when that was. */
const steady = async (database: BenchDatabase, sql: Sql): Promise<Figure[]> => {
  await sql`truncate holds, stock_claims, stock_movements, feed, verdicts`
  await sql`update stock_levels set held = 0`
  // What the waves wrote is on disk first.
  await sql`checkpoint`
  const { arbiter, ended, stop } = startJob(database, sql)
  const leave = customers(arbiter, steadyRate, 5)
  await sleep(steadySeconds * 1_000)
  const { length: placed } = await leave()
  while (ended() < placed) await sleep(20)
  await stop()
  const [lag] = await sql<{ p99: number; p50: number }[]>`
    select percentile_cont(0.99) within group (order by late) as p99, percentile_cont(0.5) within group (order by late) as p50
    from (select extract(epoch from pg_xact_commit_timestamp(xmin) - expires_at)::float8 * 1000 as late from holds where state = 'expired') as h`
  if (lag === undefined) throw new Error('nothing has expired')
  const measured = `p50 ${milliseconds(lag.p50)}, p99 ${milliseconds(lag.p99)}`
  return [atMost(`${steadyRate} expiries/s: deadline until released`, measured, `${mostMs} ms`, lag.p99 / mostMs, 1)]
}

export const expiryBench: Benchmark = {
  name: 'expiry',
  about: `${wave.toLocaleString('en-US')} holds that come due in one second, and ${steadyRate} a second`,
  run: async () => {
    const database = await benchDatabase({ track_commit_timestamp: 'on' })
    try {
      const sql = database.open(2)
      await database.wearIn()
      for (let index = 0; index < skus; index += 1) await stockItem(sql, `sku${index}`, 1)
      return [...(await waves(database, sql)), ...(await steady(database, sql))]
    } finally {
      await database.close()
    }
  },
}
