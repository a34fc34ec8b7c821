import { z } from 'zod'
import { codeSchema } from '../../../shared/codes.ts'
import { beginSale, endSale, type FlashSale, listSales } from '../../gate/flashSales.ts'
import type { Hub } from '../hub.ts'
import { notFound } from '../problem.ts'
import type { RestApp } from './restApp.ts'
import { defaultLimit, limitSchema, momentSchema, pageSchema, skuLocationCursor, skuLocationParams } from './schemas.ts'

const saleSchema = z
  .object({
    ...{ sku: codeSchema, location: codeSchema },
    endsAt: momentSchema.nullable().meta({ description: 'null: until somebody ends it' }),
  })
  .meta({ id: 'FlashSale' })

const show = ({ sku, location, endsAt }: FlashSale): z.infer<typeof saleSchema> => ({
  ...{ sku, location },
  endsAt: endsAt === null ? null : endsAt.toISOString(),
})

/** `/v1/flash-sales`: goods before which a gate stands for a time, besides items that always have one (`flashSale`). */
export const flashSaleRoutes = (app: RestApp, hub: Hub): void => {
  const tags = ['Flash sales']
  const config = { needs: 'admin' as const }

  app.get(
    '/v1/flash-sales',
    {
      config,
      schema: {
        ...{ tags, summary: 'What was put on flash sale and is not over' },
        querystring: z.strictObject({ cursor: skuLocationCursor, limit: limitSchema }),
        response: { 200: pageSchema(saleSchema) },
      },
    },
    async ({ query: { cursor, limit = defaultLimit } }) => {
      const page = await listSales(hub.sql, { after: cursor, limit })
      return { ...page, data: page.data.map(show) }
    },
  )

  app.put(
    '/v1/flash-sales/:sku/:location',
    {
      config,
      schema: {
        ...{ tags, summary: 'Put an item on flash sale at a location, for a time or until that is ended' },
        description:
          'From then on whoever comes too late is told so without the database. What can be held stays the same.',
        ...{ params: skuLocationParams, body: z.strictObject({ endsAt: momentSchema.optional() }) },
        response: { 200: saleSchema },
      },
    },
    async ({ params: { sku, location }, body: { endsAt } }) => {
      const sale = { sku, location, endsAt: endsAt === undefined ? null : new Date(endsAt) }
      if (!(await beginSale(hub.sql, sale))) throw notFound('item or location', `${sku} at ${location}`)
      await hub.gate.salesChanged()
      return show(sale)
    },
  )

  app.delete(
    '/v1/flash-sales/:sku/:location',
    {
      config,
      schema: {
        ...{ tags, summary: 'End a flash sale', params: skuLocationParams },
        response: { 204: z.undefined().meta({ description: 'it is none any more' }) },
      },
    },
    async ({ params }, reply) => {
      if (!(await endSale(hub.sql, params))) throw notFound('flash sale', `${params.sku} at ${params.location}`)
      await hub.gate.salesChanged()
      return reply.code(204).send()
    },
  )
}
