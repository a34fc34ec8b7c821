import { expect, test } from 'vitest'
import { firstToPay } from './firstToPay.ts'
import type { Order } from './orders.ts'

const plan = [
  { kind: 'deposit', amount: 30, dueAt: 1 },
  { kind: 'balance', amount: 50, dueAt: 2 },
  { kind: 'balance', amount: 20, dueAt: 3 },
] as const

const order = (paid: number, planned = true): Order => ({
  ...{ id: 'o', number: 'HF1', state: 'awaiting_payment', hold: 'h', channel: 'web', location: 'q1', currency: 'VND' },
  ...{ lines: [], discounts: [], total: 100, method: 'bank_transfer', plan: planned ? [...plan] : [], customer: null },
  payments:
    paid === 0 ? [] : [{ id: 'p', method: 'cash', amount: paid, reference: null, at: 0, terminal: null, staff: null }],
  ...{
    refunds: [],
    placedAt: 0,
    expiresAt: 1,
    endedAt: null,
    reason: null,
    cameBack: 0,
    carrier: null,
    parcel: null,
    packedAt: null,
  },
  ...{ terms: null, kept: 0, toCome: 0, remindFrom: 0, extendedAt: null },
})

test('O5: what is asked for next is what is missing of the first instalment that is not there', () => {
  expect([0, 10, 30, 75, 80, 95, 100, 120].map((paid) => firstToPay(order(paid)))).toEqual([30, 20, 50, 5, 20, 5, 0, 0])
})

test('O4: without a plan it is all that is missing', () => {
  expect([0, 40, 100, 120].map((paid) => firstToPay(order(paid, false)))).toEqual([100, 60, 0, 0])
})
