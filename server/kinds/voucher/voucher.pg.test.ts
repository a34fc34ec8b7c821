import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, expect, it } from 'vitest'
import type { Command } from '../../../shared/protocol/commands.ts'
import { sweep } from '../../expiry/sweep.ts'
import { selfCheck } from '../../selfCheck/selfCheck.ts'
import { location, testShop } from '../../testing/shop.ts'
import { lookThenTake } from '../../testing/lookThenTake.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { campaignWith, holdCodes } from '../../testing/voucherShop.ts'
import { readVoucher } from '../../vouchers/readVoucher.ts'

const database = testDatabase()
const { sql } = database
const shop = testShop(database)
const { arbiter } = shop

beforeAll(async () => {
  await sql`insert into locations values (${location}, 'Quận 1', 'Asia/Ho_Chi_Minh')`
})

const hold = (...asked: Parameters<typeof holdCodes> extends [unknown, ...infer Rest] ? Rest : never) =>
  holdCodes(arbiter, ...asked)
const idOf = (held: Awaited<ReturnType<typeof hold>>): string => {
  if (!('id' in held) || !('lines' in held)) throw new Error(JSON.stringify(held))
  return held.id
}
const give = (command: Command) => shop.give(command)
const refusedWith = (code: string, line = 0) => ({ code: 'conflict', conflicts: [{ line, code }] })
const isClean = async () => expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })
const eventsOf = async (code: string) => (await readVoucher(sql, code))?.history.map(({ event }) => event)

it('V1, V2: a code is free, held, open again when released, and used for good when confirmed', async () => {
  await campaignWith(sql, ['A1'])
  const first = idOf(await hold(['A1']))
  expect(await hold(['A1'])).toEqual(refusedWith('voucher_held'))
  await give({ type: 'hold.release', hold: first, reason: 'too dear' })
  const second = idOf(await hold(['A1']))
  await give({ type: 'hold.confirm', hold: second })
  expect(await hold(['A1'])).toEqual(refusedWith('voucher_used'))
  expect(await readVoucher(sql, 'A1')).toMatchObject({
    ...{ state: 'used', usesLeft: 0 },
    history: [
      { event: 'held', hold: first },
      { event: 'reopened', hold: first, reason: 'too dear' },
      { event: 'held', hold: second },
      { event: 'used', hold: second },
    ],
  })
  await isClean()
})

it('V3: what is unknown, void, not begun or over is not valid; who has it keeps it', async () => {
  const now = Date.now()
  await campaignWith(sql, ['B1', 'B2'])
  await campaignWith(sql, ['B3'], { validFrom: now + 60_000 })
  await campaignWith(sql, ['B4'], { validUntil: now - 1 })
  await campaignWith(sql, ['B5'], { validFrom: now - 60_000, validUntil: now + 60_000 })
  const kept = idOf(await hold(['B2']))
  await sql`update vouchers set void_at = now() where code in ('B1', 'B2')`
  for (const code of ['B1', 'B2', 'B3', 'B4', 'NOBODY'])
    expect(await hold([code])).toEqual(refusedWith('voucher_not_valid'))
  idOf(await hold(['B5']))
  expect(await give({ type: 'hold.confirm', hold: kept })).toMatchObject({ verdict: { accepted: true } })
  await isClean()
})

it('H1, H7: one code that cannot be had and nothing is held; the same code twice does not fit', async () => {
  await campaignWith(sql, ['C1', 'C2'])
  idOf(await hold(['C2']))
  expect(await hold(['C1', 'C2'])).toEqual(refusedWith('voucher_held', 1))
  idOf(await hold(['C1']))
  expect(await hold(['C3', 'C3'])).toEqual({ code: 'doubled', lines: [1] })
  await isClean()
})

it('H3, H9, V2: at its deadline a code is another’s, with nobody who sweeps; the sweep tells the history the same', async () => {
  await campaignWith(sql, ['D1', 'D2'])
  const first = idOf(await hold(['D1', 'D2'], { ttlSeconds: 1 }))
  await sleep(1_020)
  expect(await readVoucher(sql, 'D2')).toMatchObject({ state: 'free', usesLeft: 1 })
  const overdue = await readVoucher(sql, 'D2')
  idOf(await hold(['D1']))
  expect(await eventsOf('D1')).toEqual(['held', 'reopened', 'held'])
  expect(await readVoucher(sql, 'D2')).toEqual(overdue)
  const other = idOf(await hold(['D2'], { ttlSeconds: 1 }))
  await sleep(1_020)
  const before = await readVoucher(sql, 'D2')
  expect(before?.history.map(({ hold: one, reason }) => [one, reason])).toEqual([
    [first, undefined],
    [first, 'expired'],
    [other, undefined],
    [other, 'expired'],
  ])
  expect(await sweep(sql, 10)).toMatchObject({ expired: 1 })
  expect(await readVoucher(sql, 'D2')).toEqual(before)
  await isClean()
})

it('H8, V7: a code released and held anew in one batch is the next one’s; who replaces their hold keeps theirs', async () => {
  await campaignWith(sql, ['E1', 'E2'])
  const first = idOf(await hold(['E1']))
  const [, second, third] = await Promise.all([give({ type: 'hold.release', hold: first }), hold(['E1']), hold(['E1'])])
  expect(third).toEqual(refusedWith('voucher_held'))
  const lines = ['E1', 'E2'].map((code) => ({ kind: 'voucher' as const, code }))
  const replace = { type: 'hold.replace', hold: randomUUID(), replaces: idOf(second), location, lines } as const
  expect(await give(replace)).toMatchObject({ verdict: { accepted: true } })
  const unfit = {
    ...replace,
    hold: randomUUID(),
    replaces: replace.hold,
    lines: [...lines, { kind: 'voucher' as const, code: 'E9' }],
  }
  expect(await give(unfit)).toMatchObject({ verdict: { rejection: refusedWith('voucher_not_valid', 2) } })
  expect(await hold(['E1'])).toEqual(refusedWith('voucher_held'))
  await isClean()
})

it('V1: 50 holds race for one code through two hubs: one gets it', async () => {
  await campaignWith(sql, ['F1'])
  const hubs = [arbiter, shop.secondArbiter()]
  const held = await Promise.all(Array.from({ length: 50 }, (_, n) => holdCodes(hubs[n % 2] ?? arbiter, ['F1'])))
  expect(held.filter((one) => 'lines' in one)).toHaveLength(1)
  await isClean()
})

it('V1, V4: under a race through two hubs a code has its three uses and a customer one, however they write themselves', async () => {
  await campaignWith(sql, ['G1', 'G2'], { usesPerCode: 3, perCustomer: 1 })
  const hubs = [arbiter, shop.secondArbiter()]
  const hubOf = (n: number) => hubs[n % 2] ?? arbiter
  const lan = [
    { phone: '0901 234 567' },
    { phone: '+84 901.234.567' },
    { phone: '0084901234567', email: 'Lan@shop.vn' },
  ]
  const same = await Promise.all(
    Array.from({ length: 30 }, (_, n) =>
      holdCodes(hubOf(n), [n % 4 < 2 ? 'G1' : 'G2'], { customer: lan[n % 3] ?? {} }),
    ),
  )
  expect(same.filter((one) => 'lines' in one)).toHaveLength(1)
  expect(new Set(same.filter((one) => !('lines' in one)).map((one) => JSON.stringify(one)))).toEqual(
    new Set([JSON.stringify(refusedWith('limit_reached'))]),
  )
  const others = await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      holdCodes(hubOf(n), [n % 4 < 2 ? 'G1' : 'G2'], { customer: { email: `guest${n % 20}@shop.vn` } }),
    ),
  )
  expect(others.filter((one) => 'lines' in one)).toHaveLength(5)
  const [most] = await sql<{ n: number }[]>`
    select max(n)::int as n from (select count(*) as n from voucher_claims, unnest(customers) as c where active and code like 'G%' group by c) as k`
  expect(most).toEqual({ n: 1 })
  await isClean()
})

it('V4: two hubs, each asked for another code by the same customer at the same moment: one gets it', async () => {
  const [one, other] = [arbiter, shop.secondArbiter()]
  for (let round = 0; round < 20; round += 1) {
    await campaignWith(sql, [`R${round}`, `S${round}`], { perCustomer: 1 })
    const customer = { phone: '0900 000 001' }
    const held = await Promise.all([
      holdCodes(one, [`R${round}`], { customer }),
      holdCodes(other, [`S${round}`], { customer }),
    ])
    expect(held.filter((got) => 'lines' in got)).toHaveLength(1)
  }
  await isClean()
})

it('V4: overdue and released uses count for nothing, and nobody unnamed is served where there is a limit', async () => {
  await campaignWith(sql, ['H1', 'H2', 'H3'], { perCustomer: 1 })
  const customer = { email: 'minh@shop.vn' }
  expect(await hold(['H1'])).toEqual(refusedWith('limit_reached'))
  expect(await hold(['H1', 'H2'], { customer })).toEqual(refusedWith('limit_reached', 1))
  idOf(await hold(['H1'], { customer, ttlSeconds: 1 }))
  expect(await hold(['H2'], { customer })).toEqual(refusedWith('limit_reached'))
  await sleep(1_020)
  const second = idOf(await hold(['H2'], { customer }))
  await give({ type: 'hold.release', hold: second })
  await give({ type: 'hold.confirm', hold: idOf(await hold(['H3'], { customer })) })
  expect(await hold(['H1'], { customer })).toEqual(refusedWith('limit_reached'))
  await isClean()
})

it('V1, V8: PostgreSQL itself refuses one use too many, and lets no history be changed', async () => {
  await campaignWith(sql, ['I1'], { usesPerCode: 2 })
  idOf(await hold(['I1']))
  const twice = (use: number) => sql`
    insert into voucher_claims select gen_random_uuid(), line, code, campaign, ${use}, uses, customers, amount, ends_at, true
    from voucher_claims where code = 'I1'`
  await expect(twice(1)).rejects.toThrow('voucher_use_taken_once')
  await expect(twice(3)).rejects.toThrow('never_beyond_its_uses')
  await expect(sql`update voucher_history set event = 'used' where code = 'I1'`).rejects.toThrow('only added to')
  await expect(sql`delete from voucher_history where code = 'I1'`).rejects.toThrow('only added to')
})

it('control: where each looks first and takes then, without lock and index, all have the one use', async () => {
  expect(await lookThenTake(sql, 5)).toBe(5)
})
