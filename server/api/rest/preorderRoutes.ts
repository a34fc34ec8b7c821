import { z } from 'zod'
import { codeSchema } from '../../../shared/codes.ts'
import { arriveSchema } from '../../../shared/preorders/commands.ts'
import type { Outcome } from '../../../shared/protocol/verdicts.ts'
import { cursorOf } from '../../db/pages.ts'
import { announce } from '../../feed/announce.ts'
import { listPreorderMovements, preorderMovementIdSchema } from '../../preorders/movements.ts'
import {
  listPreorders,
  preorderInputSchema,
  preorderSchema,
  putPreorder,
  readPreorder,
  TooFew,
} from '../../preorders/preorders.ts'
import type { Hub } from '../hub.ts'
import { notFound, Problem } from '../problem.ts'
import type { RestApp } from './restApp.ts'
import { defaultLimit, limitSchema, momentSchema, pageSchema, skuLocationCursor, skuLocationParams } from './schemas.ts'
import { answerWithVerdict } from './verdicts.ts'

const tags = ['Pre-orders']
const admin = { needs: 'admin' as const }

const arrivedSchema = z
  .object({
    ...{ sku: codeSchema, location: codeSchema },
    promised: z.number().meta({ description: 'pieces for those who had pre-ordered, first come first' }),
    forSale: z.number().meta({ description: 'pieces that were left over' }),
  })
  .meta({ id: 'Arrived' })

const movementSchema = z
  .object({
    ...{ id: z.string(), at: momentSchema, from: z.string(), to: z.string(), quantity: z.number(), reason: z.string() },
    ...{ hold: z.string().optional(), order: z.string().optional() },
  })
  .meta({ id: 'PreorderMovement' })

const tellArrived = (outcome: Outcome): string => {
  if (outcome.type !== 'arrived') throw new Error(`goods arrived and came out as ${outcome.type}`)
  const { sku, location, promised, forSale } = outcome
  return JSON.stringify({ sku, location, promised, forSale })
}

/** `/v1/preorders`: what can be bought before it is there, and its arrival. */
export const preorderRoutes = (app: RestApp, hub: Hub): void => {
  app.put(
    '/v1/preorders/:sku/:location',
    {
      config: admin,
      schema: {
        ...{ tags, summary: 'Say how many of an item may be pre-ordered at a location, and on which terms' },
        description: 'Apart from stock. Who has ordered keeps the terms of then.',
        ...{ params: skuLocationParams, body: preorderInputSchema, response: { 200: preorderSchema } },
      },
    },
    async ({ params, body }) => {
      const told = await announce(
        hub,
        async (tx) => (await putPreorder(tx, params, body)) ?? { value: null, changes: [] },
      ).catch((error: unknown) => {
        throw error instanceof TooFew ? tooFew(error) : error
      })
      if (told === null) throw notFound('item or location', `${params.sku} at ${params.location}`)
      return told
    },
  )

  app.get(
    '/v1/preorders',
    {
      schema: {
        ...{ tags, summary: 'What can be pre-ordered, by SKU and location' },
        querystring: z.strictObject({
          ...{ sku: codeSchema.optional(), location: codeSchema.optional() },
          ...{ cursor: skuLocationCursor, limit: limitSchema },
        }),
        response: { 200: pageSchema(preorderSchema) },
      },
    },
    ({ query: { sku, location, cursor, limit = defaultLimit } }) =>
      listPreorders(hub.sql, { sku, location, after: cursor, limit }),
  )

  app.get(
    '/v1/preorders/:sku/:location',
    { schema: { tags, summary: 'One of them', params: skuLocationParams, response: { 200: preorderSchema } } },
    async ({ params: { sku, location } }) => {
      const told = await readPreorder(hub.sql, sku, location)
      if (told === null) throw notFound('pre-order', `${sku} at ${location}`)
      return told
    },
  )

  app.get(
    '/v1/preorders/:sku/:location/movements',
    {
      schema: {
        ...{ tags, summary: 'The ledger of goods to come, newest first', params: skuLocationParams },
        description:
          'Between `open`, `promised`, `arrived` and `outside`; quantity, promised and arrived are its sums.',
        querystring: z.strictObject({
          cursor: cursorOf(z.tuple([preorderMovementIdSchema])).optional(),
          limit: limitSchema,
        }),
        response: { 200: pageSchema(movementSchema) },
      },
    },
    async ({ params, query: { cursor, limit = defaultLimit } }) => {
      const page = await listPreorderMovements(hub.sql, { ...params, before: cursor?.[0], limit })
      if (page === null) throw notFound('pre-order', `${params.sku} at ${params.location}`)
      const data = page.data.map(({ at, hold, order, ...move }) => ({
        ...{ ...move, at: at.toISOString() },
        ...(hold === null ? {} : { hold }),
        ...(order === null ? {} : { order }),
      }))
      return { data, nextCursor: page.nextCursor }
    },
  )

  app.post(
    '/v1/preorders/:sku/:location/arrive',
    {
      config: admin,
      schema: {
        ...{ tags, summary: 'Goods have come: they go to those who pre-ordered, in their order; the rest is for sale' },
        ...{ params: skuLocationParams, body: arriveSchema.pick({ quantity: true, reference: true }) },
        response: { 200: arrivedSchema },
      },
    },
    (request, reply) =>
      answerWithVerdict(hub, request, reply, {
        command: { type: 'preorder.arrive', ...request.params, ...request.body },
        ...{ status: 200, tell: tellArrived },
      }),
  )
}

const tooFew = ({ taken }: TooFew): Problem =>
  new Problem(409, 'too_few', `${taken} are promised or have arrived already; the quantity cannot be less.`, {
    more: { taken },
  })
