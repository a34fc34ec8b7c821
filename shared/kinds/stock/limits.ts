import type { EpochMs } from '../../time.ts'

/** The most that a channel may have of a pool: what it holds, and what it sold since the counting began (SPEC K2). */
export interface Cap {
  readonly most: number
  readonly taken: number
  readonly since: EpochMs
}

/** What a channel may have of a pool. */
export interface ChannelLimit {
  /** What stays for the others (SPEC K1). */
  readonly safetyStock: number
  readonly cap: Cap | null
}

/** The limits of a pool, by channel. */
export type ChannelLimits = ReadonlyMap<string, ChannelLimit>

/** A limit as it was said: for one SKU, or, where `sku` is empty, for all of a location. */
export interface SaidLimit {
  readonly channel: string
  readonly sku: string
  readonly safetyStock: number | null
  readonly cap: number | null
  readonly taken: number
  readonly since: EpochMs
}

/** The limits of one SKU from what was said: what was said for the SKU counts instead of what was said for its location. */
export const limitsOf = (said: readonly SaidLimit[]): ChannelLimits => {
  const limits = new Map<string, ChannelLimit>()
  for (const { channel, safetyStock } of said.filter(({ sku }) => sku === ''))
    limits.set(channel, { safetyStock: safetyStock ?? 0, cap: null })
  for (const { channel, safetyStock, cap, taken, since } of said.filter(({ sku }) => sku !== ''))
    limits.set(channel, {
      safetyStock: safetyStock ?? limits.get(channel)?.safetyStock ?? 0,
      cap: cap === null ? null : { most: cap, taken, since },
    })
  return limits
}

/** How many a channel may still have under its cap. */
export const leftUnderCap = (limits: ChannelLimits | undefined, channel: string): number => {
  const cap = limits?.get(channel)?.cap
  return cap == null ? Number.POSITIVE_INFINITY : cap.most - cap.taken
}

/** The limits once a channel has so many more, or fewer. The same limits if nobody counts what it has. */
export const counted = (limits: ChannelLimits, channel: string, by: number): ChannelLimits => {
  const limit = limits.get(channel)
  if (limit?.cap == null) return limits
  return new Map(limits).set(channel, { ...limit, cap: { ...limit.cap, taken: limit.cap.taken + by } })
}
