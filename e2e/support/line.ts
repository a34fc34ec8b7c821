import { once } from 'node:events'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What becomes of a request: it passes, it never reaches the hub, or the hub does it and its answer is lost. */
export type Fate = 'pass' | 'lose_request' | 'lose_answer'

/** The wire between one terminal and the hub, which a test may cut. The terminal's origin is the line's address, so it stays the same. */
export interface Line {
  readonly url: string
  /** Asked at each request; for tests that lose a certain one. */
  fate: (path: string) => Fate
  /** Pulls the plug: all connections break, new ones are refused. */
  cut(): Promise<void>
  restore(): Promise<void>
  /** From now on it leads to this hub; who is connected has to come again. */
  leadTo(hub: string): void
  close(): Promise<void>
}

/** Lays a line to a hub. */
export const layLine = async (hub: string): Promise<Line> => {
  let target = new URL(hub)
  const server = http.createServer((request, response) =>
    forward(target, line.fate(request.url ?? '/'), request, response),
  )
  const listen = async (port: number): Promise<number> => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return addressOf(server.address()).port
  }
  const cut = async (): Promise<void> => {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }
  const port = await listen(0)
  const line: Line = {
    url: `http://127.0.0.1:${port}`,
    fate: () => 'pass',
    cut,
    restore: async () => {
      if (!server.listening) await listen(port)
    },
    leadTo: (other) => {
      target = new URL(other)
      server.closeAllConnections()
    },
    close: cut,
  }
  return line
}

const addressOf = (address: string | AddressInfo | null): AddressInfo => {
  if (address === null || typeof address === 'string') throw new Error('the line has no port')
  return address
}

/** HOLDFAST_SLOW_LINE: how many milliseconds a request may take to the hub; finds journeys that lean on a quick one. */
const slowest = Number(process.env['HOLDFAST_SLOW_LINE'] ?? 0)

const forward = (target: URL, fate: Fate, request: IncomingMessage, response: ServerResponse): void => {
  if (fate === 'lose_request') {
    request.socket.destroy()
    return
  }
  const onward = http.request(
    {
      ...{ host: target.hostname, port: target.port },
      ...{ method: request.method, path: request.url, headers: request.headers },
    },
    (answer) => {
      if (fate === 'lose_answer') {
        // Read to its end, so that it is certain that the hub has done it.
        answer.resume().once('end', () => request.socket.destroy())
        return
      }
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
      answer.once('error', () => response.destroy())
    },
  )
  onward.once('error', () => response.destroy())
  response.once('close', () => onward.destroy())
  if (slowest === 0) request.pipe(onward)
  else setTimeout(() => request.pipe(onward), Math.random() * slowest)
}
