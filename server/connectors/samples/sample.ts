import type { ConnectorKind, ForeignState } from '../connector.ts'

/** What a test changes of the documented message. */
export interface Asked {
  readonly state: ForeignState
  readonly id: number
  readonly delivery: string
  /** The second of its minute in which the shop changed it. */
  readonly seconds: number
  readonly quantity?: number
}

export interface ToShop {
  readonly method: string
  readonly path: string
  readonly body: unknown
}

/** What the suite needs of a sort of shop: its documented messages, and how it would answer. */
export interface Sample {
  readonly kind: ConnectorKind
  readonly target: (url: string) => object
  /** What must never be shown. */
  readonly secrets: readonly string[]
  readonly known: { readonly sku: string; readonly quantity: number }
  /** What the message sells that nobody here knows. */
  readonly unknown: string
  readonly message: (asked: Asked) => { readonly headers: Readonly<Record<string, string>>; readonly body: string }
  readonly sign: (secret: string, body: string) => Readonly<Record<string, string>>
  /** Answers as the shop does; `stock` is what it was told of what it knows. */
  readonly shop: (asked: ToShop) => { readonly answer: unknown; readonly stock?: number | undefined }
}
