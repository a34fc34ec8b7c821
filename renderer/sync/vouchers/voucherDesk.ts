import type { CopiedCampaign } from '../../../shared/kinds/voucher/copies.ts'
import { canonicalCode } from '../../../shared/kinds/voucher/schema.ts'
import type { EpochMs } from '../../../shared/time.ts'
import type { BoardCampaign, CheckedCode, Clock, CodeState, Vouchers } from '../../app/terminal.ts'
import { Lazy } from '../live.ts'
import { type FoundCode, usesLeftOf } from './voucherBook.ts'
import type { VoucherSight } from './voucherSight.ts'

const periodOf = ({ validFrom, validUntil }: CopiedCampaign, now: EpochMs): 'not_begun' | 'over' | null => {
  if (validFrom !== null && now < validFrom) return 'not_begun'
  return validUntil !== null && now >= validUntil ? 'over' : null
}

const stateOf = (found: FoundCode, now: EpochMs): CodeState => {
  if (found.isVoid) return 'void'
  const outside = periodOf(found.campaign, now)
  if (outside !== null) return outside
  if (usesLeftOf(found) > 0) return 'free'
  return found.held > 0 ? 'held' : 'used'
}

const byName = (a: BoardCampaign, b: BoardCampaign): number =>
  a.name.localeCompare(b.name, 'vi') || (a.code < b.code ? -1 : 1)

/** Vouchers as the screens see them, from the copy alone. */
export class VoucherDesk implements Vouchers {
  readonly campaigns: Lazy<readonly BoardCampaign[]>

  constructor(
    private readonly sight: Pick<VoucherSight, 'book' | 'find'>,
    private readonly clock: Clock,
  ) {
    this.campaigns = new Lazy<readonly BoardCampaign[]>([], (before) => this.board(before))
  }

  changed(): void {
    this.campaigns.changed()
  }

  check(text: string): CheckedCode {
    const code = canonicalCode(text)
    const found = code === '' ? null : this.sight.find(code)
    if (found === null) return { code, state: 'unknown', campaign: null, usesLeft: 0 }
    return { code, state: stateOf(found, this.clock.now()), campaign: found.campaign, usesLeft: usesLeftOf(found) }
  }

  private board(before: readonly BoardCampaign[]): readonly BoardCampaign[] {
    const counts = this.sight.book.counts()
    const none = { codes: 0, free: 0, held: 0, used: 0 }
    const known = new Map(before.map((campaign) => [campaign.code, campaign]))
    return Array.from(this.sight.book.campaigns(), (campaign): BoardCampaign => {
      const shown = { ...campaign, counts: campaign.isCopied ? (counts.get(campaign.code) ?? none) : null }
      const old = known.get(campaign.code)
      return old !== undefined && JSON.stringify(old) === JSON.stringify(shown) ? old : shown
    }).toSorted(byName)
  }
}
