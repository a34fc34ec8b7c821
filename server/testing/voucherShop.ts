import { randomUUID } from 'node:crypto'
import type { Campaign } from '../../shared/kinds/voucher/campaign.ts'
import type { Order } from '../../shared/orders/orders.ts'
import type { OrderCommandOf } from '../../shared/orders/orderCommands.ts'
import type { Rejection } from '../../shared/protocol/verdicts.ts'
import type { Answer, Arbiter, Customer } from '../arbiter/types.ts'
import type { Queries } from '../db/connect.ts'
import { admin, holdOf, location } from './shop.ts'

/** Makes a campaign with these codes. */
export const campaignWith = async (
  sql: Queries,
  codes: readonly string[],
  { discount = { kind: 'amount', value: 500 }, ...more }: Partial<Omit<Campaign, 'code'>> = {},
): Promise<string> => {
  const code = randomUUID()
  const { usesPerCode = 1, perCustomer = null, budget = null, minimum = null, items = null } = more
  const [from, until] = [more.validFrom ?? null, more.validUntil ?? null]
  await sql`
    insert into voucher_campaigns (code, name, discount_kind, discount_value, quantity, uses_per_code, per_customer, budget, minimum, items,
      valid_from, valid_until)
    values (${code}, ${code}, ${discount.kind}, ${discount.value}, 1000, ${usesPerCode}, ${perCustomer}, ${budget}, ${minimum},
      ${items === null ? null : [...items]}, to_timestamp(${from}::float8 / 1000), to_timestamp(${until}::float8 / 1000))`
  await sql`insert into vouchers (code, campaign) select c, ${code} from unnest(${[...codes]}::text[]) as n (c)`
  return code
}

/** Holds codes for a customer. */
export const holdCodes = async (
  by: Arbiter,
  codes: readonly string[],
  { customer, ttlSeconds = 900 }: { readonly customer?: Customer; readonly ttlSeconds?: number } = {},
) => {
  const lines = codes.map((code) => ({ kind: 'voucher' as const, code }))
  const answer = await by.submit({
    ...{ caller: 'admin', key: randomUUID(), bodyHash: '', giver: admin },
    ...(customer === undefined ? {} : { customer }),
    command: { type: 'hold.place', hold: randomUUID(), location, lines, ttlSeconds },
  })
  return holdOf(answer)
}

/** The order of an accepted answer, or why it was refused. */
export const orderOf = (answer: Answer): Order | Rejection => {
  if (answer.type !== 'verdict') throw new Error(answer.type)
  const { verdict } = answer
  if (!verdict.accepted) return verdict.rejection
  if (verdict.outcome.type !== 'order') throw new Error(`not an order: ${verdict.outcome.type}`)
  return verdict.outcome.order
}

type Place = OrderCommandOf<'order.place'>

/** Orders so many pieces of a SKU at 1,000 each with these codes. */
export const orderCommand = (
  sku: string,
  quantity: number,
  codes: readonly string[],
  more: Partial<Place> = {},
): Place => ({
  ...{ type: 'order.place', order: randomUUID(), hold: randomUUID(), adopts: false, number: randomUUID(), location },
  ...{ currency: 'VND', method: 'test', plan: [] },
  lines: [
    { line: { kind: 'stock', sku, quantity }, name: sku, price: 1_000 },
    ...codes.map((code) => ({ line: { kind: 'voucher' as const, code }, name: code, price: 0 })),
  ],
  ...more,
})
