import { type Campaign } from '../../../shared/kinds/voucher/campaign.ts'
import { noVouchers, type VoucherClaim, VoucherPools, type Voucher } from '../../../shared/kinds/voucher/rules.ts'
import type { VoucherLine } from '../../../shared/kinds/voucher/schema.ts'
import type { ArbiterCommand } from '../../../shared/protocol/commands.ts'
import type { Queries } from '../../db/connect.ts'
import { type CampaignRow, campaignColumns, campaignOf } from '../../vouchers/campaignRows.ts'
import type { ClaimsOf } from '../types.ts'
import { digestOf, wantedCodes, wantedLocations } from './wanted.ts'

/** The claims of these holds, in the order of their lines. */
export const readVoucherClaims = async (tx: Queries, holds: readonly string[]): Promise<ClaimsOf<'voucher'>> => {
  const rows = await tx<{ hold: string; index: number; code: string }[]>`
    select hold, line as index, code from voucher_claims where hold = any(${[...holds]}::uuid[]) order by hold, line`.execute()
  const claims: ClaimsOf<'voucher'> = new Map()
  for (const { hold, index, code } of rows) {
    const line: VoucherLine = { kind: 'voucher', code }
    const lines = claims.get(hold)
    if (lines === undefined) claims.set(hold, [{ index, line }])
    else lines.push({ index, line })
  }
  return claims
}

/**
 * Locks the wanted codes in the order of their keys and then reads what is taken of them. Before them the campaigns are locked, also in the order of
 * their keys: two hubs must not both see room in one that has a limit over all its codes, and none may be changed meanwhile. Sends nothing where
 * no code is wanted.
 */
export const lockVouchers = async (
  tx: Queries,
  commands: readonly ArbiterCommand[],
  holds: readonly string[],
  customers: readonly string[],
): Promise<VoucherPools> => {
  const codes = wantedCodes(commands)
  if (codes.length === 0) return new VoucherPools(noVouchers)
  const locking = lockCampaigns(tx, codes)
  // Awaited below; until then nobody else hears of its failure.
  locking.catch(() => {})
  const [vouchers, campaigns, uses, claims, spent, unknown] = await Promise.all([
    lockCodes(tx, codes),
    readCampaigns(tx, codes),
    readUses(tx, codes),
    readClaims(tx, codes, holds, customers.map(digestOf)),
    readSpent(tx, codes),
    findUnknown(tx, wantedLocations(commands)),
    locking,
  ])
  return new VoucherPools({
    ...{ campaigns, claims, digest: digestOf, unknownLocations: new Set(unknown) },
    vouchers: vouchers.map((voucher): Voucher => ({ ...voucher, taken: [], held: 0, ...uses.get(voucher.code) })),
    spent: new Map(spent.map(({ campaign, amount }) => [campaign, amount])),
  })
}

const lockCampaigns = (tx: Queries, codes: readonly string[]): Promise<unknown> => {
  const named = tx`code in (select campaign from vouchers where code = any(${[...codes]}::text[]))`
  const limited = tx`(per_customer is not null or budget is not null)`
  return Promise.all([
    tx`select from voucher_campaigns where ${named} and ${limited} order by code for update`.execute(),
    tx`select from voucher_campaigns where ${named} and not ${limited} order by code for share`.execute(),
  ])
}

const lockCodes = (tx: Queries, codes: readonly string[]): Promise<Pick<Voucher, 'code' | 'campaign' | 'isVoid'>[]> =>
  tx<Pick<Voucher, 'code' | 'campaign' | 'isVoid'>[]>`
    select code, campaign, void_at is not null as "isVoid" from vouchers where code = any(${[...codes]}::text[]) order by code for update`.execute()

const readCampaigns = async (tx: Queries, codes: readonly string[]): Promise<Campaign[]> => {
  const rows = await tx<CampaignRow[]>`
    select ${campaignColumns(tx)} from voucher_campaigns c
    where c.code in (select campaign from vouchers where code = any(${[...codes]}::text[]))`.execute()
  return rows.map(campaignOf)
}

const readUses = async (
  tx: Queries,
  codes: readonly string[],
): Promise<Map<string, Pick<Voucher, 'taken' | 'held'>>> => {
  const rows = await tx<{ code: string; taken: number[]; held: number }[]>`
    select code, array_agg(use) as taken, count(ends_at)::int as held from voucher_claims
    where active and code = any(${[...codes]}::text[]) group by code`.execute()
  return new Map(rows.map(({ code, ...uses }) => [code, uses]))
}

/** What the holds that this batch may end have, and what the customers who ask have of the campaigns that count by customer. */
const readClaims = (
  tx: Queries,
  codes: readonly string[],
  holds: readonly string[],
  digests: readonly string[],
): Promise<VoucherClaim[]> =>
  tx<VoucherClaim[]>`
    select hold, code, campaign, use, customers, amount, round(extract(epoch from ends_at) * 1000)::bigint as "endsAt"
    from voucher_claims where active and hold = any(${[...holds]}::uuid[])
    union all
    select hold, code, campaign, use, customers, amount, round(extract(epoch from ends_at) * 1000)::bigint
    from voucher_claims where active and customers && ${[...digests]}::text[] and campaign in (
      select c.code from vouchers v join voucher_campaigns c on c.code = v.campaign
      where v.code = any(${[...codes]}::text[]) and c.per_customer is not null
    )`.execute()

/** With what overdue holds take off: if there is no room but for them, they are expired first (SPEC H9). */
const readSpent = (tx: Queries, codes: readonly string[]): Promise<{ campaign: string; amount: number }[]> =>
  tx<{ campaign: string; amount: number }[]>`
    select c.code as campaign, (select coalesce(sum(amount), 0)::bigint from voucher_claims where active and campaign = c.code) as amount
    from voucher_campaigns c
    where c.budget is not null and c.code in (select campaign from vouchers where code = any(${[...codes]}::text[]))`.execute()

const findUnknown = async (tx: Queries, locations: readonly string[]): Promise<string[]> => {
  const rows = await tx<{ code: string }[]>`
    select w.code from unnest(${[...locations]}::text[]) as w (code) where not exists (select from locations l where l.code = w.code)`.execute()
  return rows.map(({ code }) => code)
}
