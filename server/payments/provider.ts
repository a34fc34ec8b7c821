import type { PaymentMethod } from '../../shared/orders/orders.ts'

/** What a payer is asked for. */
export interface ToPay {
  readonly order: string
  /** What the payer or the provider writes on the money, and by which it is found again. */
  readonly reference: string
  /** In minor units of `currency`. */
  readonly amount: number
  readonly currency: string
}

/** How the payer pays. */
export interface Instructions {
  readonly reference: string
  /** Where to send the payer's browser. */
  readonly url?: string
  /** What a payment picture has to say. */
  readonly qr?: string
}

/** A provider's message about one payment. */
export interface Notice {
  readonly reference: string
  readonly outcome: 'paid' | 'failed'
  /** In minor units; what came in, whatever was asked for. */
  readonly amount: number
  /** The provider's own name for this payment: the same one counts once. */
  readonly transaction: string
}

/** A message as it came: nothing of it is believed before its signature was checked. */
export interface Message {
  readonly body: Buffer
  readonly header: (name: string) => string | undefined
}

export type Reading =
  | { readonly type: 'notice'; readonly notice: Notice }
  | { readonly type: 'wrong_signature' }
  | { readonly type: 'invalid'; readonly path: string; readonly message: string }

/** One way to be paid. */
export interface Provider {
  readonly method: PaymentMethod
  /** Tells the payer how to pay. */
  instruct(toPay: ToPay): Promise<Instructions>
  /** Checks and reads the provider's own message; missing where none is ever sent. */
  read?(message: Message): Reading
}

/** The ways to be paid that this hub is set up for. */
export type Providers = ReadonlyMap<PaymentMethod, Provider>
