import { z } from 'zod'
import { codeSchema } from '../../../shared/codes.ts'
import { uuidSchema } from '../../../shared/protocol/commands.ts'
import { toRfc3339 } from '../../../shared/time.ts'
import type { Caller } from '../../auth/callers.ts'
import type { Queries } from '../../db/connect.ts'
import { changed } from '../../feed/announce.ts'
import type { Buyer, Wish } from '../../queue/buyers.ts'
import { keyOf } from '../../sessions/leases.ts'
import { messageOf, openEventStream } from '../../streams/eventStream.ts'
import { streamGate } from '../../streams/streamGate.ts'
import type { Hub } from '../hub.ts'
import { notFound, Problem, tooManyStreams } from '../problem.ts'
import { customerSchema } from './holdView.ts'
import { answerOnce, bodyHashOf } from './idempotency.ts'
import { callerOf, type RestApp } from './restApp.ts'
import { mediaTypes, momentSchema } from './schemas.ts'

/** All of one hub. */
const mostFollowers = 10_000
const mostPieces = 1_000

const queuedSchema = z
  .object({
    id: z.uuid(),
    state: z.enum(['waiting', 'offered', 'served', 'missed', 'left']),
    location: z.string(),
    sku: z.string(),
    quantity: z.number(),
    ahead: z.number().optional().meta({ description: 'how many wait before them' }),
    hold: z.uuid().optional().meta({ description: 'what was offered: order or confirm it before `offeredUntil`' }),
    offeredUntil: momentSchema.optional(),
  })
  .meta({ id: 'Queued' })

const tellQueued = ({ id, state, wish, ahead, hold, offeredUntil }: GoodsBuyer) => ({
  ...{ id, state, location: wish.location, sku: wish.sku, quantity: wish.quantity },
  ...(ahead === null ? {} : { ahead }),
  ...(hold === null ? {} : { hold }),
  ...(offeredUntil === null || state !== 'offered' ? {} : { offeredUntil: toRfc3339(offeredUntil) }),
})

/** Somebody who queues for goods: those who queue for seats are the public page's. */
interface GoodsBuyer extends Buyer {
  readonly wish: Extract<Wish, { kind: 'goods' }>
}

const forGoods = (buyer: Buyer | null): GoodsBuyer | null =>
  buyer?.wish.kind === 'goods' ? { ...buyer, wish: buyer.wish } : null

const queuedParams = z.object({ id: uuidSchema })
const sessionNamed = z.string().regex(/^[\w-]{43}$/)

/** `/v1/queue`: the waiting room of a flash sale. */
export const queueRoutes = (app: RestApp, hub: Hub): void => {
  const tags = ['Waiting room']

  app.post(
    '/v1/queue',
    {
      schema: {
        tags,
        summary: 'Queue for goods on flash sale',
        description:
          'For a customer with a live session, who waits for as long as it lives. When enough comes back, it is offered as a hold in that session for two ' +
          'minutes. Goods that are not on flash sale: 409 `not_on_sale`. A session that waits for them already: 409 `queued_already`.',
        body: z.strictObject({
          location: codeSchema,
          sku: codeSchema,
          quantity: z.int().min(1).max(mostPieces),
          session: z.string().min(1).max(200),
          customer: customerSchema.optional(),
        }),
        response: { 201: queuedSchema },
      },
    },
    async (request, reply) => {
      const { session, customer = null, ...wish } = request.body
      const { channel } = callerOf(request).giver
      const once = { type: 'queue.join', bodyHash: bodyHashOf(request), status: 201 }
      // Before there is a transaction: sessions are read by connections of their own.
      const channelOfSession = await hub.sessions.channelOf(session)
      await answerOnce(hub, request, reply, once, async (tx) => {
        const id = hub.newId()
        if (channelOfSession !== channel) throw noSuchSession()
        const joined = await hub.queue.join(tx, { id, channel, ...wish, session: keyOf(session), customer })
        if (joined === 'not_on_sale')
          throw new Problem(409, joined, 'These goods are not on flash sale here: there is no line for them.')
        if (joined === 'queued_already')
          throw new Problem(409, joined, 'This session waits for these goods already. Leave that line first.')
        return changed(tellQueued(insistOn(forGoods(await hub.queue.read(tx, id)), id)))
      })
      hub.queue.changed()
    },
  )

  app.get(
    '/v1/queue/:id',
    { schema: { tags, summary: 'How somebody stands', params: queuedParams, response: { 200: queuedSchema } } },
    async (request) => tellQueued(await ownOf(hub.queue, hub.sql, request.params.id, callerOf(request))),
  )

  app.post(
    '/v1/queue/:id/leave',
    {
      schema: {
        ...{ tags, summary: 'Wait no more; an offer is given back', params: queuedParams },
        ...{ body: z.strictObject({}).nullish(), response: { 200: queuedSchema } },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const caller = callerOf(request)
      const once = { type: 'queue.leave', bodyHash: bodyHashOf(request), status: 200 }
      await answerOnce(hub, request, reply, once, async (tx) => {
        await ownOf(hub.queue, tx, id, caller)
        await hub.queue.leave(tx, id)
        // Looked at again: an offer may have come while they were leaving, and leaves nobody out of the line.
        const left = insistOn(forGoods(await hub.queue.read(tx, id)), id)
        if (left.state === 'offered' && left.hold !== null) await giveBack(hub, caller, left.hold)
        return changed(tellQueued(insistOn(forGoods(await hub.queue.read(tx, id)), id)))
      })
      hub.queue.changed()
    },
  )

  followRoute(app, hub, tags)
}

const followRoute = (app: RestApp, hub: Hub, tags: string[]): void => {
  const gate = streamGate(mostFollowers)
  app.addHook('preClose', async () => gate.close())

  app.get(
    '/v1/queue/:id/stream',
    {
      config: { needs: 'key or session' },
      schema: {
        tags,
        summary: 'How somebody stands, as it changes: an event stream',
        description:
          'Messages `queued` with what `GET /v1/queue/{id}` answers. Browsers name their live session in the address instead of sending a key. It does not keep ' +
          'the session alive: that is its own stream’s.',
        params: queuedParams,
        querystring: z.object({ session: sessionNamed.optional() }),
        response: { 200: z.string().meta(mediaTypes('text/event-stream')) },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const { session } = request.query
      const buyer = forGoods(await hub.queue.read(hub.sql, id))
      const isTheirs =
        request.caller === null
          ? session !== undefined && buyer?.session === keyOf(session)
          : mayLook(buyer, callerOf(request))
      if (!isTheirs) throw notFound('queued buyer', id)
      if (gate.isFull()) throw tooManyStreams()
      const stream = openEventStream(request, reply)
      gate.let(stream)
      const tell = (now: GoodsBuyer | null): void => {
        if (now !== null) stream.send(messageOf({ name: 'queued', data: tellQueued(now) }))
      }
      stream.onClose(hub.queue.follow(id, (now) => tell(forGoods(now))))
    },
  )
}

const noSuchSession = (): Problem =>
  new Problem(409, 'session_ended', 'There is no such live session of this channel. Begin one first.')

const mayLook = (buyer: Buyer | null, { isAdmin, giver }: Caller): boolean =>
  buyer !== null && (isAdmin || buyer.channel === giver.channel)

const insistOn = (buyer: GoodsBuyer | null, id: string): GoodsBuyer => {
  if (buyer === null) throw notFound('queued buyer', id)
  return buyer
}

const ownOf = async (queue: Hub['queue'], sql: Queries, id: string, caller: Caller): Promise<GoodsBuyer> => {
  const buyer = forGoods(await queue.read(sql, id))
  return insistOn(mayLook(buyer, caller) ? buyer : null, id)
}

/** An offer that has ended meanwhile is given back already. */
const giveBack = async ({ gate, newId }: Hub, { id, giver }: Caller, hold: string): Promise<void> => {
  await gate.submit(
    {
      ...{ caller: id, key: newId(), bodyHash: '', giver },
      command: { type: 'hold.release', hold, reason: 'declined' },
    },
    false,
  )
}
