import { setTimeout as sleep } from 'node:timers/promises'
import { TRPCClientError } from '@trpc/client'
import { z } from 'zod'
import { type HubClient, hubClient } from '../../../renderer/sync/hubClient.ts'
import type { CounterMethod } from '../../../shared/orders/sell.ts'
import { ask } from '../../support/rest.ts'
import type { Bank } from './bank.ts'
import type { Takings } from './heard.ts'
import type { Till } from './till.ts'
import type { Told } from './told.ts'

const dayMs = 86_400_000
const amountSchema = z.object({ amount: z.int() }).transform(({ amount }) => amount)
const orderSchema = z.object({
  ...{ id: z.string(), number: z.string(), state: z.string(), channel: z.string(), location: z.string() },
  ...{ total: amountSchema, paid: amountSchema, kept: amountSchema.optional() },
  lines: z.array(z.looseObject({ kind: z.string(), sku: z.string().optional(), quantity: z.int().optional() })),
  hold: z.string(),
  discounts: z.array(z.object({ code: z.string(), amount: amountSchema })),
  payments: z.array(z.object({ method: z.string(), amount: amountSchema, reference: z.string().nullish() })),
  refunds: z.array(z.object({ amount: amountSchema, state: z.enum(['due', 'done']) })),
})
export type OrderTold = z.infer<typeof orderSchema>
const pageSchema = z.object({ data: z.array(orderSchema), nextCursor: z.string().nullish() })

/** All orders that the hub tells of. */
export const allOrders = async (url: string): Promise<OrderTold[]> => {
  const orders: OrderTold[] = []
  for (let cursor = ''; ; ) {
    const { body } = await ask(url, 'GET', `/v1/orders?limit=1000${cursor === '' ? '' : `&cursor=${cursor}`}`)
    const { data, nextCursor } = pageSchema.parse(body)
    orders.push(...data)
    if (nextCursor === null || nextCursor === undefined) return orders
    cursor = nextCursor
  }
}

const sumOf = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0)

const tooMany = z.object({ data: z.object({ code: z.literal('TOO_MANY_REQUESTS') }) })
const isToWait = (error: unknown): boolean => error instanceof TRPCClientError && tooMany.safeParse(error).success

/** The till may be signing the same person in at this moment, and a try counts as a wrong one until it proves right: who is told to wait does. */
const signInAt = async (client: HubClient, { person, pin }: Till): Promise<string> => {
  for (let tries = 1; ; tries += 1)
    try {
      return (await client.staff.signIn.mutate({ staff: person, pin })).token
    } catch (error) {
      if (!isToWait(error) || tries === 10) throw error
      await sleep(1_000)
    }
}

/** What the closings of these days say, as a manager at a till reads them. */
export const closingsAt = async (url: string, till: Till) => {
  let staffToken: string | null = null
  const client = hubClient({
    ...{ address: async () => url, token: () => till.machine.token(), staffToken: () => staffToken, fetch },
    streamAnswered: () => undefined,
  })
  staffToken = await signInAt(client, till)
  const days = [-1, 0, 1].map((by) => new Date(Date.now() + by * dayMs).toISOString().slice(0, 10))
  const closings = await Promise.all(days.map((day) => client.overview.closing.query({ day })))
  const taken = (method: string): number =>
    sumOf(closings.flatMap(({ takings }) => takings.flatMap((one) => (one.method === method ? [one.amount] : []))))
  return {
    cash: taken('cash'),
    transfers: taken('bank_transfer'),
    byChannel: sumOf(closings.flatMap(({ channels }) => channels.map(({ amount }) => amount))),
    byMethod: sumOf(closings.flatMap(({ takings }) => takings.map(({ amount }) => amount))),
    refunded: sumOf(closings.map(({ refunded }) => refunded.amount)),
    refundsDue: closings[1]?.refundsDue.amount ?? 0,
  }
}
export type Closings = Awaited<ReturnType<typeof closingsAt>>

interface Place {
  /** Where somebody may read the closing. */
  readonly till: Till
  readonly before: Closings
  readonly takings: readonly Takings[]
}

/** What the closings of a place say otherwise than what was told to those who took the money. */
export const otherMoney = async (
  url: string,
  { till, before, takings }: Place,
  orders: readonly OrderTold[],
  { website, bank }: { readonly website: Told; readonly bank: Bank },
): Promise<string[]> => {
  const here = orders.filter(({ location }) => location === till.location)
  const now = await closingsAt(url, till)
  const fromAfar = sumOf(here.map((order) => website.moneyOf(order.id) + bank.moneyOf(order)))
  const between = (what: string, method: CounterMethod, found: number): string[] => {
    const [least, most] = [
      sumOf(takings.map((one) => one.least(method))),
      sumOf(takings.map((one) => one.most(method))),
    ]
    return found >= least && found <= most
      ? []
      : [`${what} at ${till.location}: ${found}, told were ${least} to ${most}`]
  }
  const refundsOf = (state: 'due' | 'done'): number =>
    sumOf(here.flatMap(({ refunds }) => refunds.flatMap((one) => (one.state === state ? [one.amount] : []))))
  const same = (what: string, told: number, found: number): string[] =>
    told === found ? [] : [`${what} at ${till.location}: ${told} by the closing, and ${found} by what was told`]
  return [
    ...between('cash', 'cash', now.cash - before.cash),
    ...between('transfers', 'bank_transfer', now.transfers - before.transfers - fromAfar),
    ...same('money by channel', now.byChannel, now.byMethod),
    ...same('refunds due', now.refundsDue, refundsOf('due')),
    ...same('refunds done', now.refunded, refundsOf('done')),
    ...same('payments', now.byMethod, sumOf(here.flatMap(({ payments }) => payments.map(({ amount }) => amount)))),
    ...here.flatMap(unsound),
  ]
}

const stands = ['paid', 'shipped', 'delivered', 'delivery_failed', 'returning']

/** SPEC O3, by what is told of one order. */
const unsound = ({ number, state, total, paid, kept = 0, payments, refunds }: OrderTold): string[] => {
  const cameIn = sumOf(payments.map(({ amount }) => amount))
  const back = sumOf(refunds.map(({ amount }) => amount))
  const isSound = cameIn === paid + back + kept && (!stands.includes(state) || paid <= total)
  const isPaid = state !== 'paid' || paid === total
  return isSound && isPaid
    ? []
    : [`order ${number} is ${state}: ${cameIn} came in, ${paid} of ${total} paid, ${back} back`]
}
