import type { CopiedCampaign, CopiedCodes } from '../../../shared/kinds/voucher/copies.ts'
import type { DocumentOf } from '../../../shared/protocol/feed.ts'
import type { UseCounts } from '../../app/terminal.ts'

type Bookables = ReadonlyMap<string, DocumentOf<'bookables'>>

/** A code as the copy has it. */
export interface FoundCode {
  readonly campaign: CopiedCampaign
  readonly isVoid: boolean
  /** Uses that are gone for good, and uses that somebody holds. */
  readonly used: number
  readonly held: number
}

/** True for a document of a campaign, or of codes. */
export const isOfVouchers = (key: string): boolean => key.startsWith('campaign:') || key.startsWith('codes:')

/** A chunk of codes, unpacked. */
interface Chunk {
  readonly campaign: string
  readonly digests: Uint32Array
  readonly taken: ReadonlyMap<number, readonly [used: number, held: number]>
  readonly void: ReadonlySet<number>
}

const unpack = ({ campaign, digests, taken, void: gone }: CopiedCodes): Chunk => {
  const bytes = Uint8Array.from(atob(digests), (letter) => letter.charCodeAt(0))
  const view = new DataView(bytes.buffer)
  return {
    campaign,
    digests: Uint32Array.from({ length: bytes.length / 4 }, (_, place) => view.getUint32(place * 4)),
    taken: new Map(taken.map(([place, used, held]) => [place, [used, held]])),
    void: new Set(gone),
  }
}

/** The places of a digest in a sorted list, by halving; two codes may share one. */
const placesOf = (digests: Uint32Array, digest: number): number[] => {
  let low = 0
  let high = digests.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((digests[middle] ?? 0) < digest) low = middle + 1
    else high = middle
  }
  const places: number[] = []
  for (let place = low; digests[place] === digest; place += 1) places.push(place)
  return places
}

/** The copy's campaigns and codes. A code is found by its digest in any chunk of any campaign; chunks are unpacked when they are first looked at. */
export class VoucherBook {
  private readonly chunks = new Map<string, Chunk>()
  private readonly campaignKeys = new Set<string>()
  private readonly chunkKeys = new Set<string>()

  /** @param digestOf the first 32 bits of the hash by which codes are known */
  constructor(
    private readonly bookables: Bookables,
    private readonly digestOf: (code: string) => number,
  ) {
    this.changed(bookables.keys())
  }

  /** @returns true if there are campaigns or codes among these documents */
  changed(keys: Iterable<string>): boolean {
    let isOurs = false
    for (const key of keys) {
      const known = key.startsWith('campaign:') ? this.campaignKeys : key.startsWith('codes:') ? this.chunkKeys : null
      if (known === null) continue
      isOurs = true
      this.chunks.delete(key)
      if (this.bookables.has(key)) known.add(key)
      else known.delete(key)
    }
    return isOurs
  }

  *campaigns(): Iterable<CopiedCampaign> {
    for (const key of this.campaignKeys) {
      const campaign = this.bookables.get(key)?.campaign ?? null
      if (campaign !== null) yield campaign
    }
  }

  campaign(code: string): CopiedCampaign | null {
    return this.bookables.get(`campaign:${code}`)?.campaign ?? null
  }

  /** A code in the form in which codes are compared; null if no campaign here has it. Where digests meet, the one that can still be had. */
  find(code: string): FoundCode | null {
    const digest = this.digestOf(code)
    let best: FoundCode | null = null
    for (const chunk of this.all())
      for (const place of placesOf(chunk.digests, digest)) {
        const campaign = this.campaign(chunk.campaign)
        if (campaign === null) continue
        const [used, held] = chunk.taken.get(place) ?? [0, 0]
        const found = { campaign, isVoid: chunk.void.has(place), used, held }
        if (best === null || usesLeftOf(found) > usesLeftOf(best)) best = found
      }
    return best
  }

  /** How the uses of each copied campaign are. */
  counts(): ReadonlyMap<string, UseCounts> {
    const counts = new Map<string, { codes: number; free: number; held: number; used: number }>()
    for (const chunk of this.all()) {
      const uses = this.campaign(chunk.campaign)?.usesPerCode ?? 1
      const sum = counts.get(chunk.campaign) ?? { codes: 0, free: 0, held: 0, used: 0 }
      counts.set(chunk.campaign, sum)
      sum.codes += chunk.digests.length
      sum.free += (chunk.digests.length - chunk.void.size) * uses
      for (const [place, [used, held]] of chunk.taken) {
        sum.used += used
        sum.held += held
        if (!chunk.void.has(place)) sum.free -= Math.min(uses, used + held)
      }
    }
    return counts
  }

  private *all(): Iterable<Chunk> {
    for (const key of this.chunkKeys) {
      const known = this.chunks.get(key)
      if (known !== undefined) {
        yield known
        continue
      }
      const codes = this.bookables.get(key)?.codes ?? null
      if (codes === null) continue
      const chunk = unpack(codes)
      this.chunks.set(key, chunk)
      yield chunk
    }
  }
}

/** How many uses of a code nobody has. */
export const usesLeftOf = ({ campaign, isVoid, used, held }: FoundCode): number =>
  isVoid ? 0 : Math.max(0, campaign.usesPerCode - used - held)
