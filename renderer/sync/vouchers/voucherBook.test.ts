import { describe, expect, it } from 'vitest'
import type { CopiedCampaign, CopiedCodes } from '../../../shared/kinds/voucher/copies.ts'
import type { DocumentOf } from '../../../shared/protocol/feed.ts'
import { makeCodeDigest } from './codeDigest.ts'
import { VoucherBook } from './voucherBook.ts'
import { VoucherDesk } from './voucherDesk.ts'

const digestOf = await makeCodeDigest()

const campaignOf = (code: string, more: Partial<CopiedCampaign> = {}): CopiedCampaign => ({
  ...{ code, name: code, discount: { kind: 'percent', value: 10 }, quantity: 100, usesPerCode: 1, perCustomer: null },
  ...{ budget: null, minimum: null, items: null, validFrom: null, validUntil: null, isCopied: true },
  ...more,
})

/** Packs codes as the hub does, with what was taken of each. */
const chunkOf = (
  campaign: string,
  codes: Readonly<Record<string, readonly [used: number, held: number] | 'void' | null>>,
  digest = digestOf,
): CopiedCodes => {
  const sorted = Object.entries(codes)
    .map(([code, taken]) => ({ digest: digest(code), taken }))
    .toSorted((a, b) => a.digest - b.digest)
  const bytes = new DataView(new ArrayBuffer(sorted.length * 4))
  for (const [place, one] of sorted.entries()) bytes.setUint32(place * 4, one.digest)
  return {
    ...{ campaign, digests: btoa(String.fromCharCode(...new Uint8Array(bytes.buffer))) },
    taken: sorted.flatMap(({ taken }, place): CopiedCodes['taken'] =>
      taken === null || taken === 'void' ? [] : [[place, ...taken]],
    ),
    void: sorted.flatMap(({ taken }, place) => (taken === 'void' ? [place] : [])),
  }
}

const nothing = { resource: null, service: null, event: null, hall: null, _deleted: false }
const copyOf = (campaigns: readonly CopiedCampaign[], chunks: readonly CopiedCodes[]) =>
  new Map<string, DocumentOf<'bookables'>>([
    ...campaigns.map((campaign): [string, DocumentOf<'bookables'>] => [
      `campaign:${campaign.code}`,
      { ...nothing, id: `campaign:${campaign.code}`, campaign: { ...campaign, items: null }, codes: null },
    ]),
    ...chunks.map((codes, chunk): [string, DocumentOf<'bookables'>] => [
      `codes:${codes.campaign}/${chunk}`,
      { ...nothing, id: `codes:${codes.campaign}/${chunk}`, campaign: null, codes: { ...codes } },
    ]),
  ])
const now = 1_000_000
const deskOf = (book: VoucherBook) => new VoucherDesk({ book, find: (code) => book.find(code) }, { now: () => now })

const same = () => 7

describe('codes at a terminal', () => {
  it('have the digest that the hub has', () => {
    // SHA-256 of "voucher code\nTET2027".
    expect(digestOf('TET2027').toString(16)).toBe('7c85d650')
  })

  it('V1, V3: are found however they are written, with what the copy knows of their uses', () => {
    const book = new VoucherBook(
      copyOf(
        [
          campaignOf('tet', { usesPerCode: 2 }),
          campaignOf('soon', { validFrom: now + 1 }),
          campaignOf('past', { validUntil: now }),
        ],
        [
          chunkOf('tet', { FREE: null, HALF: [1, 0], HELD: [1, 1], USED: [2, 0], GONE: 'void' }),
          chunkOf('soon', { SOON: null }),
          chunkOf('past', { PAST: null }),
        ],
      ),
      digestOf,
    )
    const desk = deskOf(book)
    const told = (text: string) => {
      const { code, state, campaign, usesLeft } = desk.check(text)
      return [code, state, campaign?.code, usesLeft]
    }
    expect(told(' fr ee ')).toEqual(['FREE', 'free', 'tet', 2])
    expect(told('half')).toEqual(['HALF', 'free', 'tet', 1])
    expect(told('HELD')).toEqual(['HELD', 'held', 'tet', 0])
    expect(told('USED')).toEqual(['USED', 'used', 'tet', 0])
    expect(told('GONE')).toEqual(['GONE', 'void', 'tet', 0])
    expect(told('SOON')).toEqual(['SOON', 'not_begun', 'soon', 1])
    expect(told('PAST')).toEqual(['PAST', 'over', 'past', 1])
    expect(told('8934567890123')).toEqual(['8934567890123', 'unknown', undefined, 0])
    expect(told('')).toEqual(['', 'unknown', undefined, 0])
    expect(desk.campaigns.get().find(({ code }) => code === 'tet')?.counts).toEqual({
      codes: 5,
      free: 3,
      held: 1,
      used: 4,
    })
  })

  it('follow what comes: another state, another campaign, one that was dropped', () => {
    const copy = copyOf([campaignOf('tet')], [chunkOf('tet', { A: null })])
    const book = new VoucherBook(copy, digestOf)
    const desk = deskOf(book)
    expect(desk.check('A').state).toBe('free')
    copy.set('codes:tet/0', copyOf([], [chunkOf('tet', { A: [1, 0] })]).get('codes:tet/0') ?? expect.unreachable())
    expect(book.changed(['codes:tet/0', 'resource:T1'])).toBe(true)
    expect(desk.check('A').state).toBe('used')
    copy.delete('codes:tet/0')
    expect(book.changed(['codes:tet/0'])).toBe(true)
    expect(desk.check('A').state).toBe('unknown')
    expect(book.changed(['event:film'])).toBe(false)
  })

  it('that share a digest are told as the one that can still be had', () => {
    const chunk = chunkOf('tet', { A: [1, 0], B: null, C: 'void' }, same)
    const book = new VoucherBook(copyOf([campaignOf('tet')], [chunk]), same)
    expect(deskOf(book).check('A')).toMatchObject({ state: 'free', usesLeft: 1 })
  })

  it('are found among 100,000 by halving each of 391 lists', () => {
    const chunks = Array.from({ length: 391 }, (_, n) =>
      chunkOf('tet', Object.fromEntries(Array.from({ length: 256 }, (__, at) => [`C${n * 256 + at}`, null]))),
    )
    const book = new VoucherBook(copyOf([campaignOf('tet', { quantity: 200_000 })], chunks), digestOf)
    const desk = deskOf(book)
    for (let at = 0; at < 100_096; at += 997) expect(desk.check(`c${at}`).state).toBe('free')
    // A mistyped code looks like one of them once in 43,000 times.
    const mistaken = Array.from({ length: 1_000 }, (_, at) => desk.check(`X${at}`).state).filter(
      (state) => state === 'free',
    )
    expect(mistaken.length).toBeLessThan(3)
  })
})
