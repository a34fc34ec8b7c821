import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { saidMomentSchema } from '../../../shared/saidMoment.ts'
import { type Booking, bookingStates, guestSchema } from '../../../shared/bookings/bookings.ts'
import type { BookingCommand } from '../../../shared/bookings/commands.ts'
import { codeSchema } from '../../../shared/codes.ts'
import { reasonSchema, uuidSchema } from '../../../shared/protocol/commands.ts'
import type { Outcome } from '../../../shared/protocol/verdicts.ts'
import { toRfc3339 } from '../../../shared/time.ts'
import type { Caller } from '../../auth/callers.ts'
import { chooseResources, type ChoiceWish } from '../../bookings/chooseResources.ts'
import { listBookings, readBooking } from '../../bookings/readBookings.ts'
import type { Hub } from '../hub.ts'
import { invalid, notFound } from '../problem.ts'
import { isRepeat } from './idempotency.ts'
import { callerOf, type RestApp } from './restApp.ts'
import { defaultLimit, limitSchema, momentSchema, pageSchema, uuidCursor } from './schemas.ts'
import { answerWithVerdict } from './verdicts.ts'

const bookingSchema = z
  .object({
    id: z.uuid(),
    state: z.enum(bookingStates),
    hold: z.uuid(),
    location: z.string(),
    service: z.string(),
    channel: z.string(),
    start: momentSchema,
    end: momentSchema,
    party: z.number(),
    resources: z.array(z.string()),
    confirmBy: momentSchema.optional().meta({ description: 'of a pending one: from then on it is expired' }),
    noShowAt: momentSchema.optional().meta({ description: 'of a confirmed one: from then on the guest has not come' }),
    freeUntil: momentSchema.meta({ description: 'cancelled after this it is late_cancelled' }),
    seatedAt: momentSchema.optional(),
    endedAt: momentSchema.optional(),
    reason: z.string().optional(),
    customer: guestSchema.optional().meta({ description: 'only for the channel that booked, and for admin keys' }),
  })
  .meta({ id: 'Booking' })

const moment = (time: number | null): string | undefined => (time === null ? undefined : toRfc3339(time))

const tell = (booking: Booking): z.infer<typeof bookingSchema> => ({
  ...{ id: booking.id, state: booking.state, hold: booking.hold, location: booking.location, service: booking.service },
  ...{ channel: booking.channel, start: toRfc3339(booking.start), end: toRfc3339(booking.end), party: booking.party },
  ...{ resources: [...booking.resources], confirmBy: moment(booking.confirmBy), noShowAt: moment(booking.noShowAt) },
  ...{ freeUntil: toRfc3339(booking.freeUntil), seatedAt: moment(booking.seatedAt), endedAt: moment(booking.endedAt) },
  ...{ reason: booking.reason ?? undefined, customer: booking.customer ?? undefined },
})

/** As this caller may see it. */
const show = (booking: Booking, caller: Caller): z.infer<typeof bookingSchema> =>
  caller.isAdmin || caller.giver.channel === booking.channel ? tell(booking) : tell({ ...booking, customer: null })

const tellBooking = (outcome: Outcome): string => {
  if (outcome.type !== 'booking') throw new Error(`a booking was asked for and came out as ${outcome.type}`)
  return JSON.stringify(tell(outcome.booking))
}

const resourcesSchema = z
  .array(codeSchema)
  .min(1)
  .max(20)
  .refine((codes) => new Set(codes).size === codes.length, 'names a resource twice')

const newBookingSchema = z
  .strictObject({
    location: codeSchema,
    service: codeSchema,
    start: saidMomentSchema,
    party: z.int().min(1).max(1_000).optional(),
    resources: resourcesSchema.optional(),
    customer: guestSchema.optional(),
    note: reasonSchema.optional(),
  })
  .meta({ id: 'NewBooking' })

const steps = [
  ['confirm', 'booking.confirm', 'The guest comes'],
  ['cancel', 'booking.cancel', 'The guest does not come: the time is free at once'],
  ['check-in', 'booking.check_in', 'The guest is here'],
  ['complete', 'booking.complete', 'The guest has left: what is left of the time is free'],
  ['no-show', 'booking.no_show', 'The guest has not come: the time is free at once'],
] as const

/** Choices that keep as many of the booking's resources as can be, first: who asks for another table does not want another waiter. */
const mostKept = (choices: string[][], { resources }: Booking): string[][] => {
  const kept = (codes: readonly string[]): number => codes.filter((code) => resources.includes(code)).length
  return choices.toSorted((one, other) => kept(other) - kept(one))
}

const bookingParams = z.object({ id: uuidSchema })

/** `/v1/bookings`: a table and a person, at a time. */
export const bookingRoutes = (app: RestApp, hub: Hub): void => {
  const tags = ['Bookings']

  const choose = async (request: FastifyRequest, wish: ChoiceWish): Promise<string[][]> => {
    const chosen = await chooseResources(hub.sql, wish)
    if (chosen.type !== 'choices' && (await isRepeat(hub, request))) return []
    switch (chosen.type) {
      case 'missing':
        throw notFound(chosen.what, chosen.id)
      case 'unfit':
        throw invalid([{ path: 'resources', message: 'nothing here fits this service and party' }])
      case 'choices':
        return chosen.choices
    }
  }

  app.post(
    '/v1/bookings',
    { schema: { tags, summary: 'Book a time', body: newBookingSchema, response: { 201: bookingSchema } } },
    async (request, reply) => {
      const { location, service, party, resources = [], customer, note } = request.body
      const start = Date.parse(request.body.start)
      const choices = await choose(request, { location, service, start, party, named: resources })
      const command: BookingCommand = {
        ...{ type: 'booking.book', booking: hub.newId(), hold: hub.newId(), location, service, start, choices },
        party: party ?? 1,
        ...(customer === undefined ? {} : { customer }),
        ...(note === undefined ? {} : { note }),
      }
      return answerWithVerdict(hub, request, reply, { command, status: 201, tell: tellBooking })
    },
  )

  for (const [path, type, summary] of steps)
    app.post(
      `/v1/bookings/:id/${path}`,
      {
        schema: {
          ...{ tags, summary, params: bookingParams, response: { 200: bookingSchema } },
          body: z.strictObject({ reason: reasonSchema.optional() }).nullish(),
        },
      },
      (request, reply) => {
        const reason = request.body?.reason
        const command = { type, booking: request.params.id, ...(reason === undefined ? {} : { reason }) }
        return answerWithVerdict(hub, request, reply, { command, status: 200, tell: tellBooking })
      },
    )

  app.post(
    '/v1/bookings/:id/move',
    {
      schema: {
        ...{ tags, summary: 'Move to another time or other resources, or leave all as it is' },
        ...{ params: bookingParams, response: { 200: bookingSchema } },
        body: z
          .strictObject({ start: saidMomentSchema.optional(), resources: resourcesSchema.optional() })
          .refine(
            ({ start, resources }) => start !== undefined || resources !== undefined,
            'names neither start nor resources',
          ),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const { start, resources } = request.body
      const booking = await readBooking(hub.sql, id)
      if (booking === null) throw notFound('booking', id)
      const at = start === undefined ? booking.start : Date.parse(start)
      const { location, service } = booking
      const choices =
        resources === undefined
          ? undefined
          : await choose(request, { location, service, party: undefined, start: at, named: resources })
      const command: BookingCommand = {
        ...{ type: 'booking.move', booking: id, hold: hub.newId() },
        ...(start === undefined ? {} : { start: at }),
        ...(choices === undefined ? {} : { choices: mostKept(choices, booking) }),
      }
      return answerWithVerdict(hub, request, reply, { command, status: 200, tell: tellBooking })
    },
  )

  app.get(
    '/v1/bookings/:id',
    { schema: { tags, summary: 'One booking, as it is now', params: bookingParams, response: { 200: bookingSchema } } },
    async (request) => {
      const booking = await readBooking(hub.sql, request.params.id)
      if (booking === null) throw notFound('booking', request.params.id)
      return show(booking, callerOf(request))
    },
  )

  app.get(
    '/v1/bookings',
    {
      schema: {
        tags,
        summary: 'Bookings, newest first',
        querystring: z.strictObject({
          location: codeSchema.optional(),
          resource: codeSchema.optional(),
          from: momentSchema.optional(),
          to: momentSchema.optional(),
          cursor: uuidCursor,
          limit: limitSchema,
        }),
        response: { 200: pageSchema(bookingSchema) },
      },
    },
    async (request) => {
      const { cursor, limit = defaultLimit, from, to, ...query } = request.query
      const { data, nextCursor } = await listBookings(hub.sql, {
        ...{ ...query, before: cursor?.[0], limit },
        from: from === undefined ? undefined : Date.parse(from),
        to: to === undefined ? undefined : Date.parse(to),
      })
      const caller = callerOf(request)
      return { data: data.map((booking) => show(booking, caller)), nextCursor }
    },
  )
}
