import { z } from 'zod'
import { saidMomentSchema } from '../../../shared/saidMoment.ts'
import { type Booking, guestSchema } from '../../../shared/bookings/bookings.ts'
import { partySchema } from '../../../shared/bookings/fields.ts'
import { isRange, type WaitingCommand } from '../../../shared/bookings/waitingCommands.ts'
import { type WaitingGuest, waitingStates } from '../../../shared/bookings/waitingGuests.ts'
import { codeSchema } from '../../../shared/codes.ts'
import { reasonSchema, uuidSchema } from '../../../shared/protocol/commands.ts'
import type { Outcome } from '../../../shared/protocol/verdicts.ts'
import { toRfc3339 } from '../../../shared/time.ts'
import type { Caller } from '../../auth/callers.ts'
import { quote } from '../../bookings/quote.ts'
import { type GuestRead, listGuests, readGuest } from '../../bookings/readGuests.ts'
import { cursorOf } from '../../db/pages.ts'
import type { Hub } from '../hub.ts'
import { invalid, notFound } from '../problem.ts'
import { isRepeat } from './idempotency.ts'
import { callerOf, type RestApp } from './restApp.ts'
import { defaultLimit, limitSchema, momentSchema, pageSchema } from './schemas.ts'
import { answerWithVerdict } from './verdicts.ts'

const waitingSchema = z
  .object({
    id: z.uuid(),
    state: z.enum(waitingStates),
    location: z.string(),
    service: z.string(),
    channel: z.string(),
    party: z.number(),
    atTheDoor: z.boolean(),
    from: momentSchema.meta({ description: 'the start that they want lies from then on' }),
    to: momentSchema.meta({ description: 'and before this; from then on they wait no more' }),
    cameAt: momentSchema,
    quotedMinutes: z
      .number()
      .nullable()
      .meta({ description: 'the wait that they were told, at the door; null if nothing fits within four hours' }),
    offer: z
      .object({
        booking: z.uuid(),
        start: momentSchema,
        end: momentSchema,
        resources: z.array(z.string()),
        confirmBy: momentSchema,
      })
      .optional()
      .meta({ description: 'of an offered one: a booking to be confirmed, or cancelled to decline it' }),
    endedAt: momentSchema.optional(),
    reason: z.string().optional(),
    customer: guestSchema
      .optional()
      .meta({ description: 'only for the channel that they came through, and for admin keys' }),
  })
  .meta({ id: 'WaitingGuest' })

const tellOffer = ({ id, start, end, resources, confirmBy }: Booking) => ({
  ...{ booking: id, start: toRfc3339(start), end: toRfc3339(end), resources: [...resources] },
  confirmBy: toRfc3339(confirmBy ?? start),
})

const tell = (guest: WaitingGuest, offer: Booking | null = null): z.infer<typeof waitingSchema> => ({
  ...{ id: guest.id, state: guest.state, location: guest.location, service: guest.service, channel: guest.channel },
  ...{ party: guest.party, atTheDoor: guest.atTheDoor, from: toRfc3339(guest.from), to: toRfc3339(guest.to) },
  ...{ cameAt: toRfc3339(guest.cameAt), quotedMinutes: guest.quotedMinutes },
  ...(offer === null ? {} : { offer: tellOffer(offer) }),
  ...(guest.endedAt === null ? {} : { endedAt: toRfc3339(guest.endedAt) }),
  ...{ reason: guest.reason ?? undefined, customer: guest.customer ?? undefined },
})

/** As this caller may see it. */
const show = ({ guest, offer }: GuestRead, caller: Caller): z.infer<typeof waitingSchema> =>
  tell(caller.isAdmin || caller.giver.channel === guest.channel ? guest : { ...guest, customer: null }, offer)

const tellGuest = (outcome: Outcome): string => {
  if (outcome.type !== 'waiting') throw new Error(`a waiting guest was asked for and came out as ${outcome.type}`)
  return JSON.stringify(tell(outcome.guest))
}

const rangeOf = ({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }) => ({
  from: from === undefined ? undefined : Date.parse(from),
  to: to === undefined ? undefined : Date.parse(to),
})

const newGuestSchema = z
  .strictObject({
    location: codeSchema,
    service: codeSchema,
    party: partySchema.optional().meta({ description: '1 if left out' }),
    from: saidMomentSchema.optional().meta({ description: 'default: now' }),
    to: saidMomentSchema.optional().meta({ description: 'default: four hours after from; a day after it at most' }),
    atTheDoor: z
      .boolean()
      .optional()
      .meta({ description: 'true for who stands here and takes any table now; default: false' }),
    customer: guestSchema.optional(),
    note: reasonSchema.optional(),
  })
  .refine((body) => isRange(rangeOf(body)), { path: ['to'], message: 'is not after from, or more than a day after it' })
  .meta({ id: 'NewWaitingGuest' })

const waitingParams = z.object({ id: uuidSchema })
const turnCursor = cursorOf(z.tuple([z.int(), uuidSchema])).optional()

/** `/v1/waiting`: guests who wait for a time, or for a table. */
export const waitingRoutes = (app: RestApp, hub: Hub): void => {
  const tags = ['Waiting list']

  app.post(
    '/v1/waiting',
    { schema: { tags, summary: 'Come to wait', body: newGuestSchema, response: { 201: waitingSchema } } },
    async (request, reply) => {
      const { location, service, party = 1, atTheDoor = false, customer, note } = request.body
      const quoted = await quote(hub.sql, { location, service, party, atTheDoor })
      if (quoted.type !== 'quote' && !(await isRepeat(hub, request)))
        throw quoted.type === 'missing'
          ? notFound(quoted.what, quoted.id)
          : invalid([{ path: 'party', message: 'nothing here fits this service and party' }])
      const { from, to } = rangeOf(request.body)
      const command: WaitingCommand = {
        ...{ type: 'waiting.join', guest: hub.newId(), location, service, party, atTheDoor },
        quotedMinutes: quoted.type === 'quote' ? quoted.minutes : null,
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
        ...(customer === undefined ? {} : { customer }),
        ...(note === undefined ? {} : { note }),
      }
      return answerWithVerdict(hub, request, reply, { command, status: 201, tell: tellGuest })
    },
  )

  app.post(
    '/v1/waiting/:id/leave',
    {
      schema: {
        ...{ tags, summary: 'Wait no more; an offer is given back', params: waitingParams },
        body: z.strictObject({ reason: reasonSchema.optional() }).nullish(),
        response: { 200: waitingSchema },
      },
    },
    (request, reply) => {
      const reason = request.body?.reason
      const command: WaitingCommand = {
        ...{ type: 'waiting.leave', guest: request.params.id },
        ...(reason === undefined ? {} : { reason }),
      }
      return answerWithVerdict(hub, request, reply, { command, status: 200, tell: tellGuest })
    },
  )

  app.post(
    '/v1/waiting/:id/again',
    {
      schema: {
        ...{ tags, summary: 'Wait again after a missed offer, with the same turn', params: waitingParams },
        ...{ body: z.strictObject({}).nullish(), response: { 200: waitingSchema } },
      },
    },
    (request, reply) =>
      answerWithVerdict(hub, request, reply, {
        command: { type: 'waiting.again', guest: request.params.id },
        ...{ status: 200, tell: tellGuest },
      }),
  )

  app.get(
    '/v1/waiting/:id',
    {
      schema: {
        ...{ tags, summary: 'One waiting guest, as it is now, with their offer' },
        ...{ params: waitingParams, response: { 200: waitingSchema } },
      },
    },
    async (request) => {
      const read = await readGuest(hub.sql, request.params.id)
      if (read === null) throw notFound('waiting_guest', request.params.id)
      return show(read, callerOf(request))
    },
  )

  app.get(
    '/v1/waiting',
    {
      schema: {
        ...{ tags, summary: 'Waiting guests in their turn' },
        querystring: z.strictObject({
          location: codeSchema.optional(),
          state: z.enum(waitingStates).optional(),
          cursor: turnCursor,
          limit: limitSchema,
        }),
        response: { 200: pageSchema(waitingSchema) },
      },
    },
    async (request) => {
      const { cursor, limit = defaultLimit, ...query } = request.query
      const { data, nextCursor } = await listGuests(hub.sql, { ...query, after: cursor, limit })
      const caller = callerOf(request)
      return { data: data.map((read) => show(read, caller)), nextCursor }
    },
  )
}
