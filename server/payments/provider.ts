import type { PaymentMethod } from '../../shared/orders/orders.ts'
import type { EpochMs } from '../../shared/time.ts'

/** What a payer is asked for. All of it is the order's own, so that the same order gives the same instructions whenever they are asked for. */
export interface ToPay {
  readonly order: string
  /** What the payer or the provider writes on the money, and by which it is found again. */
  readonly reference: string
  /** In minor units of `currency`. */
  readonly amount: number
  readonly currency: string
  readonly placedAt: EpochMs
  /** Money that comes later is late (SPEC O6). */
  readonly expiresAt: EpochMs
}

/** How the payer pays. */
export interface Instructions {
  readonly reference: string
  /** Where to send the payer's browser. */
  readonly url?: string
  /** What a payment picture has to say. */
  readonly qr?: string
  /** The account to which the payer transfers the money, for those who write it by hand. */
  readonly account?: { readonly bank: string; readonly number: string; readonly name: string }
}

/** A provider's message about one payment. */
export interface Notice {
  readonly reference: string
  /** `pending`: the provider itself does not know yet; nothing is done. */
  readonly outcome: 'paid' | 'failed' | 'pending'
  /** In minor units; what came in, whatever was asked for. */
  readonly amount: number
  /** The provider's own name for this payment: the same one counts once. */
  readonly transaction: string
}

/** A message as it came: nothing of it is believed before its signature was checked. */
export interface Message {
  readonly method: 'GET' | 'POST'
  /** What stands behind the question mark of the address. */
  readonly query: string
  readonly body: Buffer
  readonly header: (name: string) => string | undefined
}

export type Reading =
  | { readonly type: 'notice'; readonly notice: Notice }
  | { readonly type: 'wrong_signature' }
  /** Not even JSON, where it ought to be. */
  | { readonly type: 'malformed' }
  | { readonly type: 'invalid'; readonly path: string; readonly message: string }

/**
 * What became of a message. `taken`: it was booked, or says nothing that has to be. `wrong_amount`: it was booked as it came, and that is not what
 * was asked for. `known`: it was told before.
 */
export type Received =
  | 'taken'
  | 'wrong_amount'
  | 'known'
  | 'unknown_order'
  | 'wrong_signature'
  | 'malformed'
  | 'invalid'

/** What a provider is asked to pay back, of one payment that it took. */
export interface ToPayBack {
  /** Under which it is asked, however often: it is paid back once. */
  readonly request: string
  /** As the payer was asked for the payment: the order's number, and which time that was. */
  readonly reference: string
  readonly askedAt: EpochMs
  /** The provider's own name for the payment. */
  readonly transaction: string
  /** What was paid, and how much of it goes back, in minor units. */
  readonly paid: number
  readonly amount: number
  /** Who wants it, and when they first did. */
  readonly by: string
  readonly at: EpochMs
}

/** `pending`: the provider itself does not know yet. Asked again under the same name it may. */
export type PaidBack =
  | { readonly type: 'done'; readonly reference: string | null }
  | { readonly type: 'pending' | 'refused'; readonly message: string }

/** An answer in the provider's own words; `body` goes as JSON. */
export interface Answer {
  readonly status: number
  readonly body: object | null
}

/** One way to be paid. */
export interface Provider {
  readonly method: PaymentMethod
  /** Why it cannot take this amount, before anything is held for it; null: it can. Missing: it takes any. */
  refuses?(toPay: Pick<ToPay, 'amount' | 'currency'>): string | null
  /** Tells the payer how to pay. @throws ProviderFault if the provider had to be asked and did not answer */
  instruct(toPay: ToPay): Promise<Instructions>
  /** True where `instruct` asks the provider, which answers once: the instructions are kept. */
  readonly keepsInstructions?: true
  /** Checks and reads the provider's own message, and what a payer's browser brings back (a GET); missing where none is ever sent. */
  read?(message: Message): Reading
  /** True where the provider's own message comes as GET. */
  readonly notifiesByGet?: true
  /** Sends money back that it took; missing where a person has to. @throws ProviderFault if it is not known whether it was asked */
  payBack?(toPayBack: ToPayBack): Promise<PaidBack>
  /** What the provider wants to hear; null or missing: what REST says. */
  answer?(received: Received): Answer | null
}

/** The provider could not be asked, or would not say how to pay. Asking again may help. */
export class ProviderFault extends Error {
  override readonly name = 'ProviderFault'
}

/** The ways to be paid that this hub is set up for. */
export type Providers = ReadonlyMap<PaymentMethod, Provider>
