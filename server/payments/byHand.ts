import type { PaymentMethod } from '../../shared/orders/orders.ts'
import type { Provider } from './provider.ts'

/** Money that a person sees come in: cash, or a transfer that names the order. */
export const byHand = (method: Extract<PaymentMethod, 'cash' | 'bank_transfer'>): Provider => ({
  method,
  instruct: async ({ reference }) => ({ reference }),
})
