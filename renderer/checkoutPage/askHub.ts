import * as z from 'zod/mini'
import { orderStates, paymentMethods } from '../../shared/orders/orderStates.ts'
import { ask, post } from '../publicPage/ask.ts'

const money = z.object({ amount: z.number(), currency: z.string() })
const method = z.enum(paymentMethods)

const checkoutSchema = z.object({
  number: z.string(),
  state: z.enum(orderStates),
  shop: z.string(),
  lines: z.array(z.object({ name: z.string(), quantity: z.number(), price: money })),
  discounts: z.array(z.object({ code: z.string(), amount: money })),
  ...{ total: money, paid: money, asked: money, due: money, back: money },
  leftMs: z.nullable(z.number()),
  wholeMs: z.nullable(z.number()),
  plan: z.array(z.object({ kind: z.enum(['deposit', 'balance']), amount: money, dueAt: z.string() })),
  events: z.array(z.object({ code: z.string(), name: z.string(), startsAt: z.string(), waiting: z.number() })),
  timeZone: z.string(),
  methods: z.array(method),
})
export type ShownOrder = z.infer<typeof checkoutSchema>
export type Method = z.infer<typeof method>
export type Amount = z.infer<typeof money>

const instructionsSchema = z.object({
  method,
  reference: z.string(),
  amount: money,
  url: z.optional(z.string()),
  qr: z.optional(z.string()),
  account: z.optional(z.object({ bank: z.string(), number: z.string(), name: z.string() })),
})
export type HowToPay = z.infer<typeof instructionsSchema>

/** What the page asks its hub. Every answer is checked; every function may throw `Refused`. */
export interface CheckoutClient {
  read(): Promise<ShownOrder>
  pay(method: Method): Promise<HowToPay>
  cancel(): Promise<void>
  /** Where the stream of news is. */
  readonly streamUrl: string
}

/** @param origin of the hub. @param key of the order's page */
export const askHub = (origin: string, key: string): CheckoutClient => {
  const order = `${origin}/public/checkout/${encodeURIComponent(key)}`
  return {
    read: () => ask(checkoutSchema, order),
    pay: (wanted) => ask(instructionsSchema, `${order}/pay`, post({ method: wanted })),
    cancel: async () => {
      await ask(z.object({ state: z.string() }), `${order}/cancel`, post({}))
    },
    streamUrl: `${order}/stream`,
  }
}
