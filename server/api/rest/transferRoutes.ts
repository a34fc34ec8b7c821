import { z } from 'zod'
import { codeSchema } from '../../../shared/codes.ts'
import { uuidSchema } from '../../../shared/protocol/commands.ts'
import type { Outcome } from '../../../shared/protocol/verdicts.ts'
import { toRfc3339 } from '../../../shared/time.ts'
import { type TransferCommand, transferFields } from '../../../shared/transfers/transferCommands.ts'
import { comingOf, type Transfer, transferStates } from '../../../shared/transfers/transfers.ts'
import { listTransfers, readTransfer } from '../../transfers/readTransfers.ts'
import type { Hub } from '../hub.ts'
import { invalid, notFound } from '../problem.ts'
import type { RestApp } from './restApp.ts'
import { defaultLimit, limitSchema, momentSchema, pageSchema, uuidCursor } from './schemas.ts'
import { answerWithVerdict } from './verdicts.ts'

const count = z.int().min(0)

const transferSchema = z
  .object({
    id: z.uuid(),
    number: z.string(),
    state: z.enum(transferStates),
    from: z.string(),
    to: z.string().meta({ description: 'where what has not come counts as in transit' }),
    note: z.string().optional(),
    lines: z.array(
      z.object({
        ...{ sku: z.string(), sent: count, received: count },
        inTransit: count.meta({ description: 'what may still come' }),
      }),
    ),
    discrepancies: z
      .array(z.object({ sku: z.string(), sent: count, received: count }))
      .meta({ description: 'of a transfer of which something came: what is missing, and what nobody sent' }),
    ...{ sentAt: momentSchema, sentBy: z.string().optional() },
    ...{ receivedAt: momentSchema.optional(), receivedBy: z.string().optional() },
    closedAt: momentSchema
      .optional()
      .meta({ description: 'when it was called back, or what had not come was given up' }),
  })
  .meta({ id: 'Transfer' })

const moment = (time: number | null): string | undefined => (time === null ? undefined : toRfc3339(time))

const tellTransfer = (one: Transfer): z.infer<typeof transferSchema> => ({
  ...{ id: one.id, number: one.number, state: one.state, from: one.from, to: one.to, note: one.note ?? undefined },
  lines: one.lines.map((line) => ({
    ...{ sku: line.sku, sent: line.sent, received: line.received, inTransit: comingOf(one, line) },
  })),
  discrepancies: one.lines.flatMap(({ sku, sent, received }) =>
    one.receivedAt !== null && sent !== received ? [{ sku, sent, received }] : [],
  ),
  ...{ sentAt: toRfc3339(one.sentAt), sentBy: one.sentBy ?? undefined },
  ...{ receivedAt: moment(one.receivedAt), receivedBy: one.receivedBy ?? undefined, closedAt: moment(one.closedAt) },
})

const tell = (outcome: Outcome): string => {
  if (outcome.type !== 'transfer') throw new Error(`a transfer was asked for and came out as ${outcome.type}`)
  return JSON.stringify(tellTransfer(outcome.transfer))
}

/** `/v1/transfers`: goods that go from one location of the shop to another. */
export const transferRoutes = (app: RestApp, hub: Hub): void => {
  const tags = ['Transfers']
  const config = { needs: 'admin' as const }
  const params = z.object({ id: uuidSchema })

  app.post(
    '/v1/transfers',
    {
      config,
      schema: {
        ...{ tags, summary: 'Send goods to another location of the shop' },
        description:
          'All lines or none, of what is available: otherwise 409 `conflict` with who is short. They leave the source at once and are in transit at the destination until they are received there.',
        body: z.strictObject({
          ...{ from: codeSchema, to: codeSchema, lines: transferFields.pieces },
          note: transferFields.note.optional(),
        }),
        response: { 201: transferSchema },
      },
    },
    (request, reply) => {
      const { from, to, lines, note } = request.body
      if (from === to) throw invalid([{ path: 'to', message: 'is where the goods are' }])
      const command: TransferCommand = {
        ...{ type: 'transfer.send', transfer: hub.newId(), from, to, lines },
        ...(note === undefined ? {} : { note }),
      }
      return answerWithVerdict(hub, request, reply, { command, status: 201, tell })
    },
  )

  app.post(
    '/v1/transfers/:id/receive',
    {
      config,
      schema: {
        ...{ tags, summary: 'Goods of a transfer are here: they are for sale at its destination' },
        params,
        body: z
          .strictObject({
            lines: transferFields.pieces.optional().meta({ description: 'default: all that has not come' }),
          })
          .nullish(),
        response: { 200: transferSchema },
      },
    },
    (request, reply) => {
      const lines = request.body?.lines
      const command: TransferCommand = {
        ...{ type: 'transfer.receive', transfer: request.params.id },
        ...(lines === undefined ? {} : { lines }),
      }
      return answerWithVerdict(hub, request, reply, { command, status: 200, tell })
    },
  )

  /** A step that ends it. */
  const end = (path: string, type: 'transfer.cancel' | 'transfer.close', summary: string): void => {
    app.post(
      `/v1/transfers/:id/${path}`,
      {
        config,
        schema: { tags, summary, params, body: z.strictObject({}).nullish(), response: { 200: transferSchema } },
      },
      (request, reply) =>
        answerWithVerdict(hub, request, reply, {
          ...{ command: { type, transfer: request.params.id }, status: 200, tell },
        }),
    )
  }
  end('cancel', 'transfer.cancel', 'Call a transfer back of which nothing has come: all of it is at its source again')
  end('close', 'transfer.close', 'Nobody waits any more for what has not come')

  app.get(
    '/v1/transfers/:id',
    { config, schema: { tags, summary: 'One transfer', params, response: { 200: transferSchema } } },
    async (request) => {
      const { id } = request.params
      const found = await readTransfer(hub.sql, id)
      if (found === null) throw notFound('transfer', id)
      return tellTransfer(found)
    },
  )

  app.get(
    '/v1/transfers',
    {
      config,
      schema: {
        ...{ tags, summary: 'Transfers, newest first' },
        querystring: z.strictObject({
          ...{ state: z.enum(transferStates).optional(), from: codeSchema.optional(), to: codeSchema.optional() },
          ...{ cursor: uuidCursor, limit: limitSchema },
        }),
        response: { 200: pageSchema(transferSchema) },
      },
    },
    async (request) => {
      const { cursor, limit = defaultLimit, ...query } = request.query
      const { data, nextCursor } = await listTransfers(hub.sql, { ...query, before: cursor?.[0], limit })
      return { data: data.map(tellTransfer), nextCursor }
    },
  )
}
