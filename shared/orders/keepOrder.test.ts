import { describe, expect, it } from 'vitest'
import { noBookings } from '../bookings/bookingWorld.ts'
import { type Giver, settle, type SettleWorld } from '../holds/settle.ts'
import { emptyPools } from '../kinds/registry.ts'
import { emptyPool, StockPools } from '../kinds/stock/rules.ts'
import { type Command, commandSchema } from '../protocol/commands.ts'
import { noTransfers } from '../transfers/transferWorld.ts'
import type { OrderCommandOf } from './orderCommands.ts'
import { noOrders } from './orderWorld.ts'

const now = 1_000_000
const day = 86_400_000
const till: Giver = { channel: 'pos', ttlSeconds: 60, terminal: 't1', staff: 'lan', role: 'staff', ownOnly: false }
const other: Giver = { ...till, terminal: 't2' }

type Keep = OrderCommandOf<'order.keep'>
type Line = Keep['lines'][number]
const tea = (quantity: number): Line => ({ line: { kind: 'stock', sku: 'tea', quantity }, name: 'Trà', price: 10_000 })

/** Five pieces of tea. */
const shop = () => {
  const stock = new StockPools([{ ...emptyPool('q1', 'tea'), onHand: 5 }])
  const pools = { ...emptyPools(), stock }
  const world: SettleWorld = {
    ...{ pools, holds: new Map(), discrepancies: new Map(), ...noBookings(), ...noOrders(), ...noTransfers() },
  }
  let made = 0
  const give = (command: Command, by = till, at = now) => settle(world, command, by, at, () => `id${(made += 1)}`)
  const hold = (id: string, quantity: number, by = till) =>
    give({ type: 'hold.place', hold: id, location: 'q1', lines: [{ kind: 'stock', sku: 'tea', quantity }] }, by)
  const keep = (more: Partial<Keep> = {}, by = till, at = now) =>
    give(
      {
        ...{ type: 'order.keep', order: 'o1', number: 'HF12611270001', hold: 'kept', takes: ['cart'], location: 'q1' },
        ...{ currency: 'VND', lines: [tea(3)], customer: { name: 'Hà' }, until: now + day, deposit: 0 },
        ...more,
      },
      by,
      at,
    )
  const level = () => stock.get('q1', 'tea')
  return { world, give, hold, keep, level }
}

const refusal = ({ verdict }: ReturnType<typeof settle>) => (verdict.accepted ? null : verdict.rejection)

describe('O18: a cart is kept for a customer', () => {
  it('takes over what the cart holds, though nothing else is left, and is part of the order from then on', () => {
    const { world, give, hold, keep, level } = shop()
    hold('cart', 3)
    hold('another', 2, other)
    expect(refusal(keep())).toBeNull()
    expect(world.orders.get('o1')).toMatchObject({
      ...{ state: 'awaiting_payment', hold: 'kept', total: 30_000, expiresAt: now + day, plan: [] },
      customer: { name: 'Hà' },
    })
    expect(world.holds.get('kept')).toMatchObject({ state: 'held', terminal: 't1', staff: 'lan' })
    expect([world.holds.get('cart')?.state, level()?.held]).toEqual(['released', 5])
    expect(refusal(give({ type: 'hold.release', hold: 'kept' }))).toEqual({ code: 'part_of_order', order: 'o1' })
    expect(refusal(keep({ order: 'o2', hold: 'again', takes: ['kept'] }))).toEqual({
      ...{ code: 'part_of_order', order: 'o1' },
    })
  })

  it('takes anew what ran out or was never held, and leaves all as it was where it cannot', () => {
    const { world, hold, keep, level } = shop()
    hold('cart', 2)
    hold('another', 2, other)
    expect(refusal(keep({ lines: [tea(4)] }))).toEqual({
      ...{ code: 'conflict', conflicts: [{ line: 0, code: 'sold_out', available: 3 }] },
    })
    expect([world.holds.get('cart')?.state, level()?.held, world.orders.size]).toEqual(['held', 4, 0])
    // The holds of both are over by then.
    expect(refusal(keep({ takes: ['cart'], lines: [tea(3)] }, till, now + 30_000))).toBeNull()
    expect(level()).toMatchObject({ held: 5, onHand: 5 })
  })

  it('ends no hold of another terminal, whatever it names', () => {
    const { world, hold, keep } = shop()
    hold('cart', 2, other)
    expect(refusal(keep({ lines: [tea(3)] }))).toBeNull()
    expect(world.holds.get('cart')?.state).toBe('held')
    expect(refusal(keep({ order: 'o2', hold: 'kept2', lines: [tea(1)] }))).toMatchObject({ code: 'conflict' })
  })

  it('takes somebody who works there, at a terminal, and a customer who can be told from others', () => {
    const { hold, keep } = shop()
    hold('cart', 3)
    expect(refusal(keep({}, { ...till, role: null }))).toEqual({ code: 'forbidden' })
    expect(refusal(keep({}, { ...till, terminal: null }))).toEqual({ code: 'forbidden' })
    const id = '0191d1c0-0000-7000-8000-000000000001'
    const command = {
      ...{ type: 'order.keep', order: id, number: 'HF12611270001', hold: id, takes: [], location: 'q1' },
      ...{ currency: 'VND', lines: [tea(1)], until: now, deposit: 0 },
    }
    const isWhole = (more: object) => commandSchema.safeParse({ ...command, ...more }).success
    expect(isWhole({ customer: { phone: '0903118224' } })).toBe(true)
    expect(isWhole({ customer: { name: ' ' } })).toBe(false)
    const seat = { line: { kind: 'seat', event: 'film', seat: 'A1' }, name: 'A1', price: 0 }
    expect(isWhole({ customer: { name: 'Hà' }, lines: [seat] })).toBe(false)
  })
})

describe('O19: until when', () => {
  it('is still to come, and no more than 30 days away', () => {
    const { hold, keep } = shop()
    hold('cart', 3)
    const beyond = { code: 'deadline_out_of_range' }
    expect(refusal(keep({ until: now }))).toEqual(beyond)
    expect(refusal(keep({ until: now + 30 * day + 1 }))).toEqual(beyond)
    expect(refusal(keep({ until: now + 30 * day }))).toBeNull()
  })

  it('a deposit makes a plan; once it is there the rest has its time, and then all is free and the money goes back', () => {
    const { world, give, hold, keep, level } = shop()
    hold('cart', 3)
    const until = now + day
    keep({ deposit: 12_000 })
    expect(world.orders.get('o1')?.plan).toEqual([
      { kind: 'deposit', amount: 12_000, dueAt: until },
      { kind: 'balance', amount: 18_000, dueAt: until },
    ])
    const pay = (payment: string, amount: number, at: number) =>
      give({ type: 'order.pay', order: 'o1', payment, method: 'cash', amount }, till, at)
    pay('p1', 12_000, now + 1)
    expect(world.orders.get('o1')).toMatchObject({ state: 'deposit_paid', expiresAt: until })
    pay('p2', 1_000, until)
    expect(world.orders.get('o1')).toMatchObject({
      ...{
        state: 'expired',
        kept: 0,
        refunds: [
          { amount: 12_000, reason: 'expired' },
          { amount: 1_000, reason: 'late' },
        ],
      },
    })
    expect(level()).toMatchObject({ held: 0, onHand: 5 })
  })

  it('a deposit of all is no plan: paid, it is ready to be handed over', () => {
    const { world, give, hold, keep } = shop()
    hold('cart', 3)
    keep({ deposit: 30_000 })
    give({ type: 'order.pay', order: 'o1', payment: 'p', method: 'cash', amount: 30_000 })
    expect(world.orders.get('o1')).toMatchObject({ state: 'paid', plan: [] })
    give({ type: 'order.ship', order: 'o1' })
    expect(refusal(give({ type: 'order.deliver', order: 'o1' }))).toBeNull()
    expect(world.orders.get('o1')?.state).toBe('delivered')
  })
})
