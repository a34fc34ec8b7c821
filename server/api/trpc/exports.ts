import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ExportGate } from '../../exports/exportGate.ts'
import { exportFormats, exportList } from '../../exports/exportList.ts'
import { exportNames } from '../../exports/lists.ts'
import { exportLanguages } from '../../exports/table.ts'
import { zoneOf } from '../../overview/zoneOf.ts'
import { notFound } from '../problem.ts'
import { tooManyExports } from '../rest/exportRoutes.ts'
import { admitPerson } from './admitPerson.ts'
import type { RequestContext } from './procedures.ts'

const querySchema = z.object({
  ...{ list: z.enum(exportNames), format: z.enum(exportFormats), language: z.enum(exportLanguages) },
})

/**
 * `GET /trpc/exports.download`: a list of the terminal's own location as a file, for a manager. Not a procedure, since tRPC would have the whole of it in
 * memory.
 */
export const exportsRoute = (app: FastifyInstance, contextOf: (request: FastifyRequest) => RequestContext): void => {
  const gate = new ExportGate()
  app.get('/exports.download', async (request, reply) => {
    const ctx = contextOf(request)
    const { terminal } = await admitPerson(ctx, 'manager')
    const query = querySchema.safeParse(request.query)
    if (!query.success) throw notFound('list', 'of this name')
    const { list, format, language } = query.data
    const { sql } = ctx.hub
    const zone = (await zoneOf(sql, terminal.location)) ?? 'UTC'
    // Nothing is waited for from here until the file counts.
    if (gate.isFull()) throw tooManyExports()
    const options = { language, zone, location: terminal.location, from: null, until: null }
    const { type, fileName, stream } = exportList(sql, list, format, options)
    return reply
      .type(type)
      .header('content-disposition', `attachment; filename="${fileName}"`)
      .send(gate.let(stream, reply.raw))
  })
}
