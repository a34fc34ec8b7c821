import { createApp } from '../../server/api/app.ts'
import type { Sql } from '../../server/db/connect.ts'
import { type BenchDatabase, benchDatabase, location } from './benchDatabase.ts'
import { adminKey, startBenchHub } from './benchHub.ts'
import { quantile } from './measure.ts'
import { atMost, baseline, type Benchmark, type Figure, milliseconds } from './report.ts'

const tables = 60
const staff = 40
const bookings = 10_000
const days = 31
/** In the location's zone; far enough ahead for nothing to be past. */
const date = '2126-11-01'
const opens = '2126-11-01 10:00+07'
const turns = 8
const timesInTurn = 40

const hours = JSON.stringify({
  weekly: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '10:00', to: '22:00' })),
  exceptions: [],
})

/** A month of a large house, each booking of a table or of a person; and the month before it. */
const writeMonth = async (sql: Sql): Promise<void> => {
  await sql`
    insert into resources (code, kind, name, location, max_party, buffer_minutes, skills, joins, hours)
    select 'table' || n, 'table', 'Bàn ' || n, ${location}, 2 + n % 7, 15, '{}'::text[], case when n % 2 = 1 then array['table' || n - 1] else '{}'::text[] end,
      ${hours}::text::json from generate_series(0, ${tables - 1}) as n
    union all
    select 'waiter' || n, 'staff', 'Phục vụ ' || n, ${location}, null, 0, '{waiter}', '{}', ${hours}::text::json from generate_series(0, ${staff - 1}) as n`
  await sql`
    insert into services (code, name, duration_minutes, needs)
    values ('dinner', 'Bữa tối', 90, '[{"kind":"table"},{"kind":"staff","skill":"waiter"}]')`
  for (const from of [0, -days]) {
    await take(sql, { what: 'table', of: tables, every: 180, shift: 15, buffer: 15, from })
    await take(sql, { what: 'waiter', of: staff, every: 150, shift: 15, buffer: 0, from })
  }
  await sql`vacuum analyze`
}

interface Taking {
  readonly what: 'table' | 'waiter'
  readonly of: number
  /** Minutes from one booking of a resource to its next on the same day. */
  readonly every: number
  /** Minutes by which some resources begin later than others. */
  readonly shift: number
  readonly buffer: number
  /** The first day. */
  readonly from: number
}

const take = (sql: Sql, { what, of, every, shift, buffer, from }: Taking): Promise<unknown> => sql`
  insert into slot_claims (hold, line, resource, during, blocked)
  select gen_random_uuid(), 0, ${what} || place % ${of}, tstzrange(at, at + interval '60 min'), tstzrange(at, at + make_interval(mins => ${60 + buffer}))
  from (
    select n / ${days} as place, ${opens}::timestamptz + make_interval(days => ${from} + n % ${days},
      mins => (n / ${days} / ${of}) * ${every} + (n / ${days} % 4) * ${shift}) as at
    from generate_series(0, ${(bookings * of) / (tables + staff) - 1}) as n
  ) as b`

/** The least that a month of free times can be worked out from: what overlaps it, asked for plainly. */
const bareOverlap = (sql: Sql): Promise<unknown> => sql`
  select resource, lower(blocked) as "from", upper(blocked) as "to" from slot_claims
  where active and blocked && tstzrange(${new Date(opens)}, ${new Date(Date.parse(opens) + days * 86_400_000)})`

/** A whole hub without a port. */
const startHub = async (database: BenchDatabase) => {
  const { hub, close: closeHub } = await startBenchHub(database)
  const app = await createApp(hub)
  const ask = async (): Promise<string> => {
    const url = `/v1/availability?location=${location}&service=dinner&party=4&date=${date}&days=${days}`
    const answer = await app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${adminKey}` } })
    if (answer.statusCode !== 200) throw new Error(answer.payload)
    return answer.payload
  }
  const close = async (): Promise<void> => {
    await app.close()
    await closeHub()
  }
  return { sql: hub.sql, ask, close }
}

/** Many of the same one after the other: else what one leaves behind (ten thousand rows, twenty thousand dates) would be cleared away in the other's time. */
const inTurn = async (work: () => Promise<unknown>, times: number[]): Promise<void> => {
  for (let index = 0; index < timesInTurn; index += 1) {
    const began = performance.now()
    await work()
    times.push(performance.now() - began)
  }
}

const figuresOf = (bare: readonly number[], asked: readonly number[], answer: string): Figure[] => {
  const p95 = quantile(asked, 0.95)
  const size = `${Math.round(answer.length / 1024)} kB, ${answer.split('"start"').length - 1} starts`
  const what = `GET /v1/availability (${size}), p50 ${milliseconds(quantile(asked, 0.5))}`
  const base = quantile(bare, 0.95)
  return [
    baseline(`bare overlap query, p50 ${milliseconds(quantile(bare, 0.5))}`, `p95 ${milliseconds(base)}`),
    atMost(what, `p95 ${milliseconds(p95)}`, 'bare overlap query', p95 / base, 2),
    {
      what: 'the same',
      value: `p95 ${milliseconds(p95)}`,
      against: '',
      ratio: null,
      wanted: '≤ 30 ms',
      met: p95 <= 30,
    },
  ]
}

export const availabilityBench: Benchmark = {
  name: 'availability',
  about: `a month of ${tables} tables and ${staff} waiters with ${bookings.toLocaleString('en-US')} bookings`,
  run: async () => {
    const database = await benchDatabase()
    try {
      await writeMonth(database.open(1))
      const hub = await startHub(database)
      const [bare, asked]: [number[], number[]] = [[], []]
      for (let turn = 0; turn <= turns; turn += 1) {
        // The first turn only warms up.
        await inTurn(() => bareOverlap(hub.sql), turn === 0 ? [] : bare)
        await inTurn(hub.ask, turn === 0 ? [] : asked)
      }
      const answer = await hub.ask()
      await hub.close()
      return figuresOf(bare, asked, answer)
    } finally {
      await database.close()
    }
  },
}
