import type { FastifyReply, FastifyRequest } from 'fastify'

/** More than this may not wait for a viewer who does not read. */
const mostWaiting = 256 * 1024

/** Dead lines are found by TCP itself: first after so long, then within some ten seconds. */
const keepAliveMs = 5_000

/** One answer that goes on: server-sent events. */
export interface EventStream {
  /** Sends ready-made text; a viewer who does not keep up is cut off. Does nothing once it is closed. */
  send(message: string | Buffer): void
  end(): void
  /** Calls back once it is closed, by whichever side; at once if it is already. */
  onClose(listener: () => void): void
}

/** A message of a stream. Without a name it is what browsers call `message`. */
export const messageOf = ({ name, id, data }: { name?: string; id?: string; data: object }): string =>
  `${name === undefined ? '' : `event: ${name}\n`}${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`

const begin = (request: FastifyRequest, raw: FastifyReply['raw']): void => {
  request.raw.socket.setKeepAlive(true, keepAliveMs)
  request.raw.socket.setNoDelay(true)
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
    'access-control-allow-origin': '*',
  })
  // How soon a browser comes back after a lost line: well within the grace of a session.
  raw.write('retry: 1000\n\n')
}

/** Takes the answer out of Fastify's hands and begins the stream. Pages of any origin may read it: what it needs to be let in stands in its address. */
export const openEventStream = (request: FastifyRequest, reply: FastifyReply): EventStream => {
  reply.hijack()
  const { raw } = reply
  raw.on('error', () => {})
  // Whoever let the stream in may have waited for the database, and the viewer be gone by now: that is told to nobody who begins to listen only then.
  let closed = raw.destroyed
  const listeners: (() => void)[] = []
  raw.once('close', () => {
    closed = true
    for (const listener of listeners) listener()
  })
  if (!closed) begin(request, raw)
  return {
    send: (message) => {
      if (closed || raw.writableEnded) return
      raw.write(message)
      if (raw.writableLength > mostWaiting) raw.destroy()
    },
    end: () => {
      if (!closed) raw.end()
    },
    onClose: (listener) => {
      if (closed) listener()
      else listeners.push(listener)
    },
  }
}
