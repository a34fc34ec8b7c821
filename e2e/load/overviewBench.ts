import { pino } from 'pino'
import { createArbiter } from '../../server/arbiter/arbiter.ts'
import type { Sql } from '../../server/db/connect.ts'
import { startFeedReader } from '../../server/feed/reader.ts'
import { startOverviewJob } from '../../server/overview/overviewJob.ts'
import { readOverview } from '../../server/overview/readOverview.ts'
import { rollUp } from '../../server/overview/rollUp.ts'
import { benchDatabase, location } from './benchDatabase.ts'
import { quantile } from './measure.ts'
import { atMost, baseline, type Benchmark, milliseconds, perSecond } from './report.ts'
import { newId } from '../../server/newId.ts'

const skus = 100_000
const holds = 1_000_000
const channels = ['web', 'phone', 'market', 'counter']
const zone = 'Asia/Ho_Chi_Minh'
const reads = 20

/** A shop with so many SKUs, and so many holds of the last thirty days: a third lives, the others have ended. */
const fill = async (sql: Sql): Promise<void> => {
  await sql`set synchronous_commit = off`
  for (const code of channels) await sql`insert into channels (code, name, kind) values (${code}, ${code}, 'web')`
  await sql`insert into items (sku, name, folded, price, currency) select 'sku' || n, 'sku' || n, 'sku' || n, 1000, 'VND' from generate_series(0, ${skus - 1}) as n`
  await sql`insert into stock_levels (location, sku, on_hand, held) select ${location}, sku, 1000, 10 from items`
  for (let done = 0; done < holds; done += 250_000)
    await sql`
      with ids as materialized (
        select gen_random_uuid() as id, 'sku' || (n % ${skus}) as sku, n, (${channels}::text[])[n % 4 + 1] as channel,
          now() - make_interval(secs => (n * 7919 % 2592000)) as at from generate_series(1, 250000) as n
      ), h as (
        insert into holds (id, state, channel, location, placed_at, expires_at, ended_at)
        select id, (array['held', 'confirmed', 'released'])[n % 3 + 1], channel, ${location}, at, now() + make_interval(secs => n % 86400 + 60),
          case when n % 3 > 0 then at + interval '5 min' end from ids
      ), c as (
        insert into stock_claims (hold, line, location, sku, quantity, expires_at, active)
        select id, 0, ${location}, sku, 1, now() + interval '1 day', n % 3 = 0 from ids
      ), head as (update feed_head set position = position + 500000 returning position)
      insert into feed (position, at, type, subject, location)
      select head.position - 500000 + n, at, 'hold.placed', id::text, ${location} from head, ids
      union all
      select head.position - 250000 + n, at, case n % 3 when 0 then 'hold.extended' when 1 then 'hold.confirmed' else 'hold.released' end, id::text, ${location}
      from head, ids`
  await sql`vacuum analyze`
}

const read = (sql: Sql) => readOverview(sql, { days: 30, zone })

/** How long it takes until a unit that is held is in the figures, with the job that counts. */
const untilShown = async (connection: object, sql: Sql): Promise<number[]> => {
  const log = pino({ level: 'silent' })
  const feed = await startFeedReader({ sql, log })
  const arbiter = createArbiter({
    ...{ connection: { ...connection, name: 'bench' }, log, newId },
    onCommitted: (position) => feed.committed(position),
  })
  const job = startOverviewJob({ sql, feed, log })
  const giver = { channel: 'web', ttlSeconds: 900, terminal: null, staff: null, role: 'admin', ownOnly: false } as const
  const liveOf = async () => (await read(sql)).channels.find(({ channel }) => channel === 'web')?.holds ?? 0
  const times: number[] = []
  for (let round = 0; round < 10; round += 1) {
    const before = await liveOf()
    const hold = newId()
    const lines = [{ kind: 'stock', sku: `sku${round}`, quantity: 1 } as const]
    const began = performance.now()
    await arbiter.submit({
      ...{ caller: 'key:bench', key: hold, bodyHash: hold, giver },
      command: { type: 'hold.place', hold, location, lines },
    })
    while ((await liveOf()) === before) {
      // Asked again and again, as a screen does.
    }
    times.push(performance.now() - began)
  }
  await job.stop()
  await arbiter.close()
  await feed.close()
  return times
}

export const overviewBench: Benchmark = {
  name: 'overview',
  about: `all channels at a glance with ${skus.toLocaleString('en-US')} SKUs and ${holds.toLocaleString('en-US')} holds`,
  run: async () => {
    const database = await benchDatabase()
    try {
      const sql = database.open(6)
      await fill(database.open(1))
      const began = performance.now()
      for (let done = false; !done; ) done = (await rollUp(sql)).isUpToDate
      const rate = (holds * 2_000) / (performance.now() - began)
      await sql`vacuum analyze hold_counts`
      const times: number[] = []
      for (let round = 0; round < reads; round += 1) {
        const asked = performance.now()
        await read(sql)
        times.push(performance.now() - asked)
      }
      const [first, worst] = [times[0] ?? 0, quantile(times, 0.95)]
      const shown = quantile(await untilShown(database.connection, sql), 0.95)
      return [
        baseline('changes counted, as fast as it goes', perSecond(rate)),
        atMost('opened for the first time', milliseconds(first), '1 s', first / 1_000, 1),
        atMost('read, p95', milliseconds(worst), '1 s', worst / 1_000, 1),
        atMost('a unit held until it is in the figures, p95', milliseconds(shown), '1 s', shown / 1_000, 1),
      ]
    } finally {
      await database.close()
    }
  },
}
