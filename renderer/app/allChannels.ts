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

export interface OverviewQuestions {
  /** All channels at a glance: of this location, or (null) of all. A manager's. */
  overview(query: { location: string | null; days: number }): Promise<Overview>
}
