export const orderStates = [
  'awaiting_payment',
  'deposit_paid',
  'paid',
  'shipped',
  'delivered',
  'expired',
  'cancelled',
  'failed',
  'delivery_failed',
  'returning',
  'returned',
] as const
export type OrderState = (typeof orderStates)[number]

export const paymentMethods = ['cash', 'bank_transfer', 'vnpay', 'momo', 'test'] as const
export type PaymentMethod = (typeof paymentMethods)[number]
