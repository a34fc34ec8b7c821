import { z } from 'zod'
import { type Connector, type ForeignState, ShopRefused } from './connector.ts'
import { checkedBy, plainText, readJson } from './readJson.ts'
import { isSignedBase64 } from './signature.ts'

/** What an order's state means for stock; a state that is not here (a draft, a plug-in's own) means nothing. */
const states: Readonly<Record<string, ForeignState>> = {
  ...{ pending: 'open', 'on-hold': 'open', processing: 'paid', completed: 'paid' },
  ...{ cancelled: 'ended', failed: 'ended', refunded: 'ended', trash: 'ended' },
}

const money = z.union([z.string().regex(/^-?\d+(\.\d+)?$/, 'an amount'), z.number()]).transform(Number)

/** As https://woocommerce.github.io/woocommerce-rest-api-docs/ says of orders; only what is used here. */
const orderSchema = z.looseObject({
  id: z.int(),
  number: z.string().optional(),
  status: z.string(),
  currency: z.string(),
  date_modified_gmt: z.string().nullish(),
  billing: z
    .looseObject({
      ...{ first_name: z.string().optional(), last_name: z.string().optional() },
      ...{ phone: z.string().nullish(), email: z.string().nullish() },
    })
    .optional(),
  line_items: z.array(
    z.looseObject({
      ...{ name: z.string(), quantity: z.int().min(0), sku: z.string().nullish() },
      ...{ total: money, total_tax: money.optional() },
    }),
  ),
})
const deletedSchema = z.looseObject({ id: z.int() })

const targetSchema = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: 'the address of the shop' }).max(500),
  consumerKey: z.string().min(1).max(200),
  consumerSecret: z.string().min(1).max(200),
})

const productsSchema = z.array(
  z.looseObject({ id: z.int(), parent_id: z.int().optional(), type: z.string().optional() }),
)

/** WooCommerce: https://woocommerce.com/document/webhooks/ */
export const woocommerce: Connector = {
  kind: 'woocommerce',
  // What it sends, without a signature, when a webhook is saved.
  isPing: ({ body, header }) =>
    header('x-wc-webhook-topic') === undefined && body.length < 100 && /^webhook_id=\d+$/.test(body.toString('utf8')),
  isSigned: ({ body, header }, secret) => isSignedBase64(secret, body, header('x-wc-webhook-signature')),
  read: ({ body, header }) => {
    const topic = header('x-wc-webhook-topic') ?? ''
    const id = header('x-wc-webhook-delivery-id') ?? ''
    if (id === '') return { type: 'invalid', path: 'x-wc-webhook-delivery-id', message: 'is missing' }
    if (topic === 'order.deleted') {
      const gone = readJson(deletedSchema, body)
      if (!gone.ok) return gone.invalid
      const order = {
        id: String(gone.value.id),
        number: String(gone.value.id),
        state: 'ended',
        changedAt: null,
      } as const
      return { type: 'order', id, topic, order: { ...order, currency: '', lines: [], customer: {} } }
    }
    if (topic !== 'order.created' && topic !== 'order.updated' && topic !== 'order.restored')
      return { type: 'ignored', id, topic }
    const read = readJson(orderSchema, body)
    if (!read.ok) return read.invalid
    const { value } = read
    const state = Object.hasOwn(states, value.status) ? states[value.status] : undefined
    if (state === undefined) return { type: 'ignored', id, topic }
    const { billing } = value
    const changedAt = new Date(`${value.date_modified_gmt ?? ''}Z`)
    return {
      ...{ type: 'order', id, topic },
      order: {
        ...{ id: String(value.id), number: value.number ?? String(value.id), state, currency: value.currency },
        changedAt: Number.isNaN(changedAt.getTime()) ? null : changedAt,
        lines: value.line_items.map(({ name, quantity, sku, total, total_tax: tax = 0 }) => ({
          ...{ sku: plainText(sku, 64) ?? null, name: plainText(name, 200) ?? '', quantity },
          price: quantity === 0 ? 0 : (total + tax) / quantity,
        })),
        customer: {
          name: plainText([billing?.first_name, billing?.last_name].join(' '), 254),
          ...{ phone: plainText(billing?.phone, 254), email: plainText(billing?.email, 254) },
        },
      },
    }
  },
  checkTarget: checkedBy(targetSchema),
  showTarget: (target) => ({ url: targetSchema.parse(target).url }),
  tellStock: async (target, { sku, available }, ask) => {
    const { url, consumerKey, consumerSecret } = targetSchema.parse(target)
    const base = `${url.replace(/\/+$/, '')}/wp-json/wc/v3`
    const headers = { authorization: `Basic ${Buffer.from(`${consumerKey}:${consumerSecret}`).toString('base64')}` }
    const found = await ask({ method: 'GET', url: `${base}/products?sku=${encodeURIComponent(sku)}`, headers })
    const products = productsSchema.safeParse(found)
    if (!products.success) throw new ShopRefused('its list of products is none')
    const [product] = products.data
    if (product === undefined) return 'unknown_there'
    const path =
      product.type === 'variation' && product.parent_id !== undefined
        ? `products/${product.parent_id}/variations/${product.id}`
        : `products/${product.id}`
    await ask({
      ...{ method: 'PUT', url: `${base}/${path}`, headers },
      body: { manage_stock: true, stock_quantity: available },
    })
    return 'told'
  },
}
