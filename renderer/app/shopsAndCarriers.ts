const shopKinds = ['woocommerce', 'shopify'] as const
export type ShopKind = (typeof shopKinds)[number]

/** What a state of a carrier means here. */
export const carrierSteps = ['shipped', 'delivered', 'refused', 'unreachable', 'failed', 'ignored'] as const
export type CarrierStep = (typeof carrierSteps)[number]

/** How a shop is connected to a channel. Left out: as before. */
export interface WrittenShop {
  readonly channel: string
  readonly kind: ShopKind
  readonly location: string
  readonly secret?: string
  /** Where it is told of its stock, by the names of its own settings; null: nowhere. */
  readonly target?: Readonly<Record<string, string>> | null
}

export interface WrittenCarrier {
  readonly name: string
  /** Where in its messages things stand. */
  readonly fields: { readonly parcel: string; readonly state: string; readonly order: string }
  readonly states: Readonly<Record<string, CarrierStep>>
}

/** Something that a shop or a carrier told. */
export interface ToldMessage {
  readonly id: string
  readonly at: number
  readonly what: string
  /** Its order, or parcel. */
  readonly about: string | null
  /** Null: nothing became of it, or it is on its way. */
  readonly outcome: string | null
  readonly amiss: boolean
  /** SKUs that nobody knows, or that were not there. */
  readonly missing: readonly string[]
}

export type CarrierSaved =
  /** The secret is told once, of a new one. */
  { readonly type: 'saved'; readonly secret: string | null } | { readonly type: 'taken' }

/** What managers ask and do about shops and carriers. */
export interface ShopQuestions {
  /** @returns which of the things that were said does not do (`secret`, `target.url` …); null if it is connected */
  connectShop(shop: WrittenShop): Promise<string | null>
  disconnectShop(channel: string): Promise<void>
  shopMessages(channel: string): Promise<readonly ToldMessage[]>
  saveCarrier(code: string, isNew: boolean, carrier: WrittenCarrier): Promise<CarrierSaved>
  removeCarrier(code: string): Promise<void>
  carrierMessages(code: string): Promise<readonly ToldMessage[]>
}
