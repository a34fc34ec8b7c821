import type { End } from '../../holds/states.ts'
import type { EpochMs } from '../../time.ts'
import type { Conflict, Holder, LineRules, Missing, Placed, PoolSet, Taker } from '../types.ts'
import type { Campaign, VoucherTerms } from './campaign.ts'
import type { VoucherLine } from './schema.ts'

export type VoucherConflict = 'voucher_held' | 'voucher_used' | 'voucher_not_valid' | 'limit_reached'

/** A code as its rules see it. */
export interface Voucher {
  readonly code: string
  readonly campaign: string
  readonly isVoid: boolean
  /** The numbers of its uses that holds have, from 1. */
  readonly taken: Iterable<number>
  /** How many of these are held, and may open again. */
  readonly held: number
}

/** One use of a code that a hold has. */
export interface VoucherClaim {
  readonly hold: string
  readonly code: string
  readonly campaign: string
  readonly use: number
  /** Digests of who has it; empty for somebody unnamed. */
  readonly customers: readonly string[]
  /** What it takes off, in minor units. */
  readonly amount: number
  /** From then on it counts for nothing. Null once it is used. */
  readonly endsAt: EpochMs | null
}

export interface VoucherState {
  readonly campaigns: Iterable<Campaign>
  readonly vouchers: Iterable<Voucher>
  /** Active claims of the holds that may end, and of the customers who may ask. */
  readonly claims: Iterable<VoucherClaim>
  /** What the campaigns that have a budget have spent of it, by code, in minor units. */
  readonly spent: ReadonlyMap<string, number>
  /** Locations that a request named and that do not exist. */
  readonly unknownLocations: ReadonlySet<string>
  /** Makes of who a customer is what can be kept. */
  readonly digest: (customer: string) => string
}

export const noVouchers: VoucherState = {
  ...{ campaigns: [], vouchers: [], claims: [], spent: new Map(), unknownLocations: new Set() },
  digest: (customer) => customer,
}

interface Uses extends Pick<Voucher, 'campaign' | 'isVoid'> {
  readonly taken: Set<number>
  held: number
}

const keyOf = (hold: string, code: string): string => `${hold} ${code}`

/** The codes that a decision can see: how they were at the start, and what was decided since (SPEC V1 to V4). */
export class VoucherPools implements PoolSet<VoucherLine, VoucherConflict> {
  private readonly campaigns: Map<string, Campaign>
  private readonly vouchers: Map<string, Uses>
  private readonly claims: Map<string, VoucherClaim>
  /** Claims that ended here, should their hold have to be put back. */
  private readonly ended = new Map<string, VoucherClaim>()
  private readonly spentOf: Map<string, number>

  constructor(private readonly state: VoucherState) {
    this.campaigns = new Map([...state.campaigns].map((campaign) => [campaign.code, campaign]))
    this.vouchers = new Map(
      [...state.vouchers].map(({ code, taken, ...voucher }) => [code, { ...voucher, taken: new Set(taken) }]),
    )
    this.claims = new Map([...state.claims].map((claim) => [keyOf(claim.hold, claim.code), claim]))
    this.spentOf = new Map(state.spent)
  }

  /** Takes in the start value of one more code with its campaign and the claims on it, unless it is there. */
  know(campaign: Campaign, { code, taken, ...voucher }: Voucher, claims: Iterable<VoucherClaim>): void {
    if (this.vouchers.has(code)) return
    this.campaigns.set(campaign.code, campaign)
    this.vouchers.set(code, { ...voucher, taken: new Set(taken) })
    for (const claim of claims) this.claims.set(keyOf(claim.hold, claim.code), claim)
  }

  /** A code as it is now; undefined if this decision cannot see it. */
  get(code: string): Voucher | undefined {
    const uses = this.vouchers.get(code)
    return uses === undefined ? undefined : { code, ...uses }
  }

  /** A code that nobody knows is a conflict, not missing: a till has to be able to say so. */
  missing(location: string, lines: readonly VoucherLine[]): Missing | null {
    return lines.length > 0 && this.state.unknownLocations.has(location) ? { what: 'location', id: location } : null
  }

  check(
    _location: string,
    lines: readonly Placed<VoucherLine>[],
    { customer, now }: Taker,
  ): Conflict<VoucherConflict>[] {
    /** How often each campaign is asked for by these lines. */
    const asked = new Map<string, number>()
    return lines.flatMap(({ line, index }): Conflict<VoucherConflict>[] => {
      const voucher = this.vouchers.get(line.code)
      const campaign = voucher === undefined ? undefined : this.campaigns.get(voucher.campaign)
      if (voucher === undefined || campaign === undefined || voucher.isVoid || !isRunning(campaign, now))
        return [{ line: index, code: 'voucher_not_valid' }]
      if (voucher.taken.size >= campaign.usesPerCode)
        return [{ line: index, code: voucher.held > 0 ? 'voucher_held' : 'voucher_used' }]
      const before = asked.get(campaign.code) ?? 0
      asked.set(campaign.code, before + 1)
      return this.mayHave(campaign, customer, before, now) ? [] : [{ line: index, code: 'limit_reached' }]
    })
  }

  take(_location: string, lines: readonly VoucherLine[], { hold, customer }: Taker): void {
    for (const { code } of lines) {
      const voucher = this.vouchers.get(code)
      if (voucher === undefined) throw new Error(`a voucher was taken that is not there: ${code}`)
      const before = this.ended.get(keyOf(hold, code))
      const claim: VoucherClaim = before ?? {
        ...{ hold, code, campaign: voucher.campaign, use: firstFree(voucher.taken), amount: 0 },
        ...{ customers: customer.map(this.state.digest), endsAt: Number.POSITIVE_INFINITY },
      }
      voucher.taken.add(claim.use)
      voucher.held += 1
      this.claims.set(keyOf(hold, code), claim)
      this.addSpent(claim.campaign, claim.amount)
    }
  }

  /** A confirmed hold has used its codes; any other end opens them again (SPEC V2). */
  end(_location: string, lines: readonly VoucherLine[], end: End, { id: hold }: Holder): void {
    for (const { code } of lines) {
      const claim = this.claims.get(keyOf(hold, code))
      if (claim === undefined) continue
      if (end !== 'confirmed') {
        this.open(claim)
        continue
      }
      this.claims.set(keyOf(hold, code), { ...claim, endsAt: null })
      const voucher = this.vouchers.get(code)
      if (voucher !== undefined) voucher.held -= 1
    }
  }

  giveBack(_location: string, lines: readonly VoucherLine[], { id: hold }: Holder): void {
    for (const { code } of lines) {
      const claim = this.claims.get(keyOf(hold, code))
      if (claim !== undefined) this.open(claim)
    }
  }

  /** What a code takes off; null if nobody made it. */
  termsOf(code: string): VoucherTerms | null {
    return this.campaigns.get(this.vouchers.get(code)?.campaign ?? '') ?? null
  }

  /** Those of these discounts that their campaigns have no money left for (SPEC V6). */
  beyondBudget(discounts: readonly Spending[]): readonly string[] {
    const asked = new Map<string, number>()
    return discounts.flatMap(({ code, amount }) => {
      const campaign = this.campaigns.get(this.vouchers.get(code)?.campaign ?? '')
      if (campaign === undefined || campaign.budget === null) return []
      const sum = (asked.get(campaign.code) ?? this.spentOf.get(campaign.code) ?? 0) + amount
      if (sum > campaign.budget) return [code]
      asked.set(campaign.code, sum)
      return []
    })
  }

  /** Notes what the codes of a hold take off. */
  spend(hold: string, discounts: readonly Spending[]): void {
    for (const { code, amount } of discounts) {
      const claim = this.claims.get(keyOf(hold, code))
      if (claim === undefined) continue
      this.addSpent(claim.campaign, amount - claim.amount)
      this.claims.set(keyOf(hold, code), { ...claim, amount })
    }
  }

  /** The claim that a hold has on a code; undefined if it has none, or none that this decision could see. */
  claimOf(hold: string, code: string): VoucherClaim | undefined {
    return this.claims.get(keyOf(hold, code)) ?? this.ended.get(keyOf(hold, code))
  }

  /** True if a customer may have one more of this campaign, besides those they ask for at the same time (SPEC V4). */
  private mayHave({ code, perCustomer }: Campaign, customer: readonly string[], asked: number, now: EpochMs): boolean {
    if (perCustomer === null) return true
    if (customer.length === 0) return false
    const digests = new Set(customer.map(this.state.digest))
    const had = [...this.claims.values()].filter(
      ({ campaign, customers, endsAt }) =>
        campaign === code && (endsAt === null || endsAt > now) && customers.some((one) => digests.has(one)),
    )
    return had.length + asked < perCustomer
  }

  private open(claim: VoucherClaim): void {
    const key = keyOf(claim.hold, claim.code)
    this.claims.delete(key)
    this.ended.set(key, claim)
    this.addSpent(claim.campaign, -claim.amount)
    const voucher = this.vouchers.get(claim.code)
    if (voucher === undefined) return
    voucher.taken.delete(claim.use)
    if (claim.endsAt !== null) voucher.held -= 1
  }

  private addSpent(campaign: string, amount: number): void {
    const spent = this.spentOf.get(campaign)
    if (spent !== undefined) this.spentOf.set(campaign, spent + amount)
  }
}

/** What a code takes off an order, in minor units. */
export interface Spending {
  readonly code: string
  readonly amount: number
}

const isRunning = ({ validFrom, validUntil }: Campaign, now: EpochMs): boolean =>
  (validFrom === null || validFrom <= now) && (validUntil === null || now < validUntil)

const firstFree = (taken: ReadonlySet<number>): number => {
  let use = 1
  while (taken.has(use)) use += 1
  return use
}

export const voucherLines: LineRules<VoucherLine> = {
  /** A code is used once at a time. */
  merge(lines) {
    const seen = new Set<string>()
    const doubled: number[] = []
    for (const { line, index } of lines) {
      if (seen.has(line.code)) doubled.push(index)
      seen.add(line.code)
    }
    return { merged: lines, doubled }
  },
  keyOf: ({ code }) => code,
  misfitOf: ({ code }) => ({ kind: 'double_used', sku: code }),
}
