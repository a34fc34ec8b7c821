import type { Provider } from './provider.ts'
import { type BankAccount, vietQr } from '../../shared/vietQr.ts'

/** Money that a person is given. */
export const cash: Provider = { method: 'cash', instruct: async ({ reference }) => ({ reference }) }

/** A transfer that names the order: to the shop's account, if there is one by now, with a VietQR picture; VietQR is for đồng alone. */
export const bankTransfer = (current: () => Promise<BankAccount | null>): Provider => ({
  method: 'bank_transfer',
  instruct: async ({ reference, amount, currency }) => {
    const account = await current()
    if (account === null) return { reference }
    return {
      reference,
      account: { bank: account.bin, number: account.account, name: account.name },
      ...(currency === 'VND' ? { qr: vietQr({ ...account, amount, description: reference }) } : {}),
    }
  },
})
