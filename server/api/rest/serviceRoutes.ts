import { z } from 'zod'
import { serviceInputSchema, serviceSchema } from '../../../shared/bookings/resources.ts'
import { listServices, putService, readService } from '../../bookings/services.ts'
import { announce } from '../../feed/announce.ts'
import type { Hub } from '../hub.ts'
import { notFound } from '../problem.ts'
import type { RestApp } from './restApp.ts'
import { codeCursor, codeParams, defaultLimit, limitSchema, pageSchema, settingUp } from './schemas.ts'

const namedServiceSchema = serviceSchema.meta({ id: 'Service' })

/** `/v1/services`: what is booked, how long it takes and what it needs. */
export const serviceRoutes = (app: RestApp, hub: Hub): void => {
  const tags = ['Bookings']

  app.put(
    '/v1/services/:code',
    settingUp('Bookings', 'Make or change a service as a whole', serviceInputSchema, namedServiceSchema),
    (request) => announce(hub, (tx) => putService(tx, request.params.code, request.body)),
  )

  app.get(
    '/v1/services',
    {
      schema: {
        tags,
        summary: 'Services by code',
        querystring: z.strictObject({ cursor: codeCursor, limit: limitSchema }),
        response: { 200: pageSchema(namedServiceSchema) },
      },
    },
    (request) => {
      const { cursor, limit = defaultLimit } = request.query
      return listServices(hub.sql, { after: cursor?.[0], limit })
    },
  )

  app.get(
    '/v1/services/:code',
    { schema: { tags, summary: 'One service', params: codeParams, response: { 200: namedServiceSchema } } },
    async (request) => {
      const service = await readService(hub.sql, request.params.code)
      if (service === null) throw notFound('service', request.params.code)
      return service
    },
  )
}
