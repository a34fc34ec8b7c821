import type { Guest } from '../../shared/bookings/bookings.ts'

export const connectorKinds = ['woocommerce', 'shopify'] as const
export type ConnectorKind = (typeof connectorKinds)[number]

/** A request as the shop sent it: the signature is over its bytes. */
export interface ShopMessage {
  readonly body: Buffer
  readonly header: (name: string) => string | undefined
}

/** How an order of a shop stands, as far as stock is concerned. */
const foreignStates = ['open', 'paid', 'ended'] as const
export type ForeignState = (typeof foreignStates)[number]

export interface ForeignLine {
  /** Null where the shop has given it none. */
  readonly sku: string | null
  readonly name: string
  readonly quantity: number
  /** What one piece cost after discounts, in major units. */
  readonly price: number
}

/** An order as a message tells it: the whole of it, so that no message depends on an earlier one. */
export interface ForeignOrder {
  readonly id: string
  /** As people in the shop read it. */
  readonly number: string
  readonly state: ForeignState
  /** When it became so; null where the shop does not say. */
  readonly changedAt: Date | null
  readonly currency: string
  readonly lines: readonly ForeignLine[]
  readonly customer: Guest
}

/** What a message whose signature is right says. */
export type Reading =
  | { readonly type: 'order'; readonly id: string; readonly topic: string; readonly order: ForeignOrder }
  /** Of something else, or a state that concerns no stock. */
  | { readonly type: 'ignored'; readonly id: string; readonly topic: string }
  | { readonly type: 'invalid'; readonly path: string; readonly message: string }

/** A request to the shop. */
export interface ToShop {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: object
}

/** What it answered: its JSON. */
export type AskShop = (request: ToShop) => Promise<unknown>

/** So many of a SKU can be had through this channel. */
export interface ToTell {
  readonly sku: string
  readonly available: number
  /** Another for each time that it is told. */
  readonly key: string
}

export type Told = 'told' | 'unknown_there'

/** One sort of shop. Says what its messages mean and how it is told of stock; keeps nothing and asks nobody by itself. */
export interface Connector {
  readonly kind: ConnectorKind
  /** True for what the shop sends to see whether somebody is there; it is not signed and means nothing. */
  isPing(message: ShopMessage): boolean
  isSigned(message: ShopMessage, secret: string): boolean
  read(message: ShopMessage): Reading
  /** What `target` has to be; the words for what is wrong with it. */
  checkTarget(
    target: unknown,
  ): { readonly ok: true } | { readonly ok: false; readonly path: string; readonly message: string }
  /** What of the target may be shown: no secrets. */
  showTarget(target: unknown): Readonly<Record<string, string>>
  /** Tells the shop. @throws if it could not be told now */
  tellStock(target: unknown, stock: ToTell, ask: AskShop): Promise<Told>
}

/** The shop answered something else than a success. */
export class ShopRefused extends Error {}
