import { z } from 'zod'
import { codeSchema } from '../../shared/codes.ts'
import { type CampaignInput, discountSchema } from '../../shared/kinds/voucher/campaign.ts'
import { type Money, moneySchema, toldMoneySchema } from '../../shared/money.ts'
import { toRfc3339 } from '../../shared/time.ts'
import { AlreadyThere } from '../db/alreadyThere.ts'
import type { Queries, Sql, Tx } from '../db/connect.ts'
import { pageOf } from '../db/pages.ts'
import type { FeedChange } from '../feed/append.ts'
import { replicaChange } from '../feed/announce.ts'
import { chunkChange, chunksOf, isCopied } from './replicaRows.ts'
import { type CampaignRow, campaignColumns, campaignOf } from './campaignRows.ts'

const moment = z.iso.datetime({ offset: true })

/** A campaign, and how its uses are now. */
export const campaignSchema = z
  .object({
    code: codeSchema,
    name: z.string(),
    discount: discountSchema,
    quantity: z.number(),
    usesPerCode: z.number(),
    perCustomer: z.number().optional(),
    budget: moneySchema.optional(),
    spent: toldMoneySchema.meta({ description: 'what orders that hold or have used its codes take off' }),
    minimum: moneySchema.optional(),
    items: z.array(z.string()).optional(),
    validFrom: moment.optional(),
    validUntil: moment.optional(),
    codes: z.number().meta({ description: 'how many were made' }),
    free: z.number().meta({ description: 'uses that can be had; those of void codes cannot' }),
    held: z.number().meta({ description: 'uses that somebody holds' }),
    used: z.number(),
  })
  .meta({ id: 'VoucherCampaign' })
export type CampaignTold = z.infer<typeof campaignSchema>

/** There are more codes already than the campaign would have. */
export class TooManyCodes extends Error {
  constructor(readonly codes: number) {
    super('a campaign has more codes than that')
  }
}

const amountOf = (money: Money | undefined): number | null => money?.amount ?? null
const dateOf = (text: string | undefined): Date | null => (text === undefined ? null : new Date(text))

/**
 * Writes a campaign as a whole. What was granted stays as it was granted.
 * @returns it as it is now, and what replicas have to hear of
 * @throws TooManyCodes, or AlreadyThere if it was to be new
 */
export const putCampaign = async (
  tx: Tx,
  code: string,
  input: CampaignInput,
  isNew = false,
): Promise<{ campaign: CampaignTold; changes: readonly FeedChange[] }> => {
  const [before] = await tx<{ isCopied: boolean }[]>`
    select ${isCopied(tx)} as "isCopied" from voucher_campaigns c where code = ${code} for update`
  const { name, discount, quantity, usesPerCode = 1, perCustomer = null, items = null } = input
  const [row] = await tx`
    insert into voucher_campaigns (code, name, discount_kind, discount_value, quantity, uses_per_code, per_customer, budget, minimum, items, valid_from,
      valid_until)
    values (${code}, ${name}, ${discount.kind}, ${discount.value}, ${quantity}, ${usesPerCode}, ${perCustomer}, ${amountOf(input.budget)},
      ${amountOf(input.minimum)}, ${items}, ${dateOf(input.validFrom)}, ${dateOf(input.validUntil)})
    on conflict (code) do update set name = excluded.name, discount_kind = excluded.discount_kind, discount_value = excluded.discount_value,
      quantity = excluded.quantity, uses_per_code = excluded.uses_per_code, per_customer = excluded.per_customer, budget = excluded.budget,
      minimum = excluded.minimum, items = excluded.items, valid_from = excluded.valid_from, valid_until = excluded.valid_until, dropped = false
    where ${!isNew} returning 1`
  if (row === undefined) throw new AlreadyThere(code)
  const [campaign] = await select(tx, tx`where c.code = ${code}`)
  if (campaign === undefined) throw new Error(`the campaign ${code} was written and is not there`)
  if (campaign.codes > quantity) throw new TooManyCodes(campaign.codes)
  // Terminals that had no copy of its codes, or have to do without from now on, hear of them all.
  const [after] = await tx<{ isCopied: boolean }[]>`
    select ${isCopied(tx)} as "isCopied" from voucher_campaigns c where code = ${code}`
  const chunks = before?.isCopied === after?.isCopied ? [] : await chunksOf(tx, code)
  return { campaign, changes: [replicaChange('replica.campaign', `campaign:${code}`), ...chunks.map(chunkChange)] }
}

/** One campaign; null if there is none. */
export const readCampaign = async (sql: Queries, code: string): Promise<CampaignTold | null> => {
  const [campaign] = await select(sql, sql`where c.code = ${code}`)
  return campaign ?? null
}

/** Campaigns by code. */
export const listCampaigns = async (
  sql: Sql,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<{ data: CampaignTold[]; nextCursor: string | null }> => {
  const rows = await select(
    sql,
    sql`where ${after === undefined ? sql`true` : sql`c.code > ${after}`} order by c.code limit ${limit + 1}`,
  )
  return pageOf(rows, limit, ({ code }) => [code])
}

interface ToldRow extends CampaignRow {
  readonly name: string
  readonly quantity: number
  readonly currency: string
  readonly codes: number
  readonly void: number
  readonly held: number
  readonly used: number
  readonly gone: number
  readonly spent: number
}

const select = async (sql: Queries, rest: ReturnType<typeof campaignColumns>): Promise<CampaignTold[]> => {
  const rows = await sql<ToldRow[]>`
    select ${campaignColumns(sql)}, c.name, c.quantity, h.currency, v.codes, v.void, u.held, u.used, u.gone, u.spent
    from hub h, voucher_campaigns c
    cross join lateral (
      select count(*)::int as codes, count(void_at)::int as void from vouchers where campaign = c.code
    ) as v
    cross join lateral (
      select count(*) filter (where k.ends_at > now())::int as held, count(*) filter (where k.ends_at is null)::int as used,
        count(*) filter (where w.void_at is not null)::int as gone, coalesce(sum(k.amount), 0)::bigint as spent
      from voucher_claims k join vouchers w on w.code = k.code
      where k.active and k.campaign = c.code and (k.ends_at is null or k.ends_at > now())
    ) as u
    ${rest}`
  return rows.map(toldOf)
}

const toldOf = (row: ToldRow): CampaignTold => {
  const { code, discount, usesPerCode, perCustomer, budget, minimum, items, validFrom, validUntil } = campaignOf(row)
  const money = (amount: number): Money => ({ amount, currency: row.currency })
  const { name, quantity, codes, held, used } = row
  // A use of a void code that somebody has stays theirs; the others of that code are gone.
  const free = (codes - row.void) * usesPerCode - (held + used - row.gone)
  return {
    ...{ code, name, discount, quantity, usesPerCode, codes, held, used, free: Math.max(0, free) },
    spent: money(row.spent),
    ...(perCustomer === null ? {} : { perCustomer }),
    ...(budget === null ? {} : { budget: money(budget) }),
    ...(minimum === null ? {} : { minimum: money(minimum) }),
    ...(items === null ? {} : { items: [...items] }),
    ...(validFrom === null ? {} : { validFrom: toRfc3339(validFrom) }),
    ...(validUntil === null ? {} : { validUntil: toRfc3339(validUntil) }),
  }
}
