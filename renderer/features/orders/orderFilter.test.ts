import { describe, expect, it } from 'vitest'
import { createScriptedOrders } from '../../testing/scriptedOrders.ts'
import { type OrderQuery, ordersLike, refundDueOf } from './orderFilter.ts'

const orders = createScriptedOrders(
  () => 1_800_000_000_000,
  () => 'lan',
  { has: true },
).list.get()
const found = (query: Partial<OrderQuery>) =>
  ordersLike(orders, { text: '', scope: 'work', channel: '', ...query }).map(({ number }) => number.slice(-1))

describe('the list of orders', () => {
  it('shows what is to do: money, goods to hand over, and money that has to go back', () => {
    expect(found({})).toEqual(['0', '1', '2', '4', '3'])
    expect(found({ scope: 'unpaid' })).toEqual(['0', '1'])
    expect(found({ scope: 'paid' })).toEqual(['2'])
    expect(found({ scope: 'toPack' })).toEqual(['2'])
    const packed = orders.map((order) => ({ ...order, packedAt: 1 }))
    expect(ordersLike(packed, { text: '', scope: 'toPack', channel: '' })).toEqual([])
    expect(found({ scope: 'done' })).toEqual(['4'])
    expect(found({ channel: 'shopee' })).toEqual(['1'])
    expect(orders.map(refundDueOf)).toEqual([0, 0, 0, 320_000, 0])
  })

  it('finds by number, name without accents, phone and item, in whatever state', () => {
    expect(found({ text: 'hf000044', scope: 'unpaid' })).toEqual(['4'])
    expect(found({ text: 'co ut' })).toEqual(['2'])
    expect(found({ text: '0987 445' })).toEqual(['2'])
    expect(found({ text: 'linen', scope: 'done' })).toEqual(['2'])
    expect(found({ text: 'TM-0005' })).toEqual(['3'])
    expect(found({ text: 'co ut', channel: 'shopee' })).toEqual([])
  })
})
