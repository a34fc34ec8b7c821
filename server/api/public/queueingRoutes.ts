import { z } from 'zod'
import { mostPublicSeats } from '../../../shared/seating/events.ts'
import { publicChannel } from '../../auth/callers.ts'
import { changed } from '../../feed/announce.ts'
import type { Buyer } from '../../queue/buyers.ts'
import { countWaiting, lastOfSession } from '../../queue/seatBuyers.ts'
import { type EventStream, messageOf } from '../../streams/eventStream.ts'
import type { Hub } from '../hub.ts'
import { notFound, Problem } from '../problem.ts'
import { answerOnce, bodyHashOf } from '../rest/idempotency.ts'
import type { RestApp } from '../rest/restApp.ts'
import { codeParams } from '../rest/schemas.ts'
import type { Viewing } from '../rest/viewing.ts'
import { giveUp } from './giveUp.ts'
import { insistOnPublic, publicTags, readOwnHolds } from './publicEvents.ts'
import type { Turns } from './turns.ts'
import { bySession, createVisitors, sessionQuery, visitorOf } from './visitors.ts'

const queuedSchema = z
  .object({
    id: z.uuid(),
    state: z.enum(['waiting', 'offered', 'served', 'missed', 'left']),
    party: z.number(),
    category: z.string().optional().meta({ description: 'of which the seats have to be; left out: of any' }),
    ahead: z.number().optional().meta({ description: 'how many wait before them' }),
    hold: z.uuid().optional().meta({ description: 'what was offered: one of `GET …/holds`' }),
  })
  .meta({ id: 'QueuedForSeats' })

const lineSchema = z.object({
  data: queuedSchema.nullable().meta({ description: 'how this session queues, or queued last; null: it never did' }),
  waiting: z.number().meta({ description: 'how many wait for this event, this session too' }),
})

const tellQueued = ({ id, state, wish, ahead, hold }: Buyer) => ({
  ...{ id, state, party: wish.quantity },
  ...(wish.kind === 'seats' && wish.category !== null ? { category: wish.category } : {}),
  ...(ahead === null ? {} : { ahead }),
  ...(hold === null || state !== 'offered' ? {} : { hold }),
})

/** The line for an event's seats, as visitors of its page know it (SPEC Q7 to Q9). */
export const queueingRoutes = (app: RestApp, hub: Hub, { halls }: Viewing, turns: Turns): void => {
  const visitors = createVisitors(hub)
  const named = { params: codeParams, querystring: sessionQuery }
  const tags = publicTags
  const readLine = async (session: string, event: string) => {
    const [id, waiting] = await Promise.all([lastOfSession(hub.sql, session, event), countWaiting(hub.sql, event)])
    const buyer = id === null ? null : await hub.queue.read(hub.sql, id)
    return { data: buyer === null ? null : tellQueued(buyer), waiting }
  }

  app.get(
    '/public/events/:code/queue',
    {
      config: bySession,
      schema: { tags, summary: 'How this session queues', ...named, response: { 200: lineSchema } },
    },
    async (request) =>
      readLine(
        await visitors.insist(request, request.query.session),
        (await insistOnPublic(hub, request.params.code)).code,
      ),
  )

  app.post(
    '/public/events/:code/queue',
    {
      config: bySession,
      schema: {
        ...{ tags, summary: 'Queue for seats of this event' },
        description:
          'In this session, for as long as it lives. When it is their turn, the best seats for this wish are held in it for two minutes. Who queues already: 409 ' +
          '`queued_already`; who holds seats: 409 `holds_seats`. Name what this answers as `queued` in the address of `…/stream` to hear of the place.',
        ...named,
        body: z.strictObject({
          party: z.int().min(1).max(mostPublicSeats),
          category: z.string().min(1).max(200).optional(),
          accessible: z.boolean().optional(),
        }),
        response: { 201: queuedSchema },
      },
    },
    async (request, reply) => {
      const session = await visitors.insist(request, request.query.session)
      const event = await insistOnPublic(hub, request.params.code)
      const { party: size, ...wish } = request.body
      if (size > event.publicSeats) throw tooMany(event.publicSeats)
      const now = wish.category === undefined ? null : await halls.read(event.code)
      if (now !== null && !now.hall.categories.some(({ name }) => name === wish.category))
        throw notFound('category', wish.category ?? '')
      request.caller = visitorOf(session, event.ttlSeconds)
      const once = { type: 'queue.join', bodyHash: bodyHashOf(request), status: 201 }
      await turns.take(session, () =>
        answerOnce(hub, request, reply, once, async (tx) => {
          if ((await readOwnHolds(tx, session, event.code)).length > 0) throw holdsSeats()
          const { code, location } = event
          const id = hub.newId()
          const buyer = { id, channel: publicChannel, event: code, location, session, size, ...wish }
          if ((await hub.queue.joinForSeats(tx, buyer)) === 'queued_already') throw waitsAlready()
          const told = await hub.queue.read(tx, id)
          if (told === null) throw new Error('who has just joined the line is not in it')
          return changed(tellQueued(told))
        }),
      )
      hub.queue.changed()
    },
  )

  app.post(
    '/public/events/:code/queue/leave',
    {
      config: bySession,
      schema: {
        ...{ tags, summary: 'Queue no more; an offer is given back', ...named },
        ...{ body: z.strictObject({}).nullish(), response: { 200: lineSchema } },
      },
    },
    async (request) => {
      const session = await visitors.insist(request, request.query.session)
      const { code, ttlSeconds } = await insistOnPublic(hub, request.params.code)
      return turns.take(session, async () => {
        const id = await lastOfSession(hub.sql, session, code)
        if (id !== null) await hub.queue.leave(hub.sql, id)
        const left = id === null ? null : await hub.queue.read(hub.sql, id)
        if (left?.state === 'offered' && left.hold !== null)
          await giveUp(hub, visitorOf(session, ttlSeconds), { type: 'hold.release', hold: left.hold })
        hub.queue.changed()
        return readLine(session, code)
      })
    },
  )
}

/** Lets a page's stream tell how its session queues, as it changes. */
export const tellPlace = ({ queue }: Pick<Hub, 'queue'>, viewer: EventStream, id: string): void => {
  viewer.onClose(queue.follow(id, (now) => viewer.send(messageOf({ name: 'queued', data: tellQueued(now) }))))
}

/** While somebody looks on, tells which free seats are not for them, and whenever that has changed. */
export const tellKept = ({ queue }: Pick<Hub, 'queue'>, viewer: EventStream, event: string): void => {
  viewer.onClose(queue.followKept(event, ({ wishes }) => viewer.send(messageOf({ name: 'kept', data: { wishes } }))))
}

const tooMany = (most: number): Problem =>
  new Problem(409, 'limit_reached', `One visitor may queue for ${most} seats of this event.`, {
    more: { mostSeats: most },
  })

const holdsSeats = (): Problem =>
  new Problem(409, 'holds_seats', 'This session holds seats of this event. Order them, or give them back first.')

/** Who waits chooses no seats beside. */
export const waitsAlready = (): Problem =>
  new Problem(409, 'queued_already', 'This session queues for seats of this event. Leave the line first.')
