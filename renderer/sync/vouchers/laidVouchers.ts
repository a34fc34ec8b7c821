import { isLive } from '../../../shared/holds/states.ts'
import { type Line, voucherLinesOf } from '../../../shared/kinds/registry.ts'
import { noVouchers, type VoucherClaim, VoucherPools } from '../../../shared/kinds/voucher/rules.ts'
import { type Command, holdsOf, linesTakenBy } from '../../../shared/protocol/commands.ts'
import type { EpochMs } from '../../../shared/time.ts'
import type { VoucherBase } from './voucherBase.ts'
import type { FoundCode } from './voucherBook.ts'

/** Those codes of a fold's world that commands touch. Of a campaign's budget, and of who its customers are, the replica knows nothing. */
export class LaidVouchers {
  readonly pools = new VoucherPools(noVouchers)
  private readonly known = new Map<string, FoundCode>()

  constructor(private readonly base: VoucherBase) {}

  get isEmpty(): boolean {
    return this.known.size === 0
  }

  /** Takes in what the replica says of the codes that a command touches. @returns the holds that have them */
  *takeIn(command: Command, linesOfHold: (id: string) => readonly Line[], now: EpochMs): Iterable<string> {
    const lines = [...(linesTakenBy(command)?.lines ?? []), ...holdsOf(command).flatMap(linesOfHold)]
    for (const { code } of voucherLinesOf(lines)) {
      const found = this.known.has(code) ? null : this.base.find(code)
      if (found === null) continue
      this.known.set(code, found)
      yield* this.know(code, found, now)
    }
  }

  /** How a code that commands touch is in this world; null if none does. */
  find(code: string): FoundCode | null {
    const [found, now] = [this.known.get(code), this.pools.get(code)]
    if (found === undefined || now === undefined) return null
    const taken = [...now.taken].length
    return { ...found, used: taken - now.held, held: now.held }
  }

  private know(code: string, found: FoundCode, now: EpochMs): string[] {
    const { campaign, isVoid, used } = found
    const holds = [...this.base.holdsWith(code)]
    const live = holds.filter((hold) => isLive(hold, now))
    const held = heldOf(found, holds.length, live.length)
    const claims = live.map(
      (hold, place): VoucherClaim => ({
        ...{ hold: hold.id, code, campaign: campaign.code, use: used + place + 1, customers: [], amount: 0 },
        endsAt: hold.expiresAt,
      }),
    )
    const taken = Array.from({ length: used + held }, (_, place) => place + 1)
    this.pools.know(campaign, { code, campaign: campaign.code, isVoid, taken, held }, claims)
    return live.map(({ id }) => id)
  }
}

/**
 * How many uses are held as of a moment: the copy's count without what overdue holds of the replica still have in it (SPEC V2). It may lag behind the
 * holds by a moment.
 */
export const heldOf = ({ held }: Pick<FoundCode, 'held'>, known: number, live: number): number =>
  Math.max(live, held - (known - live))
