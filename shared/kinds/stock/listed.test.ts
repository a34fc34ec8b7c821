import { expect, it } from 'vitest'
import { placeHold, replaceHold, type Wanted, type World } from '../../holds/decide.ts'
import { emptyPools } from '../registry.ts'
import { emptyPool, StockPools } from './rules.ts'

const wanted = (id: string, quantity: number): Wanted => ({
  ...{ id, channel: 'web', location: 'q1', ttlSeconds: 60, terminal: null, staff: null },
  lines: [{ kind: 'stock', sku: 'a', quantity }],
})
const pool = { ...emptyPool('q1', 'a'), onHand: 10 }
const refused = { ok: false, rejection: { code: 'conflict', conflicts: [{ line: 0, code: 'not_listed' }] } }

/** A world in which two are held of something that is not sold any more. */
const unlisted = (): World => {
  const before: World = { pools: { ...emptyPools(), stock: new StockPools([pool]) }, holds: new Map() }
  placeHold(before, wanted('old', 2), 0)
  const stock = new StockPools([{ ...pool, held: 2, isUnlisted: true }])
  return { pools: { ...emptyPools(), stock }, holds: before.holds }
}

it('N1: nothing more is held of what is not listed, however many there are', () => {
  expect(placeHold(unlisted(), wanted('new', 1), 1)).toEqual(refused)
})

it('N2: a hold may be replaced by one with no more of it, and not by one with more', () => {
  expect(replaceHold(unlisted(), 'old', wanted('new', 1), 1)).toMatchObject({ ok: true })
  expect(replaceHold(unlisted(), 'old', wanted('new', 2), 1)).toMatchObject({ ok: true })
  const world = unlisted()
  expect(replaceHold(world, 'old', wanted('new', 3), 1)).toEqual(refused)
  expect(world.holds.get('old')).toMatchObject({ state: 'held' })
})

it('N2: what was promised before is taken again, as for late money', () => {
  const again = wanted('again', 2)
  expect(placeHold(unlisted(), { ...again, had: again.lines }, 1)).toMatchObject({ ok: true })
})
