import { randomUUID } from 'node:crypto'
import { afterEach, beforeAll, expect, test } from 'vitest'
import type { Giver } from '../../shared/holds/settle.ts'
import type { Verdict } from '../../shared/protocol/verdicts.ts'
import type { TransferCommand } from '../../shared/transfers/transferCommands.ts'
import { selfCheck } from '../selfCheck/selfCheck.ts'
import { placeOf, testShop } from '../testing/shop.ts'
import { testDatabase } from '../testing/testDatabase.ts'

const database = testDatabase()
const { sql } = database
const shop = testShop(database)
const [from, to] = ['q1', 'td']

beforeAll(async () => {
  await sql`insert into locations values (${to}, 'Thủ Đức', 'Asia/Ho_Chi_Minh')`
})
afterEach(async () => expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] }))

/** Somebody at a terminal, whose word is a fact. */
const person: Partial<Giver> = { terminal: randomUUID(), staff: 'lan', role: 'manager' }

const verdictOf = async (given: ReturnType<typeof shop.give>): Promise<Verdict> => {
  const answer = await given
  return answer.type === 'verdict' ? answer.verdict : expect.unreachable(answer.type)
}
const give = (command: TransferCommand, as: Partial<Giver> = person, arbiter = shop.arbiter) =>
  verdictOf(shop.give(command, as, randomUUID(), arbiter))
const send = (lines: readonly (readonly [sku: string, quantity: number])[], transfer: string = randomUUID()) => ({
  ...{ type: 'transfer.send' as const, transfer, from, to },
  lines: lines.map(([sku, quantity]) => ({ sku, quantity })),
})
const receive = (transfer: string, sku: string, quantity: number, before = 0): TransferCommand => ({
  ...{ type: 'transfer.receive', transfer, lines: [{ sku, quantity, before }] },
})
const sent = async (sku: string, quantity: number): Promise<string> => {
  const transfer = randomUUID()
  expect(await give(send([[sku, quantity]], transfer))).toMatchObject({ accepted: true })
  return transfer
}
/** On hand at the source and at the destination, and what is in transit there. */
const figures = async (sku: string): Promise<readonly number[]> => {
  const rows = await sql<{ location: string; onHand: number; inTransit: number }[]>`
    select location, on_hand as "onHand", in_transit as "inTransit" from stock_levels where sku = ${sku}`
  const [source, there] = [from, to].map((place) => rows.find(({ location }) => location === place))
  return [source?.onHand ?? 0, there?.onHand ?? 0, there?.inTransit ?? 0]
}
const open = async (sku: string) => {
  const rows = await sql<{ kind: string; location: string; quantity: number }[]>`
    select kind, location, quantity from discrepancies where sku = ${sku} and settled_at is null order by kind`
  return rows.map(({ kind, location, quantity }) => `${kind} ${quantity} ${location}`)
}

test('X3: what is held or kept as safety stock is not sent; all lines or none, and each that is short is told', async () => {
  await shop.item('cup', 10, 2)
  await shop.item('pot', 1)
  await shop.place('cup', 3)
  expect(
    await give(
      send([
        ['pot', 1],
        ['cup', 6],
      ]),
    ),
  ).toMatchObject({
    rejection: { code: 'conflict', conflicts: [{ line: 1, code: 'sold_out', available: 5 }] },
  })
  expect(await figures('pot')).toEqual([1, 0, 0])
  await sent('cup', 5)
  expect(await figures('cup')).toEqual([5, 0, 5])
  const moved = await sql`
    select location, from_bucket, to_bucket, quantity from stock_movements where transfer_id is not null and sku = 'cup' order by id`
  expect(moved.map((row) => Object.values(row))).toEqual([
    ['q1', 'available', 'outside', 5],
    ['td', 'outside', 'in_transit', 5],
  ])
  // Nobody can hold what is in a van.
  expect(await verdictOf(shop.give({ ...placeOf('cup'), location: to }))).toMatchObject({
    rejection: { code: 'conflict', conflicts: [{ available: 0 }] },
  })
})

test('H9: an overdue hold stands in no way of a transfer', async () => {
  await shop.item('jar', 1)
  await shop.place('jar', 1, 1)
  await sql`update holds set expires_at = now() - interval '1 second' where state = 'held' and expires_at < now() + interval '1 minute'`
  await sql`update stock_claims set expires_at = now() - interval '1 second' where active and expires_at < now() + interval '1 minute'`
  await sent('jar', 1)
  expect(await figures('jar')).toEqual([0, 0, 1])
})

test('X4 to X6: 9 of 10 came, one came later, one more nobody had sent; what two counted counts once', async () => {
  await shop.item('tea', 10)
  const id = await sent('tea', 10)
  expect(await give(receive(id, 'tea', 9))).toMatchObject({ outcome: { transfer: { state: 'received' } } })
  expect(await figures('tea')).toEqual([0, 9, 1])
  expect(await open('tea')).toEqual(['transfer_short 1 td'])
  await give(receive(id, 'tea', 1, 9))
  expect([await figures('tea'), await open('tea')]).toEqual([[0, 10, 0], []])
  await give(receive(id, 'tea', 1, 10))
  await give(receive(id, 'tea', 9))
  expect([await figures('tea'), await open('tea')]).toEqual([
    [0, 11, 0],
    ['transfer_extra 1 td', 'transfer_twice 9 td'],
  ])
  expect(await give({ type: 'transfer.cancel', transfer: id })).toMatchObject({ rejection: { code: 'transfer_state' } })
})

test('X5: what is missing can be given up; what was called back and comes nevertheless leaves the source again, whatever that has promised', async () => {
  await shop.item('mug', 5)
  const lost = await sent('mug', 2)
  expect(await give({ type: 'transfer.close', transfer: lost })).toMatchObject({ rejection: { state: 'sent' } })
  await give(receive(lost, 'mug', 1))
  await give({ type: 'transfer.close', transfer: lost })
  expect([await figures('mug'), await open('mug')]).toEqual([[3, 1, 0], ['transfer_short 1 td']])
  const back = await sent('mug', 3)
  await give({ type: 'transfer.cancel', transfer: back })
  expect(await give({ type: 'transfer.cancel', transfer: back })).toMatchObject({ accepted: true })
  expect(await figures('mug')).toEqual([3, 1, 0])
  await shop.place('mug', 2)
  expect(await give(receive(back, 'mug', 2))).toMatchObject({ outcome: { transfer: { state: 'cancelled' } } })
  expect(await figures('mug')).toEqual([1, 3, 0])
  expect(await open('mug')).toEqual(['oversold 1 q1', 'transfer_extra 2 td', 'transfer_short 1 td'])
})

test('of a hold and a transfer that want the last unit at once, at two hubs, one has it; where there are two, both have one', async () => {
  const second = shop.secondArbiter()
  const rounds = Array.from({ length: 12 }, (_, round) => ({ sku: `race-${round}`, onHand: (round % 2) + 1 }))
  for (const { sku, onHand } of rounds) await shop.item(sku, onHand)
  const won = await Promise.all(
    rounds.map(async ({ sku, onHand }, round) => {
      const asked = [verdictOf(shop.give(placeOf(sku))), give(send([[sku, 1]]), person, second)]
      const accepted = (await Promise.all(round % 4 < 2 ? asked : asked.toReversed())).filter((one) => one.accepted)
      return accepted.length === onHand
    }),
  )
  expect(won).not.toContain(false)
  // Received at one hub and called back at the other: one of the two, and no piece is in both places or in none.
  const ids = await Promise.all(
    rounds
      .flatMap(({ sku, onHand }) => (onHand === 2 ? [sku] : []))
      .map(async (sku) => {
        await shop.item(`${sku}-b`, 1)
        return { sku: `${sku}-b`, id: await sent(`${sku}-b`, 1) }
      }),
  )
  const program = { terminal: null }
  for (const [first, other] of await Promise.all(
    ids.map(({ id }) =>
      Promise.all([
        give({ type: 'transfer.receive', transfer: id }, program),
        give({ type: 'transfer.cancel', transfer: id }, program, second),
      ]),
    ),
  ))
    expect(first.accepted).not.toBe(other.accepted)
  for (const { sku } of ids) {
    const [source = 0, there = 0, coming] = await figures(sku)
    expect([source + there, coming]).toEqual([1, 0])
  }
})
