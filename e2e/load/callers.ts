import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { createHistogram } from 'node:perf_hooks'

export interface Asked {
  readonly url: string
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** What callers were told. */
export interface Heard {
  /** How many answers of each status came. */
  readonly statuses: ReadonlyMap<number, number>
  readonly perSecond: number
  readonly p99Ms: number
}

/** How long callers go on: for so long, or until so many have been answered. */
export type HowLong = { readonly milliseconds: number } | { readonly answers: number }

/**
 * Callers who each ask again as soon as they were answered, over a connection of its own each, going through what is asked one by one. They share the machine with
 * what they measure, and slow most what needs several processes: so they cost little (12 µs of processor time a request, a client for any use 18), and understand
 * no more than answers of HTTP/1.1 that have a length.
 * @throws where a connection fails or an answer is not understood: then nothing was measured
 */
export const callers = async (connections: number, howLong: HowLong, asked: readonly Asked[]): Promise<Heard> => {
  const { hostname, port } = new URL(asked[0]?.url ?? '')
  const requests = asked.map(requestOf)
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(hostname, Number(port))))
  await Promise.all(sockets.map((socket) => beTaken(socket, hostname)))
  const statuses = new Map<number, number>()
  const latencies = createHistogram()
  const began = performance.now()
  let begun = 0
  /** What is asked next; null if it is over. */
  const next = (now: number): Buffer | null => {
    const isOver = 'answers' in howLong ? begun >= howLong.answers : now - began >= howLong.milliseconds
    begun += 1
    return isOver ? null : (requests[begun % requests.length] ?? null)
  }
  const heard = (status: number, milliseconds: number): void => {
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
    latencies.record(Math.max(1, Math.round(milliseconds * 1_000)))
  }
  try {
    await Promise.all(sockets.map((socket) => call(socket, next, heard)))
  } finally {
    for (const socket of sockets) socket.removeAllListeners().destroy()
  }
  const seconds = (performance.now() - began) / 1_000
  return { statuses, perSecond: latencies.count / seconds, p99Ms: latencies.percentile(99) / 1_000 }
}

/**
 * Waits until the other side has taken a connection. Node takes one in each turn of its event loop: one that is still waiting to be taken when the others begin to ask without a
 * pause waits until nearly all of them are done, which says nothing about what is asked.
 */
const beTaken = async (socket: Socket, hostname: string): Promise<void> => {
  const hello = requestOf({ url: `http://${hostname}/healthz` })
  const words = [hello]
  await call(
    socket,
    () => words.pop() ?? null,
    () => {},
  )
  socket.removeAllListeners()
}

/** Asks over one connection until there is nothing more to ask. */
const call = (
  socket: Socket,
  next: (now: number) => Buffer | null,
  heard: (status: number, milliseconds: number) => void,
): Promise<void> =>
  new Promise((resolve, reject) => {
    let askedAt = 0
    let part: Buffer | null = null
    const ask = (now: number): void => {
      const request = next(now)
      askedAt = now
      if (request === null) resolve()
      else socket.write(request)
    }
    const hear = (bytes: Buffer): void => {
      const answer = part === null ? bytes : Buffer.concat([part, bytes])
      const isWhole = answer.length >= lengthOf(answer)
      part = isWhole ? null : answer
      if (!isWhole) return
      const now = performance.now()
      heard(Number(answer.toString('latin1', statusAt, statusAt + 3)), now - askedAt)
      ask(now)
    }
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('a connection was closed')))
    socket.on('data', (bytes: Buffer) => {
      try {
        hear(bytes)
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)))
      }
    })
    ask(performance.now())
  })

/** @throws Error unless all answers were of this status */
export const allWere = (status: number, heard: Heard): Heard => {
  if ([...heard.statuses.keys()].some((other) => other !== status))
    throw new Error(`unexpected answers: ${JSON.stringify([...heard.statuses])}`)
  return heard
}

const open = async (host: string, port: number): Promise<Socket> => {
  const socket = connect({ host, port, noDelay: true })
  await once(socket, 'connect')
  return socket
}

const requestOf = ({ url, method = 'GET', headers = {}, body = '' }: Asked): Buffer => {
  const { host, pathname } = new URL(url)
  return Buffer.from(
    [
      `${method} ${pathname} HTTP/1.1`,
      `host: ${host}`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      ...(body === '' ? [] : [`content-length: ${Buffer.byteLength(body)}`]),
      '',
      body,
    ].join('\r\n'),
  )
}

/** `HTTP/1.1 201 Created` */
const statusAt = 'HTTP/1.1 '.length
const headEnd = Buffer.from('\r\n\r\n')
const lengthName = Buffer.from('content-length: ')

/** How long an answer is, head and body; without end as long as its head is not whole. */
const lengthOf = (answer: Buffer): number => {
  const end = answer.indexOf(headEnd)
  if (end === -1) return Number.POSITIVE_INFINITY
  const at = answer.indexOf(lengthName)
  if (at === -1 || at > end) throw new Error(`an answer without a length: ${answer.toString('latin1', 0, end)}`)
  const digits = answer.toString('latin1', at + lengthName.length, answer.indexOf('\r', at))
  return end + headEnd.length + Number(digits)
}
