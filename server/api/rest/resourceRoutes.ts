import { z } from 'zod'
import { hoursSchema, resourceInputSchema, resourceKinds, resourceSchema } from '../../../shared/bookings/resources.ts'
import { codeSchema } from '../../../shared/codes.ts'
import { putHours, readHours } from '../../bookings/hours.ts'
import { listResources, putResource, readResource } from '../../bookings/resources.ts'
import { announce } from '../../feed/announce.ts'
import type { Hub } from '../hub.ts'
import { invalid, notFound } from '../problem.ts'
import type { RestApp } from './restApp.ts'
import { codeCursor, codeParams, defaultLimit, limitSchema, pageSchema, settingUp } from './schemas.ts'

const namedResourceSchema = resourceSchema.meta({ id: 'Resource' })

/** `/v1/resources`: tables, staff and rooms, and when they can be had. */
export const resourceRoutes = (app: RestApp, hub: Hub): void => {
  const tags = ['Bookings']

  app.put(
    '/v1/resources/:code',
    settingUp(
      'Bookings',
      'Make or change a table, a member of staff or a room as a whole; its hours stay',
      resourceInputSchema,
      namedResourceSchema,
    ),
    async (request) => {
      const { code } = request.params
      const { kind, joins = [] } = request.body
      if (kind !== 'table' && joins.length > 0) throw invalid([{ path: 'joins', message: 'only tables are joined' }])
      if (joins.includes(code)) throw invalid([{ path: 'joins', message: 'a table is not joined to itself' }])
      const resource = await announce(hub, (tx) => putResource(tx, code, request.body))
      if (resource === null) throw notFound('location', request.body.location)
      return resource
    },
  )

  app.get(
    '/v1/resources',
    {
      schema: {
        tags,
        summary: 'Resources by code',
        querystring: z.strictObject({
          location: codeSchema.optional(),
          kind: z.enum(resourceKinds).optional(),
          cursor: codeCursor,
          limit: limitSchema,
        }),
        response: { 200: pageSchema(namedResourceSchema) },
      },
    },
    (request) => {
      const { cursor, limit = defaultLimit, ...which } = request.query
      return listResources(hub.sql, { ...which, after: cursor?.[0], limit })
    },
  )

  app.get(
    '/v1/resources/:code',
    { schema: { tags, summary: 'One resource', params: codeParams, response: { 200: namedResourceSchema } } },
    async (request) => {
      const resource = await readResource(hub.sql, request.params.code)
      if (resource === null) throw notFound('resource', request.params.code)
      return resource
    },
  )

  hoursRoutes(app, hub)
}

const hoursRoutes = (app: RestApp, hub: Hub): void => {
  const tags = ['Bookings']

  app.put(
    '/v1/resources/:code/hours',
    {
      config: { needs: 'admin' },
      schema: {
        tags,
        summary: 'Set when a resource can be had',
        description:
          'In the zone of its location; day 1 is Monday. A `to` that is not after its `from` lies on the next day. A date among the exceptions has what they say instead of its weekly lines; until hours are set a resource can be had at any time.',
        params: codeParams,
        body: hoursSchema,
        response: { 200: hoursSchema },
      },
    },
    async (request) => {
      const hours = await announce(hub, (tx) => putHours(tx, request.params.code, request.body))
      if (hours === null) throw notFound('resource', request.params.code)
      return hours
    },
  )

  app.get(
    '/v1/resources/:code/hours',
    {
      schema: { tags, summary: 'When a resource can be had', params: codeParams, response: { 200: hoursSchema } },
    },
    async (request) => {
      const hours = await readHours(hub.sql, request.params.code)
      if (hours === null) throw notFound('resource', request.params.code)
      return hours
    },
  )
}
