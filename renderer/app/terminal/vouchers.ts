import type { DiscountRule } from '../../../shared/kinds/voucher/campaign.ts'
import type { CopiedCampaign } from '../../../shared/kinds/voucher/copies.ts'
import type { Live } from './live.ts'

export type { DiscountRule }

/** How the uses of a campaign are. */
export interface UseCounts {
  /** How many codes there are. */
  readonly codes: number
  readonly free: number
  readonly held: number
  readonly used: number
}

export interface BoardCampaign extends CopiedCampaign {
  /** Null: its codes are not copied here; only the hub can count them. */
  readonly counts: UseCounts | null
}

/**
 * How a code stands by the copy. `unknown`: no campaign here has it, so nobody made it, or the hub made it just now; or it belongs to a campaign that
 * is not copied.
 */
export type CodeState = 'free' | 'held' | 'used' | 'void' | 'not_begun' | 'over' | 'unknown'

export interface CheckedCode {
  /** In the form in which codes are compared. */
  readonly code: string
  readonly state: CodeState
  readonly campaign: CopiedCampaign | null
  readonly usesLeft: number
}

/** Vouchers as far as this terminal can know of them, with a network or without: from digests of their codes. The hub has the last word. */
export interface Vouchers {
  /** By name; those that are over are left out after a while. */
  readonly campaigns: Live<readonly BoardCampaign[]>
  check(code: string): CheckedCode
}
