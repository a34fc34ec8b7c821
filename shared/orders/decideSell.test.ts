import { describe, expect, it } from 'vitest'
import { type Giver, settle, type SettleWorld } from '../holds/settle.ts'
import { emptyPools, type Line } from '../kinds/registry.ts'
import { SeatPools } from '../kinds/seat/rules.ts'
import { StockPools } from '../kinds/stock/rules.ts'
import { noBookings } from '../bookings/bookingWorld.ts'
import type { Command } from '../protocol/commands.ts'
import { noOrders } from './orderWorld.ts'
import { noTransfers } from '../transfers/transferWorld.ts'
import { sellSchema } from './sell.ts'

const now = 1_000_000
const till: Giver = { channel: 'pos', ttlSeconds: 60, terminal: 't1', staff: 'lan', role: 'staff', ownOnly: false }
const web: Giver = { ...till, channel: 'web', terminal: null, staff: null, role: 'admin' }

const seat = (name: string): Line => ({ kind: 'seat', event: 'film', seat: name })
const cola = (quantity: number): Line => ({ kind: 'stock', sku: 'cola', quantity })

const newWorld = (): SettleWorld => ({
  pools: {
    ...emptyPools(),
    stock: new StockPools([
      { location: 'q1', sku: 'cola', onHand: 5, held: 0, allotted: 0, safetyStock: 0, shortfall: 0 },
    ]),
    seat: new SeatPools(
      [{ code: 'film', location: 'q1' }],
      ['A1', 'A2', 'A3'].map((name) => ({ event: 'film', seat: name, blocked: name === 'A3', allottedTo: null })),
      [],
    ),
  },
  holds: new Map(),
  discrepancies: new Map(),
  ...noBookings(),
  ...noOrders(),
  ...noTransfers(),
})

const shop = () => {
  const world = newWorld()
  let made = 0
  const give = (command: Command, by = till) => settle(world, command, by, now, () => `id${(made += 1)}`)
  const place = (hold: string, lines: readonly Line[], by = till) =>
    give({ type: 'hold.place', hold, location: 'q1', lines: [...lines] }, by)
  const sell = (...lines: readonly (readonly [line: Line, hold?: string])[]) =>
    give({
      ...{ type: 'order.sell', order: 'o', number: '1-1', location: 'q1', currency: 'VND', total: 0, tendered: 0 },
      soldAt: now,
      lines: lines.map(([line, hold]) => ({ line, name: 'x', price: 0, ...(hold === undefined ? {} : { hold }) })),
    })
  return { world, place, sell }
}

const discrepanciesOf = ({ events }: ReturnType<typeof settle>) =>
  events.flatMap((event) => (event.type === 'discrepancy' ? [`${event.kind} ${event.sku} ${event.quantity}`] : []))
const holdsOf = ({ events }: ReturnType<typeof settle>) =>
  events.flatMap((event) => (event.type === 'sold' ? [...event.holds] : []))

describe('a counter sale of lines of any kind (SPEC S6)', () => {
  it('confirms the holds that live, of seats and goods in one', () => {
    const { world, place, sell } = shop()
    place('h1', [seat('A1'), cola(2)])
    const sold = sell([seat('A1'), 'h1'], [cola(2), 'h1'])
    expect(discrepanciesOf(sold)).toEqual([])
    expect(holdsOf(sold)).toEqual(['h1', 'h1'])
    expect(world.holds.get('h1')?.state).toBe('confirmed')
    expect(world.pools.stock.get('q1', 'cola')).toMatchObject({ onHand: 3, held: 0 })
    expect(place('h2', [seat('A1')]).verdict.accepted).toBe(false)
  })

  it('takes what no hold covers, in a hold of its own that is confirmed at once', () => {
    const { world, sell } = shop()
    const sold = sell([seat('A1')], [cola(1)], [seat('A2'), 'never'])
    expect(discrepanciesOf(sold)).toEqual([])
    expect(sold.events.map(({ type }) => type)).toEqual(['sold', 'placed', 'ended', 'moved'])
    const id = holdsOf(sold)[0] ?? ''
    expect(holdsOf(sold)).toEqual([id, null, id])
    expect(world.holds.get(id)).toMatchObject({ state: 'confirmed', lines: [seat('A1'), seat('A2')], terminal: 't1' })
  })

  it('C5: what another has stays theirs, and what is not for sale or not there is told with it', () => {
    const { world, place, sell } = shop()
    place('web', [seat('A1')], web)
    const sold = sell([seat('A1')], [seat('A2')], [seat('A3')], [seat('Z9')], [seat('A2')], [cola(9)])
    expect(discrepanciesOf(sold)).toEqual([
      'oversold cola 4',
      'double_sold film/A1 1',
      'double_sold film/A3 1',
      'double_sold film/Z9 1',
      'double_sold film/A2 1',
    ])
    expect(sold.verdict).toMatchObject({ accepted: true, outcome: { discrepancies: { length: 5 } } })
    expect(world.holds.get('web')?.state).toBe('held')
  })

  it('H6: of a hold with more seats than were sold the rest comes back, and its goods with it', () => {
    const { world, place, sell } = shop()
    place('h1', [seat('A1'), seat('A2'), cola(2)])
    const sold = sell([seat('A1'), 'h1'], [cola(1), 'h1'])
    expect(discrepanciesOf(sold)).toEqual([])
    expect(world.holds.get('h1')).toMatchObject({ state: 'released', reason: 'sold in part' })
    expect(world.pools.stock.get('q1', 'cola')).toMatchObject({ onHand: 4, held: 0 })
    expect(place('h2', [seat('A2')]).verdict.accepted).toBe(true)
    expect(place('h3', [seat('A1')]).verdict.accepted).toBe(false)
  })

  it('the same seat twice on one hold is one sale and one that does not fit', () => {
    const { place, sell } = shop()
    place('h1', [seat('A1')])
    const sold = sell([seat('A1'), 'h1'], [seat('A1'), 'h1'])
    expect(holdsOf(sold)).toEqual(['h1', null])
    expect(discrepanciesOf(sold)).toEqual(['double_sold film/A1 1'])
  })

  it('a line as terminals wrote it while only stock was sold means the same', () => {
    const hold = '01912f6e-0000-7000-8000-000000000000'
    const common = { type: 'order.sell', order: hold, number: '1-1', location: 'q1', currency: 'VND', soldAt: 0 }
    const old = {
      ...common,
      total: 20,
      tendered: 20,
      lines: [{ sku: 'cola', name: 'Cola', quantity: 2, price: 10, hold }],
    }
    expect(sellSchema.parse(old).lines).toEqual([{ line: cola(2), name: 'Cola', price: 10, hold }])
  })
})
