import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { selfCheck } from '../selfCheck/selfCheck.ts'
import { holdOf, location, placeOf, testShop } from '../testing/shop.ts'
import { testDatabase } from '../testing/testDatabase.ts'

const database = testDatabase()
const { sql } = database
const shop = testShop(database)

afterEach(async () => {
  expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })
})

describe('exactly once', () => {
  it('C1, C2: a repeat gets the stored verdict, at once, later, and from another hub', async () => {
    await shop.item('c1', 10)
    const command = placeOf('c1')
    const other = shop.secondArbiter()
    const key = randomUUID()
    const together = await Promise.all([
      ...Array.from({ length: 5 }, () => shop.give(command, {}, key)),
      ...Array.from({ length: 5 }, () => shop.give(command, {}, key, other)),
    ])
    const later = await shop.give(command, {}, key, other)
    for (const answer of together) expect(holdOf(answer)).toEqual(holdOf(later))
    expect(together.filter((answer) => answer.type === 'verdict' && !answer.replayed)).toHaveLength(1)
    expect(await shop.level('c1')).toMatchObject({ held: 1 })
  })

  it('C2: the same id with another body is refused and changes nothing', async () => {
    await shop.item('c2', 10)
    const key = randomUUID()
    await shop.give(placeOf('c2'), {}, key)
    expect(holdOf(await shop.give(placeOf('c2'), {}, key))).toEqual({ code: 'idempotency_key_reused' })
    expect(await shop.level('c2')).toMatchObject({ held: 1 })
  })

  it('C3: a rejection is stored and repeated though there is stock by now', async () => {
    await shop.item('c3', 0)
    const [command, key] = [placeOf('c3'), randomUUID()]
    const first = await shop.give(command, {}, key)
    await shop.give({ type: 'stock.receive', sku: 'c3', location, quantity: 5 })
    const again = await shop.give(command, {}, key)
    expect(holdOf(again)).toEqual(holdOf(first))
    expect(again).toMatchObject({ replayed: true })
  })

  it('C7: a command that meets a bug is recorded as failed and does not block those with it', async () => {
    await shop.item('c7', 5)
    const order = randomUUID()
    const sell = (key: string) =>
      shop.give(
        {
          type: 'order.sell',
          ...{ order, number: '1-1', location, currency: 'VND', total: 1000, tendered: 1000, soldAt: 0 },
          lines: [{ line: { kind: 'stock', sku: 'c7', quantity: 1 }, name: 'c7', price: 1000 }],
        },
        {},
        key,
      )
    await sell('first')
    // The same order under another command id: the primary key of orders refuses it, which no rule foresees.
    const [before, bug, after] = await Promise.all([shop.place('c7'), sell('second'), shop.place('c7')])
    expect(before).toMatchObject({ state: 'held' })
    expect(after).toMatchObject({ state: 'held' })
    expect(bug).toMatchObject({ verdict: { rejection: { code: 'internal' } } })
    expect(await sell('second')).toMatchObject({ replayed: true, verdict: { rejection: { code: 'internal' } } })
    expect(await shop.level('c7')).toMatchObject({ onHand: 4, held: 2 })
  })
})

describe('turns', () => {
  it('C4: a terminal is served in its order; gaps, repeats and copies are told apart', async () => {
    await shop.item('c4', 10)
    const terminal = randomUUID()
    await sql`insert into channels (code, name, kind) values ('counter', 'Quầy', 'pos')`
    await sql`insert into terminals (id, name, location, channel, token_hash) values (${terminal}, 'Quầy 1', ${location}, 'counter', ${Buffer.from(terminal)})`
    const send = (sequence: number, key: string) =>
      shop.arbiter.submit({
        ...{ caller: `terminal:${terminal}`, key, bodyHash: key, turn: { terminal, sequence } },
        command: placeOf('c4'),
        giver: { channel: 'counter', ttlSeconds: 900, terminal, staff: 'lan', role: 'staff', ownOnly: false },
      })
    const answers = await Promise.all([
      send(1, 'a'),
      send(2, 'b'),
      send(4, 'd'),
      send(3, 'c'),
      send(2, 'b'),
      send(2, 'x'),
    ])
    expect(answers).toMatchObject([
      { type: 'verdict', replayed: false },
      { type: 'verdict', replayed: false },
      { type: 'out_of_turn', expected: 3 },
      { type: 'verdict', replayed: false },
      { type: 'verdict', replayed: true },
      { type: 'pair_again' },
    ])
    expect(await send(1, 'a')).toMatchObject({ type: 'verdict', replayed: true })
    expect(await send(3, 'y')).toEqual({ type: 'pair_again' })
    expect(await shop.level('c4')).toMatchObject({ held: 3 })
  })
})
