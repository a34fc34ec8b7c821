import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { reasonSchema, uuidSchema } from '../../../shared/protocol/commands.ts'
import type { Tx } from '../../db/connect.ts'
import { pageOf } from '../../db/pages.ts'
import { changed } from '../../feed/announce.ts'
import { importStatement } from '../../payments/importStatement.ts'
import { readStatement } from '../../payments/statement.ts'
import { bookUnmatched, dismissUnmatched, listUnmatched, type Seen } from '../../payments/unmatched.ts'
import { atMost } from '../atMost.ts'
import type { Hub } from '../hub.ts'
import { invalid, notFound, Problem } from '../problem.ts'
import { answerOnce, bodyHashOf } from './idempotency.ts'
import { callerOf, type RestApp } from './restApp.ts'
import { defaultLimit, limitSchema, momentSchema, pageSchema, uuidCursor } from './schemas.ts'

/** A year of a busy shop. */
const mostBytes = 8 * 1024 * 1024

const lineSchema = {
  date: z.string(),
  amount: z.int().meta({ description: 'in minor units of the shop’s currency' }),
  description: z.string(),
  reference: z.string().nullable(),
}

const importedSchema = z.object({
  matched: z.int().meta({ description: 'lines that were booked to their order now' }),
  known: z.int().meta({ description: 'lines that were booked before' }),
  unmatched: z.array(z.object({ line: z.int(), ...lineSchema })),
  rejected: z.array(z.object({ line: z.int(), message: z.string() })),
})

const assignSchema = z.strictObject({ order: uuidSchema })
const dismissSchema = z.strictObject({ note: reasonSchema })

const settledSchema = z.object({
  ...{ id: z.uuid(), ...lineSchema },
  order: z.uuid().optional().meta({ description: 'to which it was booked' }),
  dismissed: z.string().optional().meta({ description: 'why it was put away' }),
  ...{ settledBy: z.string().optional(), settledAt: momentSchema.optional() },
})

/** `/v1/payments/statement`: transfers, from the bank's statement. */
export const statementRoutes = async (app: RestApp, hub: Hub): Promise<void> => {
  const tags = ['Orders']
  // Whoever books a line keeps two connections meanwhile, for the line and for the answer. Across hubs each line is locked.
  const inTurn = atMost(1)

  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('text/csv', { parseAs: 'string', bodyLimit: mostBytes }, (_request, body, done) =>
      done(null, body),
    )
    scope.post(
      '/v1/payments/statement',
      {
        bodyLimit: mostBytes,
        config: { needs: 'admin' },
        schema: {
          ...{ tags, summary: 'Book transfers from the bank’s statement', consumes: ['text/csv'] },
          description:
            'A CSV file in UTF-8 with the columns `date,amount,description[,reference]`, amounts in minor units. A line goes to the order whose number ' +
            'its description names. Each line counts once, in whatever file it comes again; one that names no order, or several, is kept for a person. ' +
            'Lines without a reference are told apart by date, amount, text and their place among those that are alike: export whole days.',
          response: { 200: importedSchema },
        },
      },
      async (request, reply) => {
        const { body } = request
        if (typeof body !== 'string') throw invalid([{ path: '', message: 'send a file as text/csv' }])
        const once = { type: 'payments.statement', bodyHash: bodyHashOf(request), status: 200 }
        await inTurn(() =>
          answerOnce(hub, request, reply, once, async () => {
            const statement = await readStatement(body)
            if (!statement.ok) throw invalid([{ path: 'line 1', message: statement.message }])
            const { rejected } = statement
            return changed({ ...(await importStatement(hub, statement.lines)), rejected })
          }),
        )
      },
    )
  })

  app.get(
    '/v1/payments/statement',
    {
      config: { needs: 'admin' },
      schema: {
        ...{ tags, summary: 'Lines of statements that wait for a person' },
        querystring: z.strictObject({ cursor: uuidCursor, limit: limitSchema }),
        response: { 200: pageSchema(z.object({ id: z.uuid(), ...lineSchema })) },
      },
    },
    async ({ query: { cursor, limit = defaultLimit } }) =>
      pageOf(await listUnmatched(hub.sql, cursor?.[0], limit), limit, ({ id }) => [id]),
  )

  const lineParams = z.object({ id: uuidSchema })
  const seeTo = (
    path: 'assign' | 'dismiss',
    summary: string,
    body: typeof assignSchema | typeof dismissSchema,
    see: (line: string, request: FastifyRequest, tx: Tx) => Promise<Seen>,
  ): void => {
    app.post(
      `/v1/payments/statement/:id/${path}`,
      {
        config: { needs: 'admin' },
        schema: { tags, summary, params: lineParams, body, response: { 200: settledSchema } },
      },
      (request, reply) => {
        const { id } = request.params
        const once = { type: `payments.statement.${path}`, bodyHash: bodyHashOf(request), status: 200 }
        return inTurn(() =>
          answerOnce(hub, request, reply, once, async (tx) => changed(settledOf(await see(id, request, tx), id))),
        )
      },
    )
  }
  seeTo('assign', 'Book a line to the order that a person found for it', assignSchema, (line, request, tx) =>
    bookUnmatched(hub, tx, line, assignSchema.parse(request.body).order, callerOf(request).giver),
  )
  seeTo('dismiss', 'Put a line away that is no order’s', dismissSchema, (line, request, tx) =>
    dismissUnmatched(tx, line, dismissSchema.parse(request.body).note, callerOf(request).giver),
  )
}

const settledOf = (seen: Seen, id: string): z.infer<typeof settledSchema> => {
  switch (seen.type) {
    case 'no_line':
      throw notFound('line of a statement', id)
    case 'no_order':
      throw new Problem(404, 'not_found', 'There is no such order. Nothing was booked.')
    case 'settled':
      throw new Problem(409, 'line_settled', 'Somebody has seen to this line already, in another way.', {
        more: { order: seen.line.order ?? undefined, dismissed: seen.line.dismissed ?? undefined },
      })
    case 'done': {
      const { order, dismissed, settledBy, settledAt, ...line } = seen.line
      return {
        ...line,
        ...(order === null ? {} : { order }),
        ...(dismissed === null ? {} : { dismissed }),
        ...(settledBy === null ? {} : { settledBy }),
        ...(settledAt === null ? {} : { settledAt: settledAt.toISOString() }),
      }
    }
  }
}
