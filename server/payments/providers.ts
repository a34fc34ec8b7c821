import { byHand } from './byHand.ts'
import type { Provider, Providers } from './provider.ts'
import { testProvider } from './testProvider.ts'

/** What a hub has to know to be paid in other ways than by hand. */
export interface PaymentSettings {
  /** The secret of the provider for tests; null: there is none. */
  readonly testSecret: string | null
}

/** The ways to be paid that these settings allow. */
export const providersOf = ({ testSecret }: PaymentSettings): Providers => {
  const providers: Provider[] = [
    byHand('cash'),
    byHand('bank_transfer'),
    ...(testSecret === null ? [] : [testProvider(testSecret)]),
  ]
  return new Map(providers.map((provider) => [provider.method, provider]))
}
