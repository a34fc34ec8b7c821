import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { ForeignState } from '../connector.ts'
import type { Sample } from './sample.ts'

const quantitySchema = z.looseObject({ quantity: z.number(), locationId: z.string() })
const toldSchema = z.object({
  query: z.string(),
  variables: z.looseObject({
    query: z.string().optional(),
    input: z.looseObject({ quantities: z.array(quantitySchema) }).optional(),
  }),
})

const topics: Readonly<Record<ForeignState, string>> = {
  ...{ open: 'orders/create', paid: 'orders/paid', ended: 'orders/cancelled' },
}
const statuses: Readonly<Record<ForeignState, string>> = { open: 'pending', paid: 'paid', ended: 'voided' }

/** The order of Shopify's own documentation, as its webhooks send it, with what a test changes of it. */
export const shopifySample: Sample = {
  kind: 'shopify',
  target: (url) => ({ url, accessToken: 'shpat_token_of_the_shop', locationId: '655441491' }),
  secrets: ['shpat_token_of_the_shop'],
  known: { sku: 'IPOD2008PINK', quantity: 1 },
  unknown: 'IPOD2008GREEN',
  message: ({ state, id, delivery, seconds, quantity = 1 }) => {
    const at = `2021-12-31T19:00:${String(seconds).padStart(2, '0')}-05:00`
    const line = {
      variant_title: null,
      vendor: null,
      fulfillment_service: 'manual',
      requires_shipping: true,
      grams: 567,
    }
    return {
      headers: {
        ...{ 'x-shopify-topic': topics[state], 'x-shopify-shop-domain': '{shop}.myshopify.com' },
        ...{ 'x-shopify-api-version': '2026-07', 'x-shopify-webhook-id': delivery, 'content-type': 'application/json' },
      },
      body: JSON.stringify({
        ...{ id, admin_graphql_api_id: `gid://shopify/Order/${id}`, app_id: null, browser_ip: null },
        ...{ cancel_reason: state === 'ended' ? 'customer' : null, cancelled_at: state === 'ended' ? at : null },
        ...{ confirmed: false, contact_email: 'jon@example.com', created_at: '2021-12-31T19:00:00-05:00' },
        ...{ currency: 'USD', email: 'jon@example.com', financial_status: statuses[state], name: `#${id}` },
        ...{ number: 234, order_number: 1234, phone: null, test: true, total_price: '403.00', updated_at: at },
        customer: {
          id: 115_310_627_314_723_950,
          email: 'john@example.com',
          first_name: 'John',
          last_name: 'Smith',
          phone: null,
        },
        line_items: [
          {
            ...{ id: 866_550_311_766_439_000, name: 'IPod Nano - 8GB', price: '199.00', quantity, sku: 'IPOD2008PINK' },
            ...{ ...line, title: 'IPod Nano - 8GB', total_discount: '0.00', variant_id: 808_950_810 },
          },
          {
            ...{
              id: 141_249_953_214_522_980,
              name: 'IPod Nano - 8GB',
              price: '199.00',
              quantity: 2,
              sku: 'IPOD2008GREEN',
            },
            ...{ ...line, title: 'IPod Nano - 8GB', total_discount: '5.00', variant_id: 447_654_529 },
          },
        ],
        shipping_lines: [{ id: 271_878_346_596_884_000, code: null, price: '10.00', title: 'Generic Shipping' }],
      }),
    }
  },
  sign: (secret, body) => ({
    'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
  }),
  shop: ({ body }) => {
    const { query, variables } = toldSchema.parse(body)
    if (query.startsWith('query')) {
      const nodes =
        variables.query === 'sku:"IPOD2008PINK"'
          ? [{ sku: 'IPOD2008PINK', inventoryItem: { id: 'gid://shopify/InventoryItem/808950810' } }]
          : []
      return { answer: { data: { productVariants: { nodes } } } }
    }
    const [set] = variables.input?.quantities ?? []
    const isOurs = set?.locationId === 'gid://shopify/Location/655441491'
    return {
      answer: { data: { inventorySetQuantities: { userErrors: [] } } },
      ...(isOurs ? { stock: set.quantity } : {}),
    }
  },
}
