import { z } from 'zod'
import { saidMomentSchema } from '../../../shared/saidMoment.ts'
import { codeSchema } from '../../../shared/codes.ts'
import { ExportGate } from '../../exports/exportGate.ts'
import { exportFormats, exportList } from '../../exports/exportList.ts'
import { exportNames } from '../../exports/lists.ts'
import { exportLanguages } from '../../exports/table.ts'
import { zoneOf } from '../../overview/zoneOf.ts'
import type { Hub } from '../hub.ts'
import { notFound, Problem } from '../problem.ts'
import type { RestApp } from './restApp.ts'
import { mediaTypes } from './schemas.ts'

export const tooManyExports = (): Problem =>
  new Problem(503, 'too_many_exports', 'Several lists are being downloaded. Come back in a moment.', {
    retryAfterSeconds: 5,
  })

/** `/v1/exports/{list}`: every list as a file. */
export const exportRoutes = (app: RestApp, hub: Hub): void => {
  const gate = new ExportGate()

  app.get(
    '/v1/exports/:list',
    {
      config: { needs: 'admin' },
      schema: {
        ...{ tags: ['Exports'], summary: 'A whole list as CSV or XLSX, written while it is read' },
        description:
          'Times are those of the location, or of the first one; amounts are in major units; states and reasons are in words.',
        params: z.object({ list: z.enum(exportNames) }),
        querystring: z.strictObject({
          ...{ format: z.enum(exportFormats).default('csv'), language: z.enum(exportLanguages).default('vi') },
          ...{ location: codeSchema.optional(), from: saidMomentSchema.optional(), until: saidMomentSchema.optional() },
        }),
        response: {
          200: z
            .unknown()
            .meta(mediaTypes('text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')),
        },
      },
    },
    async ({ params: { list }, query: { format, language, location, from, until } }, reply) => {
      const zone = await zoneOf(hub.sql, location)
      if (zone === null) throw notFound('location', location ?? '')
      if (gate.isFull()) throw tooManyExports()
      const { type, fileName, stream } = exportList(hub.sql, list, format, {
        ...{ language, zone, location: location ?? null },
        ...{ from: from === undefined ? null : new Date(from), until: until === undefined ? null : new Date(until) },
      })
      return reply
        .type(type)
        .header('content-disposition', `attachment; filename="${fileName}"`)
        .send(gate.let(stream, reply.raw))
    },
  )
}
