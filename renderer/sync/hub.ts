import type { Envelope } from '../../shared/protocol/commands.ts'
import type { Checkpoint, Collection, Poke, Pulled } from '../../shared/protocol/feed.ts'
import type { BankAccount } from '../../shared/vietQr.ts'
import type { SubmitAnswer } from '../../shared/protocol/verdicts.ts'

/** What the hub says about this terminal. `code` is the short number that receipts begin with. */
export interface TerminalRecord {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly location: string
  readonly channel: string
}

export interface Hello {
  readonly terminal: TerminalRecord
  readonly epoch: string
  readonly hubTime: number
  readonly currency: string
  /** Where transfers go to; null: the hub was not told. Older hubs say nothing, and take no sale by transfer. */
  readonly bankAccount?: BankAccount | null
  /** The number that the next command of this terminal has to have. */
  readonly nextSequence: number
}

export interface PokeListener {
  /** The stream stands: pull now, since pokes may have been missed. */
  up(): void
  poke(poke: Poke): void
  /** The stream is gone, or could not be opened. */
  down(error: HubError): void
}

/** What the core asks of the hub. Every rejection is a `HubError`. */
export interface Hub {
  pair(code: string, name: string): Promise<{ token: string; terminal: TerminalRecord; epoch: string }>
  demoCode(): Promise<string | null>
  hello(): Promise<Hello>
  pull<C extends Collection>(
    collection: C,
    checkpoint: Checkpoint | null,
    limit: number,
    signal: AbortSignal,
  ): Promise<Pulled<C>>
  submit(commands: readonly Envelope[], signal: AbortSignal): Promise<SubmitAnswer>
  /** `unknown`: nothing that was seen here names it. */
  savePhoto(photo: { readonly hash: string; readonly data: string }): Promise<'kept' | 'unknown'>
  signIn(staff: string, pin: string): Promise<{ token: string; expiresAt: number }>
  /** Opens the one stream; gives a way to close it. After `down` it is closed, and nothing more is heard. */
  pokes(listener: PokeListener): () => void
}

/**
 * `unreachable`: no answer, or the hub is not well: try again. `unauthorized`: this token, code or PIN is not good.
 * `resync`: the copy cannot be followed on. `too_many`: wait. `refused`: it will not help to try again.
 */
export type HubErrorKind = 'unreachable' | 'unauthorized' | 'resync' | 'too_many' | 'refused'

export class HubError extends Error {
  readonly kind: HubErrorKind
  constructor(kind: HubErrorKind, cause?: unknown) {
    super(`The hub: ${kind}`, { cause })
    this.kind = kind
  }
}

/** The kind of any failure; what is not from the hub is a bug of ours and is thrown on. */
export const kindOf = (error: unknown): HubErrorKind => {
  if (error instanceof HubError) return error.kind
  throw error
}
