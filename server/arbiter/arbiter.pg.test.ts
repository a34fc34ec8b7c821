import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { Line } from '../../shared/kinds/registry.ts'
import type { CommandOf } from '../../shared/protocol/commands.ts'
import { selfCheck } from '../selfCheck/selfCheck.ts'
import { holdOf, location, placeOf, testShop } from '../testing/shop.ts'
import { testDatabase } from '../testing/testDatabase.ts'

const database = testDatabase()
const { sql } = database
const shop = testShop(database)

const stock = (sku: string, quantity = 1): Line => ({ kind: 'stock', sku, quantity })

afterEach(async () => {
  expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })
})

describe('holds', () => {
  it('H1: takes all lines or none, and names each line that could not be taken', async () => {
    await shop.item('h1a', 5)
    await shop.item('h1b', 1)
    await shop.item('h1c', 0)
    const lines = [stock('h1a', 2), stock('h1b', 2), stock('h1c')]
    const answer = holdOf(await shop.give({ type: 'hold.place', hold: randomUUID(), location, lines }))
    expect(answer).toEqual({
      code: 'conflict',
      conflicts: [
        { line: 1, code: 'sold_out', available: 1 },
        { line: 2, code: 'sold_out', available: 0 },
      ],
    })
    expect(await shop.level('h1a')).toMatchObject({ held: 0 })
  })

  it('H4: the same end again is accepted and changes nothing; another end is refused', async () => {
    await shop.item('h4', 3)
    const placed = placeOf('h4')
    await shop.give(placed)
    const released = holdOf(await shop.give({ type: 'hold.release', hold: placed.hold, reason: 'changed my mind' }))
    expect(released).toMatchObject({ state: 'released', reason: 'changed my mind' })
    expect(holdOf(await shop.give({ type: 'hold.release', hold: placed.hold }))).toEqual(released)
    expect(holdOf(await shop.give({ type: 'hold.confirm', hold: placed.hold }))).toEqual({ code: 'hold_released' })
    expect(await shop.level('h4')).toMatchObject({ onHand: 3, held: 0 })
  })

  it('S2: confirming takes the goods off on hand', async () => {
    await shop.item('s2', 3)
    const placed = placeOf('s2', 2)
    await shop.give(placed)
    expect(holdOf(await shop.give({ type: 'hold.confirm', hold: placed.hold }))).toMatchObject({ state: 'confirmed' })
    expect(await shop.level('s2')).toMatchObject({ onHand: 1, held: 0 })
    expect(holdOf(await shop.give({ type: 'hold.release', hold: placed.hold }))).toEqual({ code: 'hold_confirmed' })
  })

  it('H5: extending counts from now; H3: an overdue hold cannot be extended or confirmed', async () => {
    await shop.item('h5', 1)
    const placed = { ...placeOf('h5'), ttlSeconds: 2 }
    const first = holdOf(await shop.give(placed))
    const extended = holdOf(await shop.give({ type: 'hold.extend', hold: placed.hold, ttlSeconds: 3 }))
    if (!('expiresAt' in first && 'expiresAt' in extended)) throw new Error('was not held')
    expect(extended.expiresAt - first.expiresAt).toBeGreaterThanOrEqual(1_000)
    await sleep(extended.expiresAt - Date.now() + 50)
    expect(holdOf(await shop.give({ type: 'hold.extend', hold: placed.hold, ttlSeconds: 9 }))).toEqual({
      code: 'hold_expired',
    })
    expect(holdOf(await shop.give({ type: 'hold.confirm', hold: placed.hold }))).toEqual({ code: 'hold_expired' })
  })

  it('H6: a replacement that does not fit keeps the old hold', async () => {
    await shop.item('h6', 3)
    const first = placeOf('h6', 2)
    await shop.give(first)
    const wish = (hold: string, quantity: number): CommandOf<'hold.replace'> => ({
      type: 'hold.replace',
      hold,
      replaces: first.hold,
      location,
      lines: [stock('h6', quantity)],
    })
    expect(holdOf(await shop.give(wish(randomUUID(), 4)))).toMatchObject({
      code: 'conflict',
      conflicts: [{ available: 3 }],
    })
    expect(await shop.level('h6')).toMatchObject({ held: 2 })
    expect(holdOf(await shop.give(wish(randomUUID(), 3)))).toMatchObject({ state: 'held', lines: [stock('h6', 3)] })
    expect(await shop.level('h6')).toMatchObject({ held: 3 })
  })

  it('H8: commands of one batch see the effects of those before them', async () => {
    await shop.item('h8', 1)
    const first = placeOf('h8')
    const answers = await Promise.all([
      shop.give(first),
      shop.give(placeOf('h8')),
      shop.give({ type: 'hold.release', hold: first.hold }),
      shop.give(placeOf('h8')),
    ])
    expect(answers.map(holdOf)).toMatchObject([
      { state: 'held' },
      { code: 'conflict' },
      { state: 'released' },
      { state: 'held' },
    ])
  })

  it('H9: 50 ms after its deadline another has the unit, with no sweep', async () => {
    await shop.item('h9', 1)
    const placed = await shop.place('h9', 1, 1)
    if (!('expiresAt' in placed)) throw new Error('was not held')
    await sleep(placed.expiresAt - Date.now() + 50)
    expect(await shop.place('h9')).toMatchObject({ state: 'held' })
    const [old] = await sql`select state from holds where id = ${placed.id}`
    expect(old).toEqual({ state: 'expired' })
  })

  it('H9: makes room among thousands of overdue holds', async () => {
    await shop.item('many', 2_500)
    await Promise.all(Array.from({ length: 2_500 }, () => shop.place('many', 1, 1)))
    await sleep(1_100)
    expect(await shop.place('many', 2_500)).toMatchObject({ state: 'held' })
  })

  it('S1: the safety stock is not promised', async () => {
    await shop.item('safe', 5, 3)
    expect(await shop.place('safe', 3)).toMatchObject({ conflicts: [{ available: 2 }] })
    expect(await shop.place('safe', 2)).toMatchObject({ state: 'held' })
  })

  it('names what does not exist', async () => {
    expect(await shop.place('nothing')).toEqual({ code: 'not_found', what: 'sku', id: 'nothing' })
    const there = { ...placeOf('nothing'), location: 'nowhere' }
    expect(holdOf(await shop.give(there))).toEqual({ code: 'not_found', what: 'location', id: 'nowhere' })
  })
})
