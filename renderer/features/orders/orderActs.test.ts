import { describe, expect, it } from 'vitest'
import { newRefund } from '../../../shared/orders/endOrder.ts'
import { type OrderState, orderStates } from '../../../shared/orders/orders.ts'
import { createScriptedOrders } from '../../testing/scriptedOrders.ts'
import { actsFor, isLikely, wantedFor } from './orderActs.ts'

const acts = (state: OrderState) => [state, ...actsFor({ state, toCome: 0, packedAt: null }, 'manager')]

describe('what may be done with an order', () => {
  it('O6, O7, O8: is what its state allows, and a fault of ours takes a manager', () => {
    expect(orderStates.map(acts)).toEqual([
      ['awaiting_payment', 'pay', 'slip', 'cancel', 'fail'],
      ['deposit_paid', 'pay', 'slip', 'cancel', 'fail'],
      ['paid', 'hand_over', 'pack', 'ship', 'cancel', 'fail'],
      ['shipped', 'deliver', 'delivery_failed'],
      ['delivered', 'giveBack'],
      ['expired', 'payLate'],
      ['cancelled'],
      ['failed'],
      ['delivery_failed', 'seeReturn'],
      ['returning', 'seeReturn'],
      ['returned'],
    ])
    const paid = { state: 'paid', packedAt: null } as const
    expect(actsFor({ ...paid, toCome: 0 }, 'staff')).toEqual(['hand_over', 'pack', 'ship', 'cancel'])
    expect(actsFor({ ...paid, toCome: 1 }, 'staff')).toEqual(['cancel'])
    // Nothing but the end of it can be had now, and that is not what the eye should meet.
    expect(actsFor({ ...paid, toCome: 1 }, 'manager').some(isLikely)).toBe(false)
    // O13: what is packed is to be shipped.
    expect(actsFor({ ...paid, toCome: 0, packedAt: 1 }, 'staff')).toEqual(['ship', 'hand_over', 'cancel'])
  })

  it('O6: late money has to make up for what was due; what has to go back and has not counts', () => {
    const [order] = createScriptedOrders(
      () => 1_800_000_000_000,
      () => 'lan',
      { has: true },
    ).list.get()
    if (order === undefined) throw new Error('no order')
    const refund = newRefund({ id: 'r', reason: 'expired', raisedAt: 0, amount: 200 })
    const late = { ...order, state: 'expired', total: 500, money: 0, due: 0 } as const
    expect(wantedFor({ ...late, refunds: [refund] })).toBe(300)
    expect(wantedFor({ ...late, refunds: [{ ...refund, state: 'done' }] })).toBe(500)
    expect(wantedFor({ ...late, state: 'awaiting_payment', due: 80, refunds: [] })).toBe(80)
  })
})
