import type { CopiedCampaign } from '../../shared/kinds/voucher/copies.ts'
import { canonicalCode } from '../../shared/kinds/voucher/schema.ts'
import type { Questions } from '../app/questions.ts'
import { createStore, type Store } from '../app/store.ts'
import type { BoardCampaign, CheckedCode, Terminal, UseCounts, Vouchers } from '../app/terminal.ts'

const day = 86_400_000

const campaign = (code: string, counts: UseCounts | null, more: Partial<CopiedCampaign>): BoardCampaign => ({
  ...{
    code,
    name: code,
    discount: { kind: 'percent', value: 10 },
    quantity: 100_000,
    usesPerCode: 1,
    perCustomer: null,
  },
  ...{ budget: null, minimum: null, items: null, validFrom: null, validUntil: null, isCopied: counts !== null, counts },
  ...more,
})

const drawn = (now: number): readonly BoardCampaign[] => [
  campaign(
    'khai-truong',
    { codes: 500, free: 312, held: 9, used: 179 },
    {
      ...{ name: 'Khai trương Thủ Đức', discount: { kind: 'amount', value: 50_000 }, minimum: 300_000, quantity: 500 },
      validUntil: now + 12 * day,
    },
  ),
  campaign(
    'tet-2027',
    { codes: 100_000, free: 99_120, held: 40, used: 840 },
    { name: 'Tết 2027', validFrom: now - day },
  ),
  campaign(
    'tra-sen',
    { codes: 1, free: 180, held: 0, used: 20 },
    {
      ...{ name: 'Trà sen cho bạn bè', discount: { kind: 'percent', value: 15 }, usesPerCode: 200, quantity: 1 },
      ...{ items: ['TM-0008'], validFrom: now + 2 * day },
    },
  ),
]

/** Codes of the script: the word says how they stand. */
const stateOf = (code: string): CheckedCode['state'] =>
  code === 'USED' ? 'used' : code === 'HELD' ? 'held' : code.startsWith('OK') ? 'free' : 'unknown'

/** Vouchers from a few campaigns in memory. */
export const createScriptedVouchers = (
  now: () => number,
  has: boolean,
): Vouchers & { readonly campaigns: Store<readonly BoardCampaign[]> } => {
  const campaigns = createStore<readonly BoardCampaign[]>(has ? drawn(now()) : [])
  return {
    campaigns,
    check: (text) => {
      const code = canonicalCode(text)
      const [first = null] = campaigns.get()
      const state = first === null ? 'unknown' : stateOf(code)
      return { code, state, campaign: state === 'unknown' ? null : first, usesLeft: state === 'free' ? 1 : 0 }
    },
  }
}

type Answer = <Value>(value: Value) => Promise<Value>

/** The hub's answers about them. */
export const voucherQuestions = (
  { vouchers, clock }: Pick<Terminal, 'vouchers' | 'clock'>,
  answer: Answer,
): Pick<Questions, 'campaigns' | 'lookAtCode' | 'saveCampaign' | 'makeCodes' | 'codesOf' | 'voidCode'> => ({
  campaigns: () => answer({ rows: vouchers.campaigns.get(), nextCursor: null }),
  lookAtCode: (code) => {
    const { state, campaign: found, usesLeft } = vouchers.check(code)
    if (found === null || (state !== 'free' && state !== 'held' && state !== 'used')) return answer(null)
    const at = clock.now() - day
    const history = [
      { at, event: 'held', reason: null, orderNumber: 'HF000031' },
      { at: at + 900_000, event: 'reopened', reason: 'not paid in time', orderNumber: 'HF000031' },
    ] as const
    return answer({ code: canonicalCode(code), campaign: found.code, state, usesLeft, history })
  },
  saveCampaign: ({ code, isNew }) => answer(!isNew || !vouchers.campaigns.get().some((one) => one.code === code)),
  makeCodes: (_campaign, wanted) =>
    answer({ type: 'made', created: typeof wanted === 'number' ? wanted : wanted.length }),
  codesOf: () => answer({ rows: ['ACDE FGHJ KMNP'.replaceAll(' ', ''), 'QRTUVWXY3479'], nextCursor: null }),
  voidCode: () => answer(true),
})
