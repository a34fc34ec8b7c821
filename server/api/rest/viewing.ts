import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Halls, tellSeats } from '../../seating/halls.ts'
import { positionOf } from '../../seating/positions.ts'
import { SeatBoards } from '../../seating/seatBoards.ts'
import type { EventStream } from '../../streams/eventStream.ts'
import { streamGate } from '../../streams/streamGate.ts'
import type { Hub } from '../hub.ts'
import { notFound, tooManyStreams } from '../problem.ts'
import type { RestApp } from './restApp.ts'

/** All of one hub. Each takes a socket and some 20 kB. */
const mostViewers = 10_000

/** Looking on at seats: what channels and visitors of the public page share, so that a plan is in memory once and a change is asked for once. */
export interface Viewing {
  readonly halls: Halls
  /** Answers with all seats of an event. @throws Problem if there is no such event */
  sendSeats(code: string, reply: FastifyReply): Promise<void>
  /** @throws Problem if this hub carries as many streams as it can */
  insistOnRoom(): void
  /** Lets a stream hear of an event that there is. @param after where it stands, unless the browser says so itself */
  lookOn(
    request: FastifyRequest,
    viewer: EventStream,
    where: { readonly event: string; readonly after: string | undefined },
  ): Promise<void>
}

export const createViewing = (app: RestApp, hub: Hub): Viewing => {
  const { halls } = hub
  const boards = new SeatBoards(hub)
  const gate = streamGate(mostViewers)
  app.addHook('preClose', async () => {
    boards.close()
    gate.close()
  })
  return {
    halls,
    sendSeats: (code, reply) => sendSeats(hub, halls, code, reply),
    insistOnRoom: () => {
      if (gate.isFull()) throw tooManyStreams()
    },
    lookOn: async (request, viewer, { event, after }) => {
      gate.let(viewer)
      const last = request.headers['last-event-id']
      await boards
        .watch(event, viewer, typeof last === 'string' && last !== '' ? last : (after ?? null))
        .catch((error: unknown) => {
          request.log.warn({ err: error }, 'a viewer could not be let in and will come back')
          viewer.end()
        })
    },
  }
}

/** Ready-made text: to check and write 20,000 seats anew for each who asks would take many times as long. */
const sendSeats = async (hub: Hub, halls: Halls, code: string, reply: FastifyReply): Promise<void> => {
  const now = await halls.read(code)
  if (now === null) throw notFound('event', code)
  const text = tellSeats(now, positionOf(hub.feed.head().epoch, now.position))
  reply
    .header('content-type', 'application/json; charset=utf-8')
    // A page of any origin may read it with a session; a key is no cookie that it could borrow.
    .header('access-control-allow-origin', '*')
    .send(text)
}
