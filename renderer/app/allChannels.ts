import type { ShopKind, ShopQuestions, WrittenCarrier } from './shopsAndCarriers.ts'

/** All channels at a glance, as the hub counts them. Moments are milliseconds of the hub's clock. */
export interface Overview {
  readonly at: number
  readonly stock: readonly StockOfLocation[]
  readonly channels: readonly ChannelNow[]
  readonly expiring: {
    readonly count: number
    /** There are more than were counted. */
    readonly isMore: boolean
    readonly holds: readonly ExpiringHold[]
  }
  readonly days: readonly DayOfChannel[]
  /** Changes that are not in the figures of holds yet. */
  readonly uncounted: number
}

export interface StockOfLocation {
  readonly location: string
  readonly skus: number
  /** SKUs of which nothing can be had. */
  readonly soldOut: number
  readonly onHand: number
  readonly held: number
  readonly available: number
  readonly returning: number
  readonly quarantined: number
  readonly damaged: number
}

export interface ChannelNow {
  readonly channel: string
  readonly name: string
  readonly kind: string
  readonly holds: number
  readonly units: number
  /** Holds that are up to a quarter of an hour old, up to an hour, up to a day, and older ones. */
  readonly ages: { readonly quarter: number; readonly hour: number; readonly day: number; readonly older: number }
}

export interface ExpiringHold {
  readonly id: string
  readonly channel: string
  readonly location: string
  readonly placedAt: number
  readonly expiresAt: number
  readonly units: number
  readonly sku: string | null
  /** What it holds where that is no stock. */
  readonly name: string | null
}

/** What became of the holds that were placed on a day through a channel. */
export interface DayOfChannel {
  /** `2026-11-26` */
  readonly day: string
  readonly channel: string
  readonly placed: number
  readonly confirmed: number
  readonly released: number
  readonly expired: number
  readonly live: number
  readonly unitsGivenBack: number
  readonly unitsAgain: number
}

export interface ChannelBoard {
  readonly channels: readonly BoardChannel[]
  readonly webhooks: readonly BoardWebhook[]
  readonly carriers: readonly BoardCarrier[]
}

export interface BoardChannel {
  readonly code: string
  readonly name: string
  readonly kind: string
  readonly holdTtlSeconds: number | null
  readonly limits: number
  readonly keys: readonly {
    readonly id: string
    readonly createdAt: number
    readonly revokedAt: number | null
    /** To the minute; null: nobody ever called with it. */
    readonly lastCallAt: number | null
  }[]
  /** The quarter of an hour in which something was last held through it. */
  readonly lastHeldAt: number | null
  /** The shop with a system of its own that is connected, if one is. */
  readonly shop: {
    readonly kind: ShopKind
    readonly location: string
    readonly url: string | null
    readonly lastMessageAt: number | null
    readonly amiss: number
    readonly waiting: number
    readonly lastToldAt: number | null
    readonly failure: string | null
  } | null
}

export interface BoardCarrier extends WrittenCarrier {
  readonly code: string
  /** Messages that a person has to look at. */
  readonly amiss: number
  readonly lastMessageAt: number | null
}

export interface BoardWebhook {
  readonly name: string
  readonly url: string
  readonly waiting: number
  readonly failure: string | null
  readonly lastDeliveredAt: number | null
}

export interface Delivery {
  readonly position: number
  readonly at: number
  readonly type: string
  readonly subject: string
  readonly state: string
  readonly tries: number
  readonly nextTryAt: number | null
  readonly answer: string | null
}

/** Of which a channel may have so many: one SKU at a location, or (null) all of them. */
export interface LimitKey {
  readonly channel: string
  readonly location: string
  readonly sku: string | null
}

export interface ChannelLimit {
  readonly location: string
  readonly sku: string | null
  readonly cap: number | null
  readonly taken: number
  readonly since: number | null
  readonly safetyStock: number | null
}

export interface WrittenLimit {
  readonly cap: number | null
  readonly safetyStock: number | null
  readonly startAgain: boolean
}

export type NoLimit = 'channel' | 'location' | 'item' | 'counter' | 'cap_of_all'

export type ChannelKind = 'pos' | 'web' | 'marketplace' | 'phone'

/** What people say of a channel. */
export interface WrittenChannel {
  readonly code: string
  readonly isNew: boolean
  readonly name: string
  readonly kind: ChannelKind
  /** How long it holds what nobody says otherwise; null: as long as all do. */
  readonly holdTtlSeconds: number | null
}

export interface ChannelQuestions {
  /** All channels with their keys and how each fares. A manager's, as are the others. */
  channelBoard(): Promise<ChannelBoard>
  /** @returns false if a new one's code is another's by now */
  saveChannel(channel: WrittenChannel): Promise<boolean>
  /** Makes a key, which is told once. */
  makeChannelKey(channel: string): Promise<string | null>
  revokeChannelKey(channel: string, id: string): Promise<void>
  limitsOf(channel: string): Promise<readonly ChannelLimit[]>
  /** @returns why it could not be said; null if it was */
  saveLimit(key: LimitKey, limit: WrittenLimit): Promise<NoLimit | null>
  dropLimit(key: LimitKey): Promise<void>
  /** What was sent to a webhook and what is on its way, newest first. */
  deliveries(webhook: string): Promise<readonly Delivery[]>
  /** Sends one once more. */
  replay(webhook: string, position: number): Promise<void>
}

/** What a day at this location came to. Amounts in minor units. */
export interface Closing {
  readonly day: string
  readonly at: number
  readonly takings: readonly { readonly method: string; readonly payments: number; readonly amount: number }[]
  /** What was taken at each till, and how much of it for orders: deposits, and what was left of them. */
  readonly tills: readonly {
    readonly terminal: string
    readonly name: string
    readonly method: string
    readonly payments: number
    readonly amount: number
    readonly forOrders: number
  }[]
  readonly channels: readonly {
    readonly channel: string
    readonly name: string
    readonly orders: number
    readonly amount: number
  }[]
  readonly refunded: CountAndAmount
  /** What went back, by the way in which the order's money came. */
  readonly refundedBy: readonly { readonly method: string; readonly payments: number; readonly amount: number }[]
  readonly refundsDue: CountAndAmount
  readonly unpaid: CountAndAmount
  readonly holds: {
    readonly placed: number
    readonly confirmed: number
    readonly released: number
    readonly expired: number
    readonly live: number
  }
  readonly discrepancies: { readonly raised: number; readonly open: number }
}

export interface CountAndAmount {
  readonly count: number
  readonly amount: number
}

export interface OverviewQuestions extends ChannelQuestions, ShopQuestions {
  /** What a day (`2026-11-26`) at this location came to. A manager's. */
  closing(day: string): Promise<Closing>
  /** All channels at a glance: of this location, or (null) of all. A manager's. */
  overview(query: { location: string | null; days: number }): Promise<Overview>
}
