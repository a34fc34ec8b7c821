import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { allWere, callers } from './callers.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

const answerOf = (status: number, body: string): string =>
  `HTTP/1.1 ${status} Word\r\ncontent-type: text/plain\r\ncontent-length: ${body.length}\r\n\r\n${body}`

/** A server that answers the nth request it gets with these pieces, sent one by one, and each that says hello at once. @returns its address, the requests, and what was said first */
const answering = async (piecesOf: (n: number) => readonly string[]) => {
  const asked: string[] = []
  const first: string[] = []
  const server = createServer((socket) => {
    socket.on('error', () => {})
    const answer = async (pieces: readonly string[]): Promise<void> => {
      for (const piece of pieces) {
        socket.write(piece)
        await new Promise((resolve) => setImmediate(resolve))
      }
    }
    socket.on('data', (bytes) => {
      const said = bytes.toString()
      if (asked.length === 0) first.push(said)
      if (said.startsWith('GET /healthz ')) return void answer([answerOf(200, 'here')])
      asked.push(said)
      void answer(piecesOf(asked.length))
    })
  })
  servers.push(server.listen(0, '127.0.0.1'))
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { url: `http://127.0.0.1:${address.port}/way`, asked, first }
}

describe('callers', () => {
  it('ask so often in all, in turns of what there is to ask, and count what they are told', async () => {
    const { url, asked, first } = await answering((n) => [answerOf(n <= 3 ? 201 : 409, 'told')])
    const body = JSON.stringify({ name: 'cà phê' })
    const heard = await callers(4, { answers: 10 }, [
      { url },
      { url, method: 'POST', headers: { 'x-word': 'w' }, body },
    ])
    expect(Object.fromEntries(heard.statuses)).toEqual({ 201: 3, 409: 7 })
    expect(asked.length).toBe(10)
    // All connections are taken before any asks: the fifth is the first that asks for something.
    expect(first.map((said) => said.startsWith('GET /healthz '))).toEqual([true, true, true, true, false])
    expect(asked.filter((one) => one.startsWith('GET /way HTTP/1.1\r\n')).length).toBe(5)
    const [post = ''] = asked.filter((one) => one.startsWith('POST'))
    expect(post).toContain(`x-word: w\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
    expect(() => allWere(201, heard)).toThrow('unexpected answers: [[201,3],[409,7]]')
  })

  it('wait for all of an answer that comes in pieces', async () => {
    const whole = answerOf(200, 'a longer word')
    const { url } = await answering(() => [whole.slice(0, 20), whole.slice(20, -5), whole.slice(-5)])
    const heard = allWere(200, await callers(2, { answers: 6 }, [{ url }]))
    expect(heard.statuses.get(200)).toBe(6)
  })

  it('say so where an answer cannot be understood, or a connection ends: nothing was measured then', async () => {
    const endless = await answering(() => ['HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n'])
    await expect(callers(1, { answers: 1 }, [{ url: endless.url }])).rejects.toThrow('an answer without a length')
    const gone = createServer((socket) => socket.end())
    servers.push(gone.listen(0, '127.0.0.1'))
    await once(gone, 'listening')
    const address = gone.address()
    const port = address === null || typeof address === 'string' ? 0 : address.port
    await expect(callers(1, { milliseconds: 50 }, [{ url: `http://127.0.0.1:${port}/` }])).rejects.toThrow()
  })
})
