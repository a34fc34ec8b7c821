import { once } from 'node:events'
import { createServer, get } from 'node:http'
import { pipeline, Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { ExportGate } from './exportGate.ts'

const endless = (): Readable =>
  Readable.from(
    (function* () {
      for (;;) yield Buffer.alloc(65_536)
    })(),
  )

test('who has paused a download keeps its place, and its connection, only for so long', async () => {
  const gate = new ExportGate(200)
  let begun = 0
  const server = createServer((_request, response) => {
    begun += 1
    pipeline(gate.let(endless(), response), response, () => undefined)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  for (let n = 0; n < 3; n += 1)
    get({ port, host: '127.0.0.1', agent: false }, (answer) => answer.on('error', () => undefined).pause()).on(
      'error',
      () => undefined,
    )
  await expect.poll(() => begun).toBe(3)
  await expect.poll(() => gate.isFull()).toBe(false)
  server.closeAllConnections()
  server.close()
})
