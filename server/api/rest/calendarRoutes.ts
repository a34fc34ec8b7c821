import { z } from 'zod'
import { codeSchema } from '../../../shared/codes.ts'
import { createCalendar, endCalendar, readCalendar } from '../../bookings/calendars.ts'
import { changed } from '../../feed/announce.ts'
import type { Hub } from '../hub.ts'
import { notFound } from '../problem.ts'
import { answerOnce, bodyHashOf } from './idempotency.ts'
import type { RestApp } from './restApp.ts'
import { codeParams, mediaTypes } from './schemas.ts'

const tags = ['Bookings']
const admin = { needs: 'admin' } as const

/** The calendar of a resource for calendar programs, which send no key: its address is the key. */
export const calendarRoutes = (app: RestApp, hub: Hub): void => {
  app.post(
    '/v1/resources/:code/calendar',
    {
      config: admin,
      schema: {
        tags,
        summary: 'Make an address for the calendar of a resource; it is shown once',
        description:
          'Whoever has the address can read the calendar. An address that was made before ends; so does this one when another is made.',
        params: codeParams,
        body: z.strictObject({}).nullish(),
        response: { 201: z.object({ url: z.string() }) },
      },
    },
    (request, reply) =>
      answerOnce(
        hub,
        request,
        reply,
        { type: 'resource.calendar', bodyHash: bodyHashOf(request), status: 201, secret: true },
        async (tx) => {
          const { code } = request.params
          const secret = await createCalendar(tx, code)
          if (secret === null) throw notFound('resource', code)
          const path = `/v1/resources/${encodeURIComponent(code)}/calendar/${secret}.ics`
          return changed({ url: `${request.protocol}://${request.host}${path}` })
        },
      ),
  )

  app.delete(
    '/v1/resources/:code/calendar',
    {
      config: admin,
      schema: {
        tags,
        summary: 'End the address of a resource’s calendar',
        params: codeParams,
        response: { 204: z.undefined().meta({ description: 'ended' }) },
      },
    },
    async (request, reply) => {
      const { code } = request.params
      if (!(await endCalendar(hub.sql, code))) throw notFound('calendar', code)
      return reply.code(204).send()
    },
  )

  app.get(
    '/v1/resources/:code/calendar/:file',
    {
      config: { needs: 'nothing' },
      schema: {
        tags,
        summary: 'The calendar of a resource (iCalendar); the address is its own key',
        params: z.object({ code: codeSchema, file: z.string().regex(/^[\w-]{43}\.ics$/) }),
        response: { 200: z.string().meta(mediaTypes('text/calendar')) },
      },
    },
    async (request, reply) => {
      const { code, file } = request.params
      const calendar = await readCalendar(hub.sql, code, file.slice(0, -'.ics'.length))
      if (calendar === null) throw notFound('calendar', code)
      return reply
        .header('content-type', 'text/calendar; charset=utf-8')
        .header('cache-control', 'private, no-cache')
        .send(calendar)
    },
  )
}
