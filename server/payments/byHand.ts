import type { PaymentMethod } from '../../shared/orders/orders.ts'
import type { Provider } from './provider.ts'
import { type BankAccount, vietQr } from '../../shared/vietQr.ts'

/** Money that a person sees come in: cash, or a transfer that names the order. */
export const byHand = (method: Extract<PaymentMethod, 'cash' | 'bank_transfer'>): Provider => ({
  method,
  instruct: async ({ reference }) => ({ reference }),
})

/** A transfer to the shop's account, with a VietQR picture that names the order; VietQR is for đồng alone. */
export const bankTransfer = (account: BankAccount): Provider => ({
  method: 'bank_transfer',
  instruct: async ({ reference, amount, currency }) => ({
    reference,
    account: { bank: account.bin, number: account.account, name: account.name },
    ...(currency === 'VND' ? { qr: vietQr({ ...account, amount, description: reference }) } : {}),
  }),
})
