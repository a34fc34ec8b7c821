import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { seatLinesOf } from '../../../shared/kinds/registry.ts'
import type { Giver } from '../../../shared/holds/settle.ts'
import type { Answer, Arbiter } from '../../arbiter/types.ts'
import { revokeTerminal } from '../../auth/terminals.ts'
import { Halls, stateOf } from '../../seating/halls.ts'
import { selfCheck } from '../../selfCheck/selfCheck.ts'
import { holdOf, location, testShop } from '../../testing/shop.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { planOf } from '../../testing/testPlan.ts'

const database = testDatabase()
const { sql } = database
const shop = testShop(database)
const [one, other] = [randomUUID(), randomUUID()]

beforeAll(async () => {
  await sql`insert into locations values (${location}, 'Quận 1', 'Asia/Ho_Chi_Minh')`
  await sql`insert into channels (code, name, kind) values ('pos', 'Quầy', 'pos')`
  for (const id of [one, other])
    await sql`
      insert into terminals (id, name, location, channel, token_hash) values (${id}, 'Quầy', ${location}, 'pos', ${Buffer.from(id)})`
})

/** An event with seats `A1`, `A2`, … */
const event = async (count = 10): Promise<string> => {
  const [code, plan] = [randomUUID(), JSON.stringify(planOf(1, count))]
  await sql`
    insert into events (code, name, location, starts_at, plan, hall, prices, leaves_no_single, seat_count)
    values (${code}, ${code}, ${location}, now() + interval '1 hour', ${plan}::text::json, md5(${plan}), '{}', true, ${count})`
  await sql`insert into seats (event, seat) select ${code}, 'A' || n from generate_series(1, ${count}) as n`
  return code
}

const at = (terminal: string, role: Giver['role'] = 'staff'): Partial<Giver> => ({
  ...{ channel: 'pos', terminal, staff: 'lan', role },
})
const manager = at(other, 'manager')

const allot = (code: string, seats: readonly string[], terminal = one, by = manager, arbiter?: Arbiter) =>
  shop.give({ type: 'seat.allot', location, event: code, seats: [...seats], terminal }, by, undefined, arbiter)
const giveBack = (code: string, seats: readonly string[], by: Partial<Giver>) =>
  shop.give({ type: 'seat.give_back', location, event: code, seats: [...seats] }, by)
const place = async (code: string, seats: readonly string[], by: Partial<Giver> = {}, arbiter?: Arbiter) => {
  const lines = seats.map((seat) => ({ kind: 'seat' as const, event: code, seat }))
  return holdOf(await shop.give({ type: 'hold.place', hold: randomUUID(), location, lines }, by, undefined, arbiter))
}
const sell = (code: string, seats: readonly string[], by: Partial<Giver>) =>
  shop.give(
    {
      ...{ type: 'order.sell', order: randomUUID(), number: '1-1', location, currency: 'VND', soldAt: 0 },
      ...{ total: 0, tendered: 0 },
      lines: seats.map((seat) => ({ line: { kind: 'seat' as const, event: code, seat }, name: seat, price: 0 })),
    },
    by,
  )
const verdictOf = (answer: Answer) => (answer.type === 'verdict' ? answer.verdict : null)
const refusal = async (answer: Promise<Answer>) => verdictOf(await answer)
const statesOf = async (code: string): Promise<string[]> => {
  const now = await new Halls(sql).read(code)
  return now === null ? [] : [...now.hall.seats.keys()].map((seat) => stateOf(now, seat))
}
const takenAt = (...lines: number[]) => ({
  ...{ code: 'conflict', conflicts: lines.map((line) => ({ line, code: 'seat_taken' })) },
})
const isClean = async () => expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })

it('E8: seats are set aside all or none, and not for two', async () => {
  const code = await event(5)
  await place(code, ['A1'])
  await shop.give({ type: 'seat.block', location, event: code, seats: ['A2'], blocked: true }, manager)
  expect(verdictOf(await allot(code, ['A3', 'A1', 'A2']))).toEqual({ accepted: false, rejection: takenAt(1, 2) })
  expect(verdictOf(await allot(code, ['A3', 'A4', 'A4']))).toMatchObject({ outcome: { type: 'seats', seats: 2 } })
  expect(verdictOf(await allot(code, ['A4', 'A5'], other))).toEqual({ accepted: false, rejection: takenAt(0) })
  // Said again it is done already.
  expect(verdictOf(await allot(code, ['A3', 'A4']))).toMatchObject({ accepted: true })
  expect(await statesOf(code)).toEqual(['held', 'blocked', 'blocked', 'blocked', 'free'])
})

it('E8: nobody else can have them, by REST, the public page or at another terminal; their own terminal can', async () => {
  const code = await event(3)
  await allot(code, ['A1', 'A2'])
  expect(await place(code, ['A1'])).toEqual(takenAt(0))
  expect(await place(code, ['A1', 'A3'], at(other))).toEqual(takenAt(0))
  expect(await place(code, ['A1', 'A3'], at(one))).toMatchObject({ state: 'held' })
  expect(await statesOf(code)).toEqual(['held', 'blocked', 'held'])
  await isClean()
})

it('E8: it takes a manager, a terminal that is paired, and seats that there are', async () => {
  const code = await event(2)
  expect(await refusal(allot(code, ['A1'], one, at(one)))).toMatchObject({ rejection: { code: 'forbidden' } })
  expect(await refusal(allot(code, ['A1'], randomUUID()))).toMatchObject({ rejection: { what: 'terminal' } })
  expect(await refusal(allot(code, ['Z1']))).toMatchObject({ rejection: { what: 'seat', id: 'Z1' } })
  expect(await refusal(allot(randomUUID(), ['A1']))).toMatchObject({ rejection: { what: 'event' } })
})

it('E9: what was sold unheard is its own; what is given back is for sale again', async () => {
  const code = await event(4)
  await allot(code, ['A1', 'A2', 'A3'])
  // Days later the terminal is heard of again: nobody has had its seats meanwhile.
  expect(await place(code, ['A1'])).toEqual(takenAt(0))
  expect(verdictOf(await sell(code, ['A1', 'A2'], at(one)))).toMatchObject({ outcome: { discrepancies: [] } })
  expect(verdictOf(await giveBack(code, ['A1', 'A2', 'A3', 'A4'], at(one)))).toMatchObject({ accepted: true })
  expect(await statesOf(code)).toEqual(['sold', 'sold', 'free', 'free'])
  expect(await place(code, ['A3'])).toMatchObject({ state: 'held' })
  await isClean()
})

it('E9: what is set aside for another terminal is taken from it by a manager alone', async () => {
  const code = await event(2)
  await allot(code, ['A1', 'A2'])
  expect(verdictOf(await giveBack(code, ['A1'], at(other)))).toMatchObject({ rejection: { code: 'forbidden' } })
  await giveBack(code, ['A1'], manager)
  await place(code, ['A1'])
  // It had sold them without a network: that is told, and the seat that it still had is its own.
  expect(verdictOf(await sell(code, ['A1', 'A2'], at(one)))).toMatchObject({
    outcome: { discrepancies: [{ sku: `${code}/A1` }] },
  })
  expect(await statesOf(code)).toEqual(['held', 'sold'])
})

it('E4: blocking changes nothing for whom a seat is set aside, or for who has it', async () => {
  const code = await event(3)
  await allot(code, ['A1'])
  const held = await place(code, ['A2'])
  const block = (blocked: boolean) =>
    shop.give({ type: 'seat.block', location, event: code, seats: ['A1', 'A2', 'A3'], blocked }, manager)
  await block(true)
  expect(await statesOf(code)).toEqual(['blocked', 'held', 'blocked'])
  expect(await place(code, ['A1'], at(one))).toMatchObject({ state: 'held' })
  await shop.give({ type: 'hold.release', hold: 'placedAt' in held ? held.id : '' })
  expect(await place(code, ['A2'])).toEqual(takenAt(0))
  await block(false)
  expect(await place(code, ['A2', 'A3'])).toMatchObject({ state: 'held' })
})

it('E9: a terminal that is taken off the hub has no seats', async () => {
  const [code, gone] = [await event(2), randomUUID()]
  await sql`
    insert into terminals (id, name, location, channel, token_hash) values (${gone}, 'Cũ', ${location}, 'pos', ${Buffer.from(gone)})`
  await allot(code, ['A1', 'A2'], gone)
  const { changes } = await sql.begin(async (tx) => revokeTerminal(tx, gone))
  expect(changes.map(({ subject }) => subject).toSorted()).toEqual(
    [`terminal:${gone}`, `${code}/A1`, `${code}/A2`].toSorted(),
  )
  expect(await statesOf(code)).toEqual(['free', 'free'])
  expect(verdictOf(await allot(code, ['A1'], gone))).toMatchObject({ rejection: { what: 'terminal' } })
})

it('E8: two hubs, a web that buys and a manager who sets the same seats aside: a seat is the one’s or the other’s', async () => {
  const hubs = [shop.arbiter, shop.secondArbiter()]
  for (let round = 0; round < 12; round += 1) {
    const code = await event(20)
    const buying = Array.from({ length: 60 }, (_, index) =>
      place(code, [`A${1 + ((index * 7) % 19)}`, `A${2 + ((index * 7) % 19)}`], {}, hubs[index % 2]),
    )
    const parts = Array.from({ length: 10 }, (_, index) =>
      allot(code, [`A${1 + index * 2}`, `A${2 + index * 2}`], one, manager, hubs[index % 2]),
    )
    const aside = (await Promise.all(parts)).flatMap((answer, index) =>
      verdictOf(answer)?.accepted === true ? [`A${1 + index * 2}`, `A${2 + index * 2}`] : [],
    )
    const bought = (await Promise.all(buying)).flatMap((held) =>
      'placedAt' in held ? seatLinesOf(held.lines).map(({ seat }) => seat) : [],
    )
    expect(new Set([...aside, ...bought]).size).toBe(aside.length + bought.length)
    const kept = await sql<{ seat: string }[]>`
      select seat from seats where event = ${code} and allotted_to = ${one} order by seat`
    expect(kept.map(({ seat }) => seat)).toEqual(aside.toSorted())
  }
  await isClean()
})
