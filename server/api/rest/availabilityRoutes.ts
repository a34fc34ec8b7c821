import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { FreeStart } from '../../../shared/bookings/availability.ts'
import { clockOf, ZoneWriter } from '../../../shared/bookings/zoneTime.ts'
import { codeSchema } from '../../../shared/codes.ts'
import { readAvailability } from '../../bookings/availability.ts'
import type { Hub } from '../hub.ts'
import { notFound } from '../problem.ts'
import type { RestApp } from './restApp.ts'
import { momentSchema, wholeNumber } from './schemas.ts'

/** The calendar ends somewhere, for the database as for everybody. */
const dateSchema = z.iso.date().refine((date) => date >= '1970-01-02' && date < '2200', 'a date from 1970 to 2199')

export const availabilitySchema = z.object({
  data: z.array(
    z.object({
      start: momentSchema,
      end: momentSchema,
      resources: z
        .array(z.array(codeSchema))
        .meta({ description: 'what it can be had with, best first: one resource for each need, or tables together' }),
    }),
  ),
})

/** `/v1/availability`: when a service can be had. */
export const availabilityRoutes = (app: RestApp, hub: Hub): void => {
  app.get(
    '/v1/availability',
    {
      schema: {
        tags: ['Bookings'],
        summary: 'When a service can be had, and with what',
        description:
          'Starts come every 15 minutes from each opening, in the zone of the location; at most ten combinations each, the best first. What is answered is free now, and promised to nobody until it is booked.',
        querystring: z.strictObject({
          location: codeSchema,
          service: codeSchema,
          party: wholeNumber(1, 1_000).optional().meta({ description: '1 if left out' }),
          date: dateSchema.meta({ description: 'the first day' }),
          days: wholeNumber(1, 31).optional().meta({ description: '1 to 31; 1 if left out' }),
        }),
        response: { 200: availabilitySchema },
      },
    },
    async (request, reply) => {
      const { party = 1, days = 1, ...query } = request.query
      const answer = await readAvailability(hub.sql, { ...query, party, days })
      if (!answer.found) throw notFound(answer.what, query[answer.what])
      return sendStarts(reply, answer.starts, answer.zone)
    },
  )
}

/** A month is half a megabyte in which everything comes again and again: written once each, without a look at the schema for every field. */
const sendStarts = (reply: FastifyReply, starts: readonly FreeStart[], zone: string): FastifyReply => {
  const writer = new ZoneWriter(clockOf(zone))
  const written = new Map<readonly unknown[], string>()
  const textOf = (list: readonly unknown[], write: () => string): string => {
    const known = written.get(list)
    if (known !== undefined) return known
    const made = write()
    written.set(list, made)
    return made
  }
  const combinationOf = (codes: readonly string[]): string => textOf(codes, () => JSON.stringify(codes))
  const lines = starts.map(({ start, end, resources }) => {
    const combinations = textOf(resources, () => resources.map(combinationOf).join(','))
    return `{"start":"${writer.write(start)}","end":"${writer.write(end)}","resources":[${combinations}]}`
  })
  return reply.header('content-type', 'application/json; charset=utf-8').send(`{"data":[${lines.join(',')}]}`)
}
