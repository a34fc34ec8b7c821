import { connect } from 'node:net'
import { once } from 'node:events'
import Fastify from 'fastify'
import { expect, it } from 'vitest'
import { type EventStream, openEventStream } from './eventStream.ts'

it('a viewer who does not read is cut off, and nothing is kept for them beyond a bound', async () => {
  const app = Fastify()
  const opened: EventStream[] = []
  app.get('/', (request, reply) => {
    opened.push(openEventStream(request, reply))
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const address = app.server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const viewer = connect(address.port, '127.0.0.1')
  viewer.on('error', () => {})
  await once(viewer, 'connect')
  viewer.pause()
  viewer.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
  await expect.poll(() => opened.length).toBe(1)
  const [stream] = opened
  let closed = false
  stream?.onClose(() => {
    closed = true
  })
  const message = 'x'.repeat(64 * 1024)
  let sent = 0
  for (; !closed && sent < 2_000; sent += 1) {
    stream?.send(message)
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(closed).toBe(true)
  expect(sent).toBeLessThan(2_000)
  viewer.destroy()
  await app.close()
})

it('a viewer who was gone before the stream was opened is told as gone, like any other', async () => {
  const app = Fastify()
  let opened: EventStream | null = null
  app.get('/', async (request, reply) => {
    // As where somebody asks the database first.
    await once(reply.raw, 'close')
    await new Promise((resolve) => setImmediate(resolve))
    opened = openEventStream(request, reply)
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const address = app.server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const viewer = connect(address.port, '127.0.0.1')
  await once(viewer, 'connect')
  viewer.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
  await once(app.server, 'request')
  viewer.destroy()
  await expect.poll(() => opened).not.toBeNull()
  const told = new Promise<void>((resolve) => opened?.onClose(resolve))
  await told
  await app.close()
})
