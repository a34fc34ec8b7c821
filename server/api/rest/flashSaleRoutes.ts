import { z } from 'zod'
import { saidMomentSchema } from '../../../shared/saidMoment.ts'
import { codeSchema } from '../../../shared/codes.ts'
import { maxQuantity } from '../../../shared/quantity.ts'
import { announce, changed } from '../../feed/announce.ts'
import { beginSale, endSale, type FlashSale, listSales } from '../../gate/flashSales.ts'
import type { Tx } from '../../db/connect.ts'
import type { FeedChange } from '../../feed/append.ts'
import type { Hub } from '../hub.ts'
import { notFound } from '../problem.ts'
import type { RestApp } from './restApp.ts'
import { defaultLimit, limitSchema, momentSchema, pageSchema, skuLocationCursor, skuLocationParams } from './schemas.ts'

const saleSchema = z
  .object({
    ...{ sku: codeSchema, location: codeSchema },
    endsAt: momentSchema.nullable().meta({ description: 'null: until somebody ends it' }),
    perBuyer: z
      .int()
      .nullable()
      .meta({ description: 'how many each buyer may have, told by phone or e-mail; null: no limit' }),
  })
  .meta({ id: 'FlashSale' })

const show = ({ sku, location, endsAt, perBuyer }: FlashSale): z.infer<typeof saleSchema> => ({
  ...{ sku, location, perBuyer },
  endsAt: endsAt === null ? null : endsAt.toISOString(),
})

const inputSchema = z.strictObject({
  endsAt: saidMomentSchema.optional(),
  perBuyer: z.int().min(1).max(maxQuantity).optional(),
})

/** @returns false if there is nothing of which it could be said */
const said = (hub: Hub, say: (tx: Tx) => Promise<FeedChange[] | null>): Promise<boolean> =>
  announce(hub, async (tx) => {
    const changes = await say(tx)
    return changed(changes !== null, ...(changes ?? []))
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
        ...{ params: skuLocationParams, body: inputSchema },
        response: { 200: saleSchema },
      },
    },
    async ({ params: { sku, location }, body: { endsAt, perBuyer = null } }) => {
      const sale = { sku, location, endsAt: endsAt === undefined ? null : new Date(endsAt), perBuyer }
      if (!(await said(hub, (tx) => beginSale(tx, sale)))) throw notFound('item or location', `${sku} at ${location}`)
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
      if (!(await said(hub, (tx) => endSale(tx, params))))
        throw notFound('flash sale', `${params.sku} at ${params.location}`)
      await hub.gate.salesChanged()
      return reply.code(204).send()
    },
  )
}
