import { z } from 'zod'
import { saidMomentSchema } from '../../shared/saidMoment.ts'
import { codeSchema } from '../../shared/codes.ts'
import { preorderable } from '../../shared/kinds/preorder/rules.ts'
import type { PreorderPool } from '../../shared/kinds/preorder/schema.ts'
import { maxQuantity } from '../../shared/quantity.ts'
import { toRfc3339 } from '../../shared/time.ts'
import { AlreadyThere } from '../db/alreadyThere.ts'
import type { Queries, Sql, Tx } from '../db/connect.ts'
import { pageOf } from '../db/pages.ts'
import { type Changed, changed } from '../feed/announce.ts'
import { insertMovements, preorderChange } from './movements.ts'
import { preorderColumns } from './preorderRows.ts'

const aYear = 366 * 86_400

/** How much of a deposit goes back when its customer cancels or does not pay the rest. */
const refundPolicySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('part'), percent: z.int().min(1).max(99) }),
  z.strictObject({ kind: z.literal('none') }),
])
type RefundPolicy = z.infer<typeof refundPolicySchema>

const percentOf = (policy: RefundPolicy): number => {
  switch (policy.kind) {
    case 'all':
      return 100
    case 'part':
      return policy.percent
    case 'none':
      return 0
  }
}

const policyOf = (percent: number): RefundPolicy =>
  percent === 100 ? { kind: 'all' } : percent === 0 ? { kind: 'none' } : { kind: 'part', percent }

/** What may be pre-ordered, as it is written: as a whole, what is left out has its default. */
export const preorderInputSchema = z
  .strictObject({
    quantity: z
      .int()
      .min(0)
      .max(maxQuantity)
      .meta({ description: 'in all; what is promised and what has arrived is part of it' }),
    releaseAt: saidMomentSchema.meta({ description: 'from then on nothing more can be pre-ordered' }),
    depositPercent: z
      .int()
      .min(1)
      .max(99)
      .optional()
      .meta({ description: 'of the price, at once; the rest on the day of release. Default: all at once' }),
    refundPolicy: refundPolicySchema.optional().meta({
      description: 'how much of the deposit goes back when its customer cancels or pays no more; default: all',
    }),
    graceSeconds: z
      .int()
      .min(0)
      .max(aYear)
      .optional()
      .meta({ description: 'how late an instalment may be once the deposit is there; default: 0' }),
    remindBeforeSeconds: z
      .array(z.int().min(0).max(aYear))
      .max(10)
      .optional()
      .meta({ description: 'how long before an instalment is due its payer is reminded; default: never' }),
  })
  .meta({ id: 'NewPreorder' })
export type PreorderInput = z.infer<typeof preorderInputSchema>

/** What may be pre-ordered, as it is told. */
export const preorderSchema = z
  .object({
    ...{ sku: codeSchema, location: codeSchema, name: z.string() },
    quantity: z.number(),
    promised: z.number().meta({ description: 'held or paid for, and still to come' }),
    arrived: z.number(),
    available: z.number().meta({ description: 'quantity − promised − arrived; 0 from the release on' }),
    ...{ releaseAt: z.string(), depositPercent: z.number().optional(), refundPolicy: refundPolicySchema },
    ...{ graceSeconds: z.number(), remindBeforeSeconds: z.array(z.number()) },
  })
  .meta({ id: 'Preorder' })
export type PreorderTold = z.infer<typeof preorderSchema>

interface Row extends PreorderPool {
  readonly name: string
  readonly now: number
}

/** A claim past its deadline is promised no more, whether or not the sweep has come by (SPEC H3). */
const selectPreorders = (sql: Queries) => sql`
  select ${preorderColumns(sql)}, i.name, floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now,
    p.promised - coalesce((select sum(c.waiting) from preorder_claims c
      where c.active and c.location = p.location and c.sku = p.sku and c.ends_at <= (select clock_timestamp())), 0)::int as promised
  from preorders p join items i on i.sku = p.sku`

const tell = ({ now, depositPercent, refundPercent, releaseAt, ...row }: Row): PreorderTold => ({
  ...{ sku: row.sku, location: row.location, name: row.name },
  ...{ quantity: row.quantity, promised: row.promised, arrived: row.arrived },
  available: row.isUnlisted ? 0 : Math.max(0, preorderable({ ...row, releaseAt }, now)),
  releaseAt: toRfc3339(releaseAt),
  ...(depositPercent === null ? {} : { depositPercent }),
  refundPolicy: policyOf(refundPercent),
  ...{ graceSeconds: row.graceSeconds, remindBeforeSeconds: [...row.remindBeforeSeconds] },
})

export interface PreordersQuery {
  readonly sku?: string | undefined
  readonly location?: string | undefined
  readonly after?: readonly [sku: string, location: string] | undefined
  readonly limit: number
}

/** What may be pre-ordered, by SKU and location. */
export const listPreorders = async (
  sql: Sql,
  { sku, location, after, limit }: PreordersQuery,
): Promise<{ data: PreorderTold[]; nextCursor: string | null }> => {
  const rows = await sql<Row[]>`
    ${selectPreorders(sql)}
    where ${sku === undefined ? sql`true` : sql`p.sku = ${sku}`} and ${location === undefined ? sql`true` : sql`p.location = ${location}`}
      and ${after === undefined ? sql`true` : sql`(p.sku, p.location) > (${after[0]}, ${after[1]})`}
    order by p.sku, p.location limit ${limit + 1}`
  return pageOf(rows.map(tell), limit, (row) => [row.sku, row.location])
}

/** What may be pre-ordered of one SKU at one location; null if nothing was said of it. */
export const readPreorder = async (sql: Queries, sku: string, location: string): Promise<PreorderTold | null> => {
  const [row] = await sql<Row[]>`${selectPreorders(sql)} where p.sku = ${sku} and p.location = ${location}`
  return row === undefined ? null : tell(row)
}

/** The quantity is less than what is promised or has arrived already. */
export class TooFew extends Error {
  constructor(readonly taken: number) {
    super('fewer than are promised or have arrived')
  }
}

/**
 * Sets what may be pre-ordered; a difference of the quantity becomes a movement (SPEC G1). Who ordered before keeps the terms of then (SPEC G7).
 * @returns null if there is no such SKU or location
 * @throws TooFew, or AlreadyThere if they were to be new
 */
export const putPreorder = async (
  tx: Tx,
  { sku, location }: { readonly sku: string; readonly location: string },
  input: PreorderInput,
  isNew = false,
): Promise<Changed<PreorderTold> | null> => {
  const [place] = await tx`
    insert into preorders (location, sku, quantity, release_at, refund_percent, grace_seconds, remind_before_seconds)
    select l.code, i.sku, 0, now(), 100, 0, '{}' from locations l, items i where l.code = ${location} and i.sku = ${sku}
    on conflict (location, sku) do update set location = excluded.location
    where ${!isNew} returning 1`
  if (place === undefined && isNew && (await readPreorder(tx, sku, location)) !== null) throw new AlreadyThere(sku)
  if (place === undefined) return null
  const [before] = await tx<{ quantity: number; taken: number; now: number }[]>`
    select quantity, promised + arrived as taken, floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now
    from preorders where location = ${location} and sku = ${sku}`
  if (before === undefined) throw new Error('goods to come were written and are not there')
  const { quantity, depositPercent = null, refundPolicy = { kind: 'all' }, graceSeconds = 0 } = input
  if (quantity < before.taken) throw new TooFew(before.taken)
  const reminders = [...new Set(input.remindBeforeSeconds)].toSorted((one, other) => other - one)
  await tx`
    update preorders set quantity = ${quantity}, release_at = ${input.releaseAt}::timestamptz, deposit_percent = ${depositPercent},
      refund_percent = ${percentOf(refundPolicy)}, grace_seconds = ${graceSeconds}, remind_before_seconds = ${reminders}::integer[]
    where location = ${location} and sku = ${sku}`
  await Promise.all(insertMovements(tx, announced(sku, location, quantity - before.quantity), before.now))
  const told = await readPreorder(tx, sku, location)
  return told === null ? null : changed(told, { ...preorderChange({ sku, location }), data: null })
}

const announced = (sku: string, location: string, more: number) => {
  if (more === 0) return []
  const common = { sku, location, quantity: Math.abs(more), hold: null, order: null }
  return more > 0
    ? [{ ...common, from: 'outside', to: 'open', reason: 'announced' } as const]
    : [{ ...common, from: 'open', to: 'outside', reason: 'withdrawn' } as const]
}
