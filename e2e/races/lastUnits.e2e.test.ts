import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { connect } from '../../server/db/connect.ts'
import { runningConnection } from '../../server/db/embedded/runningConnection.ts'
import { type HubProcess, startHubProcess, temporaryFolder } from '../support/hubProcess.ts'
import { ask, holdWish, selfCheckOf, setUpItem, stockOf } from '../support/rest.ts'

const { folder, remove } = temporaryFolder()
let hub: HubProcess

beforeAll(async () => {
  hub = await startHubProcess({ data: folder, environment: { HOLDFAST_SWEEP: '0' } })
})
afterAll(async () => {
  await hub.stop()
  remove()
})

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

describe('the race for the last units', () => {
  it('200 buyers for 50 units: 50 get one, the others are told how many are left', async () => {
    await setUpItem(hub.url, 'fifty', 50)
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => ask(hub.url, 'POST', '/v1/holds', holdWish('fifty'))),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(50)
    const refused = answers.filter(({ status }) => status === 409)
    expect(refused).toHaveLength(150)
    expect(refused[0]?.body).toMatchObject({
      code: 'conflict',
      conflicts: [{ line: 0, code: 'sold_out', available: 0 }],
    })
    expect(await stockOf(hub.url, 'fifty')).toMatchObject({ onHand: 50, held: 50, available: 0 })
    expect(await selfCheckOf(hub.url)).toEqual({ clean: true, differences: [] })
  })

  it('control: the same race without the lock oversells', async () => {
    const sql = connect({ ...runningConnection(folder), max: 40, name: 'control' })
    try {
      await sql`create table control (on_hand integer, held integer)`
      await sql`insert into control values (50, 0)`
      const buy = () =>
        sql.begin(async (tx) => {
          const [level] = await tx<{ left: number; held: number }[]>`select on_hand - held as left, held from control`
          if (level === undefined || level.left < 1) return false
          await tx`update control set held = ${level.held + 1}`
          return true
        })
      const bought = await Promise.all(Array.from({ length: 200 }, buy))
      expect(bought.filter(Boolean).length).toBeGreaterThan(50)
    } finally {
      await sql.end()
    }
  })

  it('H3, H9: 50 ms after a deadline another buyer has the unit, with the sweep switched off', async () => {
    await setUpItem(hub.url, 'one', 1)
    const first = await ask(hub.url, 'POST', '/v1/holds', holdWish('one', 1, 2))
    expect(first.status).toBe(201)
    expect((await ask(hub.url, 'POST', '/v1/holds', holdWish('one'))).status).toBe(409)
    const { expiresAt, id } = z.object({ expiresAt: z.string(), id: z.string() }).parse(first.body)
    await sleep(Date.parse(expiresAt) - Date.now() + 50)
    expect((await ask(hub.url, 'GET', `/v1/holds/${id}`)).body).toMatchObject({ state: 'expired' })
    expect(await stockOf(hub.url, 'one')).toMatchObject({ held: 0, available: 1 })
    expect((await ask(hub.url, 'POST', '/v1/holds', holdWish('one'))).status).toBe(201)
    expect((await ask(hub.url, 'POST', `/v1/holds/${id}/confirm`, {})).body).toMatchObject({ code: 'hold_expired' })
  })
})
