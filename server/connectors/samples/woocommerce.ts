import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { ForeignState } from '../connector.ts'
import type { Sample } from './sample.ts'

const toldSchema = z.looseObject({ stock_quantity: z.number().optional() })

const statuses: Readonly<Record<ForeignState, string>> = { open: 'pending', paid: 'processing', ended: 'cancelled' }
const topics: Readonly<Record<ForeignState, string>> = {
  ...{ open: 'order.created', paid: 'order.updated', ended: 'order.updated' },
}

/** The order of WooCommerce's own documentation, as its webhooks send it, with what a test changes of it. */
export const woocommerceSample: Sample = {
  kind: 'woocommerce',
  target: (url) => ({ url, consumerKey: 'ck_1', consumerSecret: 'cs_secret_of_the_shop' }),
  secrets: ['cs_secret_of_the_shop'],
  known: { sku: 'Bar3', quantity: 1 },
  unknown: 'Woo Single #1',
  message: ({ state, id, delivery, seconds, quantity = 1 }) => {
    const minute = String(seconds).padStart(2, '0')
    const taxes = [{ id: 75, total: '0.45', subtotal: '0.45' }]
    return {
      headers: {
        ...{ 'x-wc-webhook-source': 'https://example.com/', 'x-wc-webhook-topic': topics[state] },
        ...{ 'x-wc-webhook-resource': 'order', 'x-wc-webhook-event': 'created', 'x-wc-webhook-id': '142' },
        ...{ 'x-wc-webhook-delivery-id': delivery, 'content-type': 'application/json' },
      },
      body: JSON.stringify({
        ...{ id, parent_id: 0, number: String(id), order_key: 'wc_order_58d2d042d1d', created_via: 'rest-api' },
        ...{ version: '3.0.0', status: statuses[state], currency: 'USD', date_created: '2017-03-22T16:28:02' },
        ...{ date_created_gmt: '2017-03-22T19:28:02', date_modified: `2017-03-22T16:28:${minute}` },
        ...{
          date_modified_gmt: `2017-03-22T19:28:${minute}`,
          discount_total: '0.00',
          total: '29.35',
          total_tax: '1.35',
        },
        ...{ prices_include_tax: false, customer_id: 0, customer_note: '' },
        billing: {
          ...{ first_name: 'John', last_name: 'Doe', company: '', address_1: '969 Market', city: 'San Francisco' },
          ...{ state: 'CA', postcode: '94103', country: 'US', email: 'john.doe@example.com', phone: '(555) 555-5555' },
        },
        ...{
          payment_method: 'bacs',
          payment_method_title: 'Direct Bank Transfer',
          transaction_id: '',
          date_paid: null,
        },
        line_items: [
          {
            ...{ id: 315, name: 'Woo Single #1', product_id: 93, variation_id: 0, quantity: 2, tax_class: '' },
            ...{ subtotal: '6.00', subtotal_tax: '0.45', total: '6.00', total_tax: '0.45', taxes, meta_data: [] },
            ...{ sku: '', price: 3 },
          },
          {
            ...{
              id: 316,
              name: 'Ship Your Idea – Color: Black, Size: M Test',
              product_id: 22,
              variation_id: 23,
              quantity,
            },
            ...{ tax_class: '', subtotal: '12.00', subtotal_tax: '0.90', total: '12.00', total_tax: '0.90', taxes },
            ...{ meta_data: [{ id: 2095, key: 'pa_color', value: 'black' }], sku: 'Bar3', price: 12 },
          },
        ],
        shipping_lines: [{ id: 317, method_title: 'Flat Rate', method_id: 'flat_rate', total: '10.00', taxes: [] }],
        ...{ fee_lines: [], coupon_lines: [], refunds: [] },
      }),
    }
  },
  sign: (secret, body) => ({
    'x-wc-webhook-signature': createHmac('sha256', secret).update(body).digest('base64'),
  }),
  shop: ({ method, path, body }) => {
    if (method === 'GET' && path === '/wp-json/wc/v3/products?sku=Bar3')
      return { answer: [{ id: 23, parent_id: 22, type: 'variation', sku: 'Bar3' }] }
    if (method === 'GET') return { answer: [] }
    const stock = toldSchema.parse(body).stock_quantity
    return { answer: { id: 23 }, ...(path === '/wp-json/wc/v3/products/22/variations/23' ? { stock } : {}) }
  },
}
