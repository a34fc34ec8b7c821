import { z } from 'zod'
import { bestSeats } from '../../../shared/seating/bestSeats.ts'
import { changed } from '../../feed/announce.ts'
import { type Halls, stateOf } from '../../seating/halls.ts'
import type { Hub } from '../hub.ts'
import { notFound } from '../problem.ts'
import { answerOnce, bodyHashOf } from './idempotency.ts'
import type { RestApp } from './restApp.ts'
import { codeParams } from './schemas.ts'

/** Larger parties are split by whoever sells: no row has so many seats side by side. */
const mostInParty = 30

/** `POST /v1/events/{code}/best`: a suggestion of seats for a party. */
export const bestRoute = (app: RestApp, hub: Hub, halls: Halls): void => {
  app.post(
    '/v1/events/:code/best',
    {
      schema: {
        tags: ['Seats'],
        summary: 'The best free seats for a party',
        description:
          'A suggestion that promises nothing: hold the seats next. Side by side where there are such seats, else in as few parts as can be; empty ' +
          'if there are not enough. Seats for wheelchairs and their companions are suggested only with `accessible`.',
        params: codeParams,
        body: z.strictObject({
          party: z.int().min(1).max(mostInParty),
          category: z.string().min(1).max(200).optional(),
          accessible: z.boolean().optional(),
        }),
        response: { 200: z.object({ seats: z.array(z.string()) }) },
      },
    },
    async (request, reply) => {
      const once = { type: 'event.best', bodyHash: bodyHashOf(request), status: 200 }
      // Before there is a transaction: halls are read by connections of their own.
      const now = await halls.read(request.params.code)
      await answerOnce(hub, request, reply, once, async () => {
        const { party: size, ...wish } = request.body
        if (now === null) throw notFound('event', request.params.code)
        const found = bestSeats(now.hall, { size, ...wish }, ({ seat }) => stateOf(now, seat) === 'free')
        return changed({ seats: (found ?? []).map(({ seat }) => seat) })
      })
    },
  )
}
