import { z } from 'zod'
import type { Sql } from '../../../server/db/connect.ts'
import { ask } from '../../support/rest.ts'
import type { Takings } from './heard.ts'
import { isOrderNumber } from './keptSales.ts'
import type { OrderTold } from './money.ts'
import type { Told } from './told.ts'

const voucherSchema = z.object({
  usesLeft: z.int(),
  history: z.array(
    z.object({ event: z.enum(['held', 'used', 'reopened']), hold: z.string(), order: z.string().optional() }),
  ),
})

const usesPerCode = 4
const perCustomer = 3
const budget = 400_000
/** Codes of several uses: for everybody, within a budget; and so many for each customer, hence for the website alone. */
export const sharedCodes = ['CHUNG-1', 'CHUNG-2']
export const customersCodes = ['RIENG-1', 'RIENG-2', 'RIENG-3']

export const openVouchers = async (url: string): Promise<void> => {
  const discount = { kind: 'percent', value: 10 }
  const campaign = { name: 'Chung', discount, quantity: 10, usesPerCode }
  const steps = [
    ask(url, 'PUT', '/v1/voucher-campaigns/chung', { ...campaign, budget: { amount: budget, currency: 'VND' } }),
    ask(url, 'PUT', '/v1/voucher-campaigns/rieng', { ...campaign, perCustomer }),
  ]
  await Promise.all(steps)
  steps.push(ask(url, 'POST', '/v1/voucher-campaigns/chung/codes', { codes: sharedCodes }))
  steps.push(ask(url, 'POST', '/v1/voucher-campaigns/rieng/codes', { codes: customersCodes }))
  for (const { status, body } of await Promise.all(steps))
    if (status >= 300) throw new Error(`set-up failed: ${status} ${JSON.stringify(body)}`)
}

/** An order of these states has its vouchers for good. */
const standing = ['paid', 'shipped', 'delivered', 'delivery_failed', 'returning', 'returned']

interface Books {
  readonly website: Told
  readonly takings: readonly Takings[]
  readonly orders: readonly OrderTold[]
  readonly books: Sql
}

/** Uses of codes that nobody was told of, and such as somebody was told of and are none; once nothing is held any more. */
export const otherUses = async (url: string, told: Books): Promise<string[]> => {
  const found: string[] = []
  for (const code of [...sharedCodes, ...customersCodes]) found.push(...(await otherUsesOf(url, code, told)))
  const isDoubted = await doubtedOrders(told.books)
  const tookOff = told.orders
    .filter(({ id, state }) => standing.includes(state) && !isDoubted.has(id))
    .flatMap(({ discounts }) => discounts.flatMap(({ code, amount }) => (sharedCodes.includes(code) ? [amount] : [])))
    .reduce((sum, amount) => sum + amount, 0)
  return tookOff > budget ? [...found, `${tookOff} was taken off, more than ${budget}`] : found
}

/** Orders of which something did not fit. */
const doubtedOrders = async (books: Sql): Promise<Set<string>> => {
  const rows = await books<{ id: string }[]>`select order_id as id from discrepancies where order_id is not null`
  return new Set(rows.map(({ id }) => id))
}

const otherUsesOf = async (
  url: string,
  code: string,
  { website, takings, orders, books }: Books,
): Promise<string[]> => {
  const { usesLeft, history } = voucherSchema.parse((await ask(url, 'GET', `/v1/vouchers/${code}`)).body)
  const last = new Map(history.map((entry) => [entry.hold, entry]))
  const used = [...last.values()].filter(({ event }) => event === 'used')
  const held = [...last.values()].filter(({ event }) => event === 'held')
  const isDoubted = await doubtedOrders(books)
  const byOrder = new Map(orders.map((order) => [order.id, order]))
  const receipts = takings
    .flatMap((one) => one.receipts)
    .filter(({ discounts }) => discounts.some((one) => one.code === code))
  const usedBy = new Set(used.map(({ order }) => order))
  const usedIn = new Set(used.map(({ hold }) => hold))
  const holds = website.holds.filter((hold) => website.vouchers.get(hold) === code)
  const confirmed = holds.filter((hold) => website.endOf(hold) === 'confirmed')
  const isExplained = ({ hold, order }: { hold: string; order?: string | undefined }): boolean => {
    if (order === undefined) return confirmed.includes(hold)
    const known = byOrder.get(order)
    return known !== undefined && standing.includes(known.state) && known.discounts.some((one) => one.code === code)
  }
  return [
    ...(held.length === 0 ? [] : [`${code} is held still: ${JSON.stringify(held)}`]),
    ...(usesLeft === usesPerCode - used.length
      ? []
      : [`${code} has ${usesLeft} uses left of ${usesPerCode}, used are ${used.length}`]),
    ...used.flatMap((use) => (isExplained(use) ? [] : [`nobody was told of a use of ${code}: ${JSON.stringify(use)}`])),
    ...confirmed.flatMap((hold) => (usedIn.has(hold) ? [] : [`hold ${hold} was confirmed without ${code}`])),
    ...receipts.flatMap(({ order, number }) =>
      usedBy.has(order) || isDoubted.has(order) || !standing.includes(byOrder.get(order)?.state ?? '')
        ? []
        : [`receipt ${number} took ${code} off, which was not used`],
    ),
    ...orders.flatMap(({ id, number, state, discounts }) =>
      !isOrderNumber(number) ||
      !discounts.some((one) => one.code === code) ||
      standing.includes(state) === usedBy.has(id)
        ? []
        : [`order ${number} is ${state}, and ${code} is ${usedBy.has(id) ? '' : 'not '}used by it`],
    ),
  ]
}
