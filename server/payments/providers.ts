import type { BankAccount } from '../../shared/vietQr.ts'
import { bankTransfer, cash } from './byHand.ts'
import { momo } from './momo.ts'
import type { PaymentSettings } from './paymentSettings.ts'
import { type PostJson, postJson } from './postJson.ts'
import type { Provider, Providers } from './provider.ts'
import { testProvider } from './testProvider.ts'
import { vnpay } from './vnpay.ts'

/** The ways to be paid that these settings allow. `post` asks providers; tests bring their own. `account` tells where transfers go to. */
export const providersOf = (
  settings: PaymentSettings,
  post: PostJson = postJson,
  account: () => Promise<BankAccount | null> = async () => settings.bankAccount,
): Providers => {
  const providers: Provider[] = [
    cash,
    bankTransfer(account),
    ...(settings.vnpay === null ? [] : [vnpay(settings.vnpay, post)]),
    ...(settings.momo === null ? [] : [momo(settings.momo, post)]),
    ...(settings.testSecret === null ? [] : [testProvider(settings.testSecret)]),
  ]
  return new Map(providers.map((provider) => [provider.method, provider]))
}
