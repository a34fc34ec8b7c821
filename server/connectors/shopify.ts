import { z } from 'zod'
import { type Connector, type ForeignState, ShopRefused } from './connector.ts'
import { checkedBy, plainText, readJson } from './readJson.ts'
import { isSignedBase64 } from './signature.ts'

/** The version of its Admin API that is spoken here; each lives for a year. */
const apiVersion = '2026-07'

const money = z.union([z.string().regex(/^-?\d+(\.\d+)?$/, 'an amount'), z.number()]).transform(Number)
const id = z.union([z.int(), z.string().min(1)]).transform(String)

const personSchema = z
  .looseObject({
    ...{ first_name: z.string().nullish(), last_name: z.string().nullish() },
    ...{ phone: z.string().nullish(), email: z.string().nullish() },
  })
  .nullish()

/** As https://shopify.dev/docs/api/webhooks says of orders; only what is used here. */
const orderSchema = z.looseObject({
  id,
  name: z.string().optional(),
  currency: z.string(),
  updated_at: z.string().nullish(),
  cancelled_at: z.string().nullish(),
  financial_status: z.string().nullish(),
  ...{ email: z.string().nullish(), phone: z.string().nullish(), customer: personSchema },
  line_items: z.array(
    z.looseObject({
      ...{ sku: z.string().nullish(), quantity: z.int().min(0), price: money, total_discount: money.optional() },
      ...{ name: z.string().optional(), title: z.string().optional() },
    }),
  ),
})
type ShopifyOrder = z.infer<typeof orderSchema>
const deletedSchema = z.looseObject({ id })

const topics: ReadonlySet<string> = new Set(['orders/create', 'orders/paid', 'orders/cancelled', 'orders/updated'])
const paid: ReadonlySet<string> = new Set(['paid', 'partially_refunded'])
const undone: ReadonlySet<string> = new Set(['voided', 'refunded'])

const stateOf = (
  topic: string,
  { cancelled_at: cancelledAt, financial_status: status }: ShopifyOrder,
): ForeignState => {
  if (topic === 'orders/cancelled' || cancelledAt != null || undone.has(status ?? '')) return 'ended'
  return topic === 'orders/paid' || paid.has(status ?? '') ? 'paid' : 'open'
}

const targetSchema = z.strictObject({
  url: z
    .url({ protocol: /^https?$/, error: 'the address of the shop’s admin, such as https://shop.myshopify.com' })
    .max(500),
  accessToken: z.string().min(1).max(200),
  /** The shop's own name of our location: a number, or gid://shopify/Location/…. */
  locationId: z.string().regex(/^(gid:\/\/shopify\/Location\/)?\d+$/, 'the id of a location'),
})

const findQuery =
  'query ($query: String!) { productVariants(first: 10, query: $query) { nodes { sku inventoryItem { id } } } }'
const setMutation =
  'mutation ($input: InventorySetQuantitiesInput!, $key: String!) { inventorySetQuantities(input: $input) @idempotent(key: $key) { userErrors { field message } } }'

const foundSchema = z.looseObject({
  data: z.looseObject({
    productVariants: z.looseObject({
      nodes: z.array(z.looseObject({ sku: z.string().nullish(), inventoryItem: z.looseObject({ id: z.string() }) })),
    }),
  }),
})
const setSchema = z.looseObject({
  data: z.looseObject({
    inventorySetQuantities: z.looseObject({ userErrors: z.array(z.looseObject({ message: z.string() })) }),
  }),
})

/** What it answered to GraphQL; its errors come with 200. */
const answered = <Schema extends z.ZodType>(schema: Schema, answer: unknown): z.infer<Schema> => {
  const read = schema.safeParse(answer)
  if (read.success) return read.data
  throw new ShopRefused(`it answered ${(JSON.stringify(answer) ?? '').slice(0, 200)}`)
}

const gidOf = (location: string): string =>
  location.startsWith('gid:') ? location : `gid://shopify/Location/${location}`

/** Shopify: https://shopify.dev/docs/apps/build/webhooks */
export const shopify: Connector = {
  kind: 'shopify',
  isPing: () => false,
  isSigned: ({ body, header }, secret) => isSignedBase64(secret, body, header('x-shopify-hmac-sha256')),
  read: ({ body, header }) => {
    const topic = header('x-shopify-topic') ?? ''
    const message = header('x-shopify-webhook-id') ?? ''
    if (message === '') return { type: 'invalid', path: 'x-shopify-webhook-id', message: 'is missing' }
    if (topic === 'orders/delete') {
      const gone = readJson(deletedSchema, body)
      if (!gone.ok) return gone.invalid
      const order = { id: gone.value.id, number: gone.value.id, state: 'ended', changedAt: null } as const
      return { type: 'order', id: message, topic, order: { ...order, currency: '', lines: [], customer: {} } }
    }
    if (!topics.has(topic)) return { type: 'ignored', id: message, topic }
    const read = readJson(orderSchema, body)
    if (!read.ok) return read.invalid
    const { value } = read
    const { customer } = value
    const changedAt = new Date(value.updated_at ?? '')
    return {
      ...{ type: 'order', id: message, topic },
      order: {
        ...{ id: value.id, number: value.name ?? value.id, state: stateOf(topic, value), currency: value.currency },
        changedAt: Number.isNaN(changedAt.getTime()) ? null : changedAt,
        lines: value.line_items.map(({ sku, name, title, quantity, price, total_discount: discount = 0 }) => ({
          ...{ sku: plainText(sku, 64) ?? null, name: plainText(name ?? title, 200) ?? '', quantity },
          price: quantity === 0 ? 0 : price - discount / quantity,
        })),
        customer: {
          name: plainText([customer?.first_name, customer?.last_name].join(' '), 254),
          phone: plainText(value.phone ?? customer?.phone, 254),
          email: plainText(value.email ?? customer?.email, 254),
        },
      },
    }
  },
  checkTarget: checkedBy(targetSchema),
  showTarget: (target) => {
    const { url, locationId } = targetSchema.parse(target)
    return { url, locationId }
  },
  tellStock: async (target, { sku, available, key }, ask) => {
    const { url, accessToken, locationId } = targetSchema.parse(target)
    const query = (text: string, variables: object) =>
      ask({
        ...{ method: 'POST', url: `${url.replace(/\/+$/, '')}/admin/api/${apiVersion}/graphql.json` },
        ...{ headers: { 'x-shopify-access-token': accessToken }, body: { query: text, variables } },
      })
    const wanted = `sku:"${sku.replaceAll(/["\\]/g, String.raw`\$&`)}"`
    const { nodes } = answered(foundSchema, await query(findQuery, { query: wanted })).data.productVariants
    const variant = nodes.find((node) => node.sku === sku)
    if (variant === undefined) return 'unknown_there'
    const quantities = [
      // We are where the truth about stock is: whatever it had before is not compared.
      {
        inventoryItemId: variant.inventoryItem.id,
        locationId: gidOf(locationId),
        quantity: available,
        changeFromQuantity: null,
      },
    ]
    const input = { name: 'available', reason: 'correction', quantities }
    const [wrong] = answered(setSchema, await query(setMutation, { input, key })).data.inventorySetQuantities.userErrors
    if (wrong !== undefined) throw new ShopRefused(wrong.message)
    return 'told'
  },
}
