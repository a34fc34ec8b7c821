import { describe, expect, test } from 'vitest'
import type { Order } from '../orders/orders.ts'
import { reminderAt, remindersOf } from './reminders.ts'

const order: Order = {
  ...{ id: 'o', number: 'HF1', state: 'deposit_paid', hold: 'h', channel: 'web', location: 'q1', currency: 'VND' },
  ...{
    lines: [],
    discounts: [],
    total: 100,
    method: 'cash',
    refunds: [],
    customer: null,
    placedAt: 0,
    expiresAt: 99_000,
  },
  plan: [
    { kind: 'deposit', amount: 30, dueAt: 10_000 },
    { kind: 'balance', amount: 70, dueAt: 90_000 },
  ],
  payments: [{ id: 'p', method: 'cash', amount: 30, reference: null, at: 5_000, terminal: null, staff: null }],
  ...{
    endedAt: null,
    reason: null,
    carrier: null,
    parcel: null,
    kept: 0,
    cameBack: 0,
    packedAt: null,
    toCome: 1,
    remindFrom: 5_000,
    extendedAt: null,
  },
  terms: { keeps: 0, graceSeconds: 0, remindBeforeSeconds: [86, 60, 10, 0] },
}

describe('G9: a payer is reminded', () => {
  test('of the instalment that is due next, at the moments that were agreed and are not over', () => {
    expect(remindersOf(order)).toEqual([
      { at: 30_000, instalment: 1, beforeSeconds: 60 },
      { at: 80_000, instalment: 1, beforeSeconds: 10 },
      { at: 90_000, instalment: 1, beforeSeconds: 0 },
    ])
  })

  test('once of those whose moments have passed together, and of each once', () => {
    expect(reminderAt(order, 29_999)).toBeNull()
    expect(reminderAt(order, 30_000)).toMatchObject({ beforeSeconds: 60 })
    expect(reminderAt(order, 85_000)).toMatchObject({ beforeSeconds: 10 })
    expect(reminderAt({ ...order, remindFrom: 85_000 }, 85_000)).toBeNull()
  })

  test('not where there is nothing to pay, or nothing was agreed', () => {
    expect(remindersOf({ ...order, state: 'paid' })).toEqual([])
    expect(remindersOf({ ...order, state: 'cancelled' })).toEqual([])
    expect(remindersOf({ ...order, terms: null })).toEqual([])
  })
})
