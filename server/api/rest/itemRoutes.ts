import { z } from 'zod'
import {
  itemInputSchema,
  itemSchema,
  listItems,
  putItem,
  readCurrency,
  readItem,
  searchTextSchema,
} from '../../catalogue/items.ts'
import { announce } from '../../feed/announce.ts'
import type { Hub } from '../hub.ts'
import { invalid, notFound } from '../problem.ts'
import type { RestApp } from './restApp.ts'
import { defaultLimit, limitSchema, pageSchema, skuCursor, skuParams } from './schemas.ts'

const namedItemSchema = itemSchema.meta({ id: 'Item' })

/** `/v1/items`: what the shop sells. */
export const itemRoutes = (app: RestApp, hub: Hub): void => {
  const tags = ['Items']

  app.put(
    '/v1/items/:sku',
    {
      config: { needs: 'admin' },
      schema: {
        tags,
        summary: 'Make or change an item as a whole',
        params: skuParams,
        body: itemInputSchema,
        response: { 200: namedItemSchema },
      },
    },
    async (request) => {
      const item = await announce(hub, async (tx) => {
        const currency = await readCurrency(tx)
        if (request.body.price.currency !== currency)
          throw invalid([{ path: 'price.currency', message: `prices of this shop are in ${currency}` }])
        return putItem(tx, request.params.sku, request.body)
      })
      // That it is not any more may be heard a second later.
      if (item.flashSale) await hub.gate.salesChanged()
      return item
    },
  )

  app.get(
    '/v1/items/:sku',
    { schema: { tags, summary: 'One item', params: skuParams, response: { 200: namedItemSchema } } },
    async (request) => {
      const item = await readItem(hub.sql, request.params.sku)
      if (item === null) throw notFound('item', request.params.sku)
      return item
    },
  )

  app.get(
    '/v1/items',
    {
      schema: {
        tags,
        summary: 'Items by SKU',
        querystring: z.strictObject({
          query: searchTextSchema.optional().meta({
            description: 'words of the name, with or without accents; the beginning of a SKU; or a whole barcode',
          }),
          listed: z
            .enum(['true', 'false'])
            .optional()
            .meta({ description: 'only what is sold, or only what is not sold any more' }),
          cursor: skuCursor,
          limit: limitSchema,
        }),
        response: { 200: pageSchema(namedItemSchema) },
      },
    },
    (request) => {
      const { query, listed, cursor, limit = defaultLimit } = request.query
      return listItems(hub.sql, {
        query,
        listed: listed === undefined ? undefined : listed === 'true',
        after: cursor?.[0],
        limit,
      })
    },
  )
}
