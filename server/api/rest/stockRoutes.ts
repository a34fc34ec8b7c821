import { z } from 'zod'
import { codeSchema } from '../../../shared/codes.ts'
import { maxOnHand, maxQuantity } from '../../../shared/quantity.ts'
import { reasonSchema } from '../../../shared/protocol/commands.ts'
import type { Outcome } from '../../../shared/protocol/verdicts.ts'
import { levelSchema, listLevels, readLevel } from '../../stock/levels.ts'
import { listMovements, type Movement, movementIdSchema } from '../../stock/movements.ts'
import { cursorOf } from '../../db/pages.ts'
import type { Hub } from '../hub.ts'
import { notFound, Problem } from '../problem.ts'
import { callerOf, type RestApp } from './restApp.ts'
import { defaultLimit, limitSchema, momentSchema, pageSchema, skuLocationCursor, skuLocationParams } from './schemas.ts'
import { answerWithVerdict, refusalOf } from './verdicts.ts'

const namedLevelSchema = levelSchema.meta({ id: 'Level' })

const movementSchema = z
  .object({
    id: z.string(),
    at: momentSchema,
    from: z.string(),
    to: z.string(),
    quantity: z.number(),
    reason: z.string(),
    hold: z.string().optional(),
    order: z.string().optional(),
    return: z.string().optional(),
    transfer: z.string().optional(),
  })
  .meta({ id: 'Movement' })

const countedSchema = z.object({ sku: codeSchema, location: codeSchema, onHand: z.number() })

const tellLevel = (outcome: Outcome): string => {
  if (outcome.type !== 'level') throw new Error(`stock was counted and came out as ${outcome.type}`)
  const { sku, location, onHand } = outcome
  return JSON.stringify({ sku, location, onHand })
}

const showMovement = ({ hold, order, return: goods, transfer, ...move }: Movement): z.infer<typeof movementSchema> => ({
  id: move.id,
  at: move.at.toISOString(),
  from: move.from,
  to: move.to,
  quantity: move.quantity,
  reason: move.reason,
  ...(hold === null ? {} : { hold }),
  ...(order === null ? {} : { order }),
  ...(goods === null ? {} : { return: goods }),
  ...(transfer === null ? {} : { transfer }),
})

/** `/v1/stock`: how much there is, why, and counting it. */
export const stockRoutes = (app: RestApp, hub: Hub): void => {
  const tags = ['Stock']

  app.get(
    '/v1/stock',
    {
      schema: {
        tags,
        summary: 'The stock of every item at every location',
        description:
          '`available` = `onHand` − `held` − `allotted` − the item’s safety stock; for a channel’s key no more than the channel can have by its limits. What was never counted is 0.',
        querystring: z.strictObject({
          sku: codeSchema.optional(),
          location: codeSchema.optional(),
          cursor: skuLocationCursor,
          limit: limitSchema,
        }),
        response: { 200: pageSchema(namedLevelSchema) },
      },
    },
    (request) => {
      const { sku, location, cursor, limit = defaultLimit } = request.query
      const { isAdmin, giver } = callerOf(request)
      const channel = isAdmin ? undefined : giver.channel
      return listLevels(hub.sql, { sku, location, after: cursor, limit, channel })
    },
  )

  app.put(
    '/v1/stock/:sku/:location',
    {
      config: { needs: 'admin' },
      schema: {
        tags,
        summary: 'Set what was counted; the difference becomes a movement',
        params: skuLocationParams,
        body: z.strictObject({ onHand: z.int().min(0).max(maxOnHand) }),
        response: { 200: namedLevelSchema },
      },
    },
    async (request) => {
      const { sku, location } = request.params
      const { id, giver } = callerOf(request)
      const answer = await hub.arbiter.submit({
        caller: id,
        key: hub.newId(),
        bodyHash: '',
        command: { type: 'stock.count', sku, location, onHand: request.body.onHand },
        giver,
      })
      if (answer.type !== 'verdict') throw new Error(`the arbiter answered ${answer.type} to a count`)
      if (!answer.verdict.accepted) throw Problem.of(refusalOf(answer.verdict.rejection))
      const level = await readLevel(hub.sql, sku, location)
      if (level === null) throw notFound('item', sku)
      return level
    },
  )

  app.post(
    '/v1/stock/:sku/:location/receive',
    {
      config: { needs: 'admin' },
      schema: {
        tags,
        summary: 'Goods arrived: they are for sale at once',
        params: skuLocationParams,
        body: z.strictObject({ quantity: z.int().min(1).max(maxQuantity), reference: reasonSchema.optional() }),
        response: { 200: countedSchema },
      },
    },
    (request, reply) => {
      const { quantity, reference } = request.body
      return answerWithVerdict(hub, request, reply, {
        command: {
          type: 'stock.receive',
          ...request.params,
          quantity,
          ...(reference === undefined ? {} : { reference }),
        },
        status: 200,
        tell: tellLevel,
      })
    },
  )

  app.get(
    '/v1/stock/:sku/:location/movements',
    {
      schema: {
        tags,
        summary: 'The ledger of one item at one location, newest first',
        params: skuLocationParams,
        querystring: z.strictObject({ cursor: cursorOf(z.tuple([movementIdSchema])).optional(), limit: limitSchema }),
        response: { 200: pageSchema(movementSchema) },
      },
    },
    async (request) => {
      const { cursor, limit = defaultLimit } = request.query
      const { sku, location } = request.params
      const page = await listMovements(hub.sql, { sku, location, before: cursor?.[0], limit })
      if (page === null) throw notFound('stock', `${sku} at ${location}`)
      return { data: page.data.map(showMovement), nextCursor: page.nextCursor }
    },
  )
}
