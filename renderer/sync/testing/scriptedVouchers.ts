import type { CopiedCampaign, CopiedCodes } from '../../../shared/kinds/voucher/copies.ts'
import { noVouchers, VoucherPools } from '../../../shared/kinds/voucher/rules.ts'
import type { DocumentOf } from '../../../shared/protocol/feed.ts'
import { makeCodeDigest } from '../vouchers/codeDigest.ts'
import { noBookable } from './scriptedDocuments.ts'
import type { ScriptedFeed } from './scriptedFeed.ts'

const digestOf = await makeCodeDigest()

/** A campaign that takes ten thousand off, once for each code. */
export const campaignFor = (code: string, more: Partial<CopiedCampaign> = {}): CopiedCampaign => ({
  ...{ code, name: `Đợt ${code}`, discount: { kind: 'amount', value: 10_000 }, quantity: 1_000, usesPerCode: 1 },
  ...{ perCustomer: null, budget: null, minimum: null, items: null, validFrom: null, validUntil: null },
  ...{ isCopied: true, ...more },
})

/** The campaigns of the hub for tests, and how their codes are told to terminals. */
export class ScriptedVouchers {
  private readonly made: { campaign: CopiedCampaign; codes: readonly string[] }[] = []

  constructor(private readonly feed: ScriptedFeed) {}

  /** @returns the pools with its codes in them, before any is used */
  add(campaign: CopiedCampaign, codes: readonly string[]): VoucherPools {
    const byDigest = [...codes].toSorted((a, b) => digestOf(a) - digestOf(b))
    this.made.push({ campaign, codes: byDigest })
    const shown = { ...campaign, items: campaign.items === null ? null : [...campaign.items] }
    this.feed.put('bookables', { ...noBookable, id: `campaign:${campaign.code}`, campaign: shown })
    return new VoucherPools({
      ...noVouchers,
      campaigns: this.made.map((one) => one.campaign),
      spent: new Map(this.made.map((one) => [one.campaign.code, 0])),
      vouchers: this.made.flatMap((one) =>
        one.codes.map((code) => ({ code, campaign: one.campaign.code, isVoid: false, taken: [], held: 0 })),
      ),
    })
  }

  /** Tells of the codes that are otherwise than before. */
  put(pools: VoucherPools): void {
    for (const { campaign, codes } of this.made) {
      const document: DocumentOf<'bookables'> = {
        ...{ ...noBookable, id: `codes:${campaign.code}/0`, codes: copiedOf(campaign.code, codes, pools) },
      }
      const before = this.feed.get('bookables', document.id)
      if (JSON.stringify(before) !== JSON.stringify(document)) this.feed.put('bookables', document)
    }
  }
}

const copiedOf = (
  campaign: string,
  codes: readonly string[],
  pools: VoucherPools,
): DocumentOf<'bookables'>['codes'] => {
  const bytes = new DataView(new ArrayBuffer(codes.length * 4))
  for (const [place, code] of codes.entries()) bytes.setUint32(place * 4, digestOf(code))
  const taken = codes.flatMap((code, place): CopiedCodes['taken'] => {
    const voucher = pools.get(code)
    const all = [...(voucher?.taken ?? [])].length
    const held = voucher?.held ?? 0
    return all === 0 ? [] : [[place, all - held, held]]
  })
  const digests = btoa(String.fromCodePoint(...new Uint8Array(bytes.buffer)))
  return {
    campaign,
    digests,
    taken,
    void: codes.flatMap((code, place) => (pools.get(code)?.isVoid === true ? place : [])),
  }
}
