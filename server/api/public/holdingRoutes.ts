import { z } from 'zod'
import { seatIdSchema } from '../../../shared/kinds/seat/schema.ts'
import { mostPublicSeats } from '../../../shared/seating/events.ts'
import { bestSeats } from '../../../shared/seating/bestSeats.ts'
import type { HallSeat } from '../../../shared/seating/planSeats.ts'
import type { Command } from '../../../shared/protocol/commands.ts'
import { publicChannel } from '../../auth/callers.ts'
import { followOffer } from '../../queue/buyers.ts'
import { readPromised } from '../../queue/newcomers.ts'
import { isWaiting } from '../../queue/seatBuyers.ts'
import { stateOf } from '../../seating/halls.ts'
import type { Hub } from '../hub.ts'
import { notFound, Problem } from '../problem.ts'
import type { RestApp } from '../rest/restApp.ts'
import { codeParams } from '../rest/schemas.ts'
import { answerWithVerdict } from '../rest/verdicts.ts'
import type { Viewing } from '../rest/viewing.ts'
import { giveUp } from './giveUp.ts'
import { insistOnPublic, type OwnHold, publicTags, readOwnHolds } from './publicEvents.ts'
import { waitsAlready } from './queueingRoutes.ts'
import type { Turns } from './turns.ts'
import { bySession, createVisitors, sessionQuery, visitorOf } from './visitors.ts'

const ownHoldsSchema = z
  .object({
    data: z.array(
      z.object({
        id: z.uuid(),
        seats: z.array(z.string()),
        leftMs: z.number().meta({ description: 'until it expires' }),
        wholeMs: z.number().meta({ description: 'from its placing until it expires' }),
      }),
    ),
  })
  .meta({ id: 'OwnHolds' })

const seatsSchema = z.array(seatIdSchema).min(1).max(mostPublicSeats)

const tooManySeats = (most: number): Problem =>
  new Problem(409, 'limit_reached', `One visitor may hold ${most} seats of this event at a time.`, {
    more: { mostSeats: most },
  })

/** What a visitor holds and gives back: seats only, bound to their session (SPEC E7). */
export const holdingRoutes = (app: RestApp, hub: Hub, { halls }: Viewing, turns: Turns): void => {
  const visitors = createVisitors(hub)
  const named = { params: codeParams, querystring: sessionQuery }
  const tags = publicTags

  app.get(
    '/public/events/:code/holds',
    {
      config: bySession,
      schema: { tags, summary: 'What this session holds', ...named, response: { 200: ownHoldsSchema } },
    },
    async (request) => {
      const session = await visitors.insist(request, request.query.session)
      return { data: await readOwnHolds(hub.sql, session, request.params.code) }
    },
  )

  app.post(
    '/public/events/:code/holds',
    {
      config: bySession,
      schema: {
        tags,
        summary: 'Hold seats: all of them or none',
        description:
          'Answers with all that this session holds now. More than the event lets one visitor hold: 409 `limit_reached`.',
        ...named,
        body: z.strictObject({ seats: seatsSchema }),
        response: { 201: ownHoldsSchema },
      },
    },
    async (request, reply) => {
      const session = await visitors.insist(request, request.query.session)
      const { code: event, location, publicSeats, ttlSeconds } = await insistOnPublic(hub, request.params.code)
      request.caller = visitorOf(session, ttlSeconds)
      await turns.take(session, async () => {
        const holds = await readOwnHolds(hub.sql, session, event)
        const [own] = holds
        const held = holds.flatMap(({ seats }) => seats)
        const seats = request.body.seats.filter((seat) => !held.includes(seat))
        if (held.length + seats.length > publicSeats) throw tooManySeats(publicSeats)
        if (await isWaiting(hub.sql, session, event)) throw waitsAlready()
        if (seats.length === 0) return reply.code(201).send({ data: holds })
        const hold = hub.newId()
        const add: Command =
          own === undefined
            ? { type: 'hold.place', hold, location, lines: linesOf(event, seats), session }
            : {
                ...{ type: 'hold.replace', hold, replaces: own.id, location },
                ...{ lines: linesOf(event, [...own.seats, ...seats]), ttlSeconds: secondsLeft(own) },
              }
        return answerWithVerdict(hub, request, reply, {
          command: add,
          status: 201,
          tell: async (outcome) => {
            if (own !== undefined && outcome.type === 'hold') await followOffer(hub.sql, own.id, outcome.hold.id)
            return JSON.stringify({ data: await readOwnHolds(hub.sql, session, event) })
          },
        })
      })
    },
  )

  app.post(
    '/public/events/:code/release',
    {
      config: bySession,
      schema: {
        tags,
        summary: 'Give some seats back',
        description: 'Answers with all that this session still holds. A seat that it does not hold is left alone.',
        ...named,
        body: z.strictObject({ seats: seatsSchema }),
        response: { 200: ownHoldsSchema },
      },
    },
    async (request) => {
      const session = await visitors.insist(request, request.query.session)
      const { code: event, location, ttlSeconds } = await insistOnPublic(hub, request.params.code)
      const caller = visitorOf(session, ttlSeconds)
      return turns.take(session, async () => {
        for (const hold of await readOwnHolds(hub.sql, session, event)) {
          const rest = hold.seats.filter((seat) => !request.body.seats.includes(seat))
          if (rest.length === hold.seats.length) continue
          const command = releaseOf(hub, hold, rest, { event, location })
          await giveUp(hub, caller, command)
          if (command.type === 'hold.replace') await followOffer(hub.sql, hold.id, command.hold)
        }
        return { data: await readOwnHolds(hub.sql, session, event) }
      })
    },
  )

  app.post(
    '/public/events/:code/best',
    {
      config: bySession,
      schema: {
        tags,
        summary: 'The best free seats for a party',
        description: 'A suggestion that promises nothing: hold the seats next. Empty if there are not enough.',
        ...named,
        body: z.strictObject({
          party: z.int().min(1).max(mostPublicSeats),
          category: z.string().min(1).max(200).optional(),
          accessible: z.boolean().optional(),
        }),
        response: { 200: z.object({ seats: z.array(z.string()) }) },
      },
    },
    async (request) => {
      await visitors.insist(request, request.query.session)
      const { code } = await insistOnPublic(hub, request.params.code)
      const { party: size, ...wish } = request.body
      const now = await halls.read(code)
      if (now === null) throw notFound('event', code)
      const isPromised = await readPromised(hub.sql, code, now, publicChannel)
      const isFree = (seat: HallSeat): boolean => stateOf(now, seat.seat) === 'free' && !isPromised(seat)
      const found = bestSeats(now.hall, { size, ...wish }, isFree)
      return { seats: (found ?? []).map(({ seat }) => seat) }
    },
  )
}

const linesOf = (event: string, seats: readonly string[]) =>
  seats.map((seat) => ({ kind: 'seat' as const, event, seat }))

/** A hold that becomes another keeps its deadline: whoever goes on choosing has no more time than others. */
const secondsLeft = ({ leftMs }: OwnHold): number => Math.max(1, Math.ceil(leftMs / 1000))

/** Ends a hold, or makes it smaller without giving it more time. */
const releaseOf = (
  { newId }: Pick<Hub, 'newId'>,
  own: OwnHold,
  rest: readonly string[],
  { event, location }: { readonly event: string; readonly location: string },
): Extract<Command, { type: 'hold.release' | 'hold.replace' }> => {
  const { id: replaces } = own
  if (rest.length === 0) return { type: 'hold.release', hold: replaces }
  const lines = linesOf(event, rest)
  return { type: 'hold.replace', hold: newId(), replaces, location, lines, ttlSeconds: secondsLeft(own) }
}
