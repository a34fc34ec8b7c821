import { expect, it } from 'vitest'
import { limitsOf, type SaidLimit } from './limits.ts'
import { emptyPool, StockPools } from './rules.ts'

const said = (limit: Partial<SaidLimit>): SaidLimit => ({
  ...{ channel: 'web', sku: 'a', safetyStock: null, cap: null, taken: 0, since: 100, ...limit },
})
const poolsWith = (...limits: SaidLimit[]): StockPools =>
  new StockPools([{ ...emptyPool('q1', 'a'), onHand: 10, limits: limitsOf(limits) }])
const check = (pools: StockPools, quantity: number, channel = 'web') =>
  pools.check('q1', [{ line: { kind: 'stock', sku: 'a', quantity }, index: 0 }], { channel })
const holder = (endedAt: number | null) => ({ id: 'h', channel: 'web', endedAt })
const takenOf = (pools: StockPools) => pools.get('q1', 'a')?.limits?.get('web')?.cap?.taken

it('K1: what is said for one SKU counts instead of what is said for all', () => {
  const all = said({ sku: '', safetyStock: 6 })
  expect(check(poolsWith(all), 5)).toEqual([{ line: 0, code: 'sold_out', available: 4 }])
  expect(check(poolsWith(all, said({ safetyStock: 1 })), 9)).toEqual([])
  expect(check(poolsWith(all, said({ cap: 9 })), 5)).toMatchObject([{ code: 'sold_out', available: 4 }])
  expect(check(poolsWith(all), 10, 'phone')).toEqual([])
})

it('K3: beyond the cap is told apart from what is not there', () => {
  const pools = poolsWith(said({ cap: 3, taken: 1 }))
  expect(check(pools, 2)).toEqual([])
  expect(check(pools, 3)).toEqual([{ line: 0, code: 'limit_reached', available: 2 }])
  expect(check(pools, 11)).toEqual([{ line: 0, code: 'sold_out', available: 2 }])
})

it('K2: what was sold before the counting began does not come back to the cap', () => {
  const pools = poolsWith(said({ cap: 5, taken: 4 }))
  const lines = [{ kind: 'stock' as const, sku: 'a', quantity: 2 }]
  pools.giveBack('q1', lines, holder(99))
  expect(takenOf(pools)).toBe(4)
  pools.giveBack('q1', lines, holder(100))
  expect(takenOf(pools)).toBe(2)
})

it('K4, G5: goods that come for who pre-ordered them count, beyond the cap too', () => {
  const pools = poolsWith(said({ cap: 1 }))
  pools.arrive('q1', 'a', 3, holder(null))
  expect(pools.get('q1', 'a')).toMatchObject({ onHand: 13, held: 3 })
  pools.arrive('q1', 'a', 2, holder(120))
  pools.arrive('q1', 'a', 2, holder(80))
  expect(pools.get('q1', 'a')).toMatchObject({ onHand: 13, held: 3 })
  expect(takenOf(pools)).toBe(5)
})
