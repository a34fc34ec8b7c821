import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { findVerdicts } from '../arbiter/findVerdicts.ts'
import { connect, type Sql } from '../db/connect.ts'
import { rollUp } from '../overview/rollUp.ts'
import { selfCheck } from '../selfCheck/selfCheck.ts'
import { passTime } from '../testing/passTime.ts'
import { day, idOf, line, pastHolds } from '../testing/pastHolds.ts'
import { beginAnew, putAllAway, testAges } from '../testing/putAllAway.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { testHub } from '../testing/testHub.ts'
import { PutAway } from './bringBack.ts'
import { step } from './housekeepingJob.ts'

const database = testDatabase()
const { sql } = database
const hub = testHub(database)
const { place, end } = pastHolds(hub, sql)

afterEach(async () => {
  expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })
})

/** Dies over it now and then. */
const walk = async (by: Sql): Promise<void> => {
  for (let round = 0; round < 6; round += 1) {
    await beginAnew(by).catch(() => {})
    await step(by, testAges, 'holds').catch(() => {})
  }
}

describe('several hubs', () => {
  const many = 60

  const endedHolds = async (sku: string): Promise<string[]> => {
    await hub.item(sku, many)
    const ids = await Promise.all(Array.from({ length: many }, () => place(sku)))
    await Promise.all(ids.map((id) => end(id, 'release')))
    await passTime(sql, 8 * day)
    return ids
  }

  test('A2: put away side by side while others ask for the same holds, and die over it: each hold is in one place', async () => {
    const ids = await endedHolds('race')
    while (!(await rollUp(sql)).isUpToDate) {
      // Until all is counted.
    }
    const doomed = connect({ ...database.connection, max: 1, name: 'doomed' })
    const kill = sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'doomed' and state <> 'idle'`
    const askings = ids.map((id, index) =>
      index % 2 === 0 ? end(id, 'release') : sql`select pg_sleep(0.001)`.then(() => end(id, 'confirm')),
    )
    await Promise.all([walk(sql), walk(doomed), walk(sql), kill.then(() => kill), ...askings])
    for (const [index, asked] of (await Promise.all(askings)).entries())
      expect(asked.status).toBe(index % 2 === 0 ? 200 : 409)
    await doomed.end({ timeout: 1 })
    const [row] = await sql<{ hot: number; away: number }[]>`
      select (select count(*) from holds where id = any(${ids}::uuid[]))::int as hot, (select count(*) from holds_ended where id = any(${ids}::uuid[]))::int as away`
    expect((row?.hot ?? 0) + (row?.away ?? 0)).toBe(many)
  })

  test('A2: put away between two looks at it, a hold is told whole or as away, never without its lines', async () => {
    await hub.item('looked', 5)
    const headers = { 'idempotency-key': randomUUID() }
    const body = { location: 'q1', lines: [line('looked')] }
    const held = idOf(await hub.ask('POST', '/v1/holds', { body, headers }))
    await end(held, 'release')
    await passTime(sql, 8 * day)
    const [settled] = await sql<{ caller: string; key: string }[]>`
      select caller, key from verdicts where key = ${headers['idempotency-key']}`
    if (settled === undefined) throw new Error('nothing was settled')
    const [before] = await findVerdicts(sql, [settled])
    expect(before?.verdict).toMatchObject({ outcome: { hold: { lines: [line('looked')] } } })
    const meanwhile = new Proxy(sql, {
      apply: (target, self, parts) => {
        if (!String(parts[0]).includes('from stock_claims where hold')) return Reflect.apply(target, self, parts)
        return { execute: () => putAllAway(sql).then(() => Reflect.apply(target, self, parts)) }
      },
    })
    await expect(findVerdicts(meanwhile, [settled])).rejects.toBeInstanceOf(PutAway)
    expect((await hub.ask('POST', '/v1/holds', { body, headers })).body).toMatchObject({ id: held, lines: body.lines })
  })

  test('A2: without a lock the same is put away twice', async () => {
    await sql`create table control_hot as select n from generate_series(1, 100) as n`
    await sql`create table control_away (n integer)`
    let read = 0
    const bothHaveRead = new EventTarget()
    const everybody = new Promise((resolve) => bothHaveRead.addEventListener('read', resolve, { once: true }))
    const move = () =>
      sql.begin(async (tx) => {
        const found = await tx<{ n: number }[]>`select n from control_hot`
        read += 1
        if (read === 2) bothHaveRead.dispatchEvent(new Event('read'))
        await everybody
        await tx`insert into control_away select * from unnest(${found.map(({ n }) => n)}::integer[])`
        await tx`delete from control_hot`
      })
    await Promise.all([move(), move()])
    const [row] = await sql<{ n: number }[]>`select count(*)::int as n from control_away`
    expect(row?.n).toBe(200)
  })
})
