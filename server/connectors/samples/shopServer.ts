import { createServer, type Server } from 'node:http'
import type { Sample } from './sample.ts'

/** A shop that does not answer until it comes back. */
export interface SampleShop {
  readonly server: Server
  readonly url: string
  /** The stock that it was told, in order. */
  readonly told: readonly number[]
  tries(): number
  comeBack(): void
}

/** Starts what answers as a sort of shop does. */
export const startShop = async (sample: Sample): Promise<SampleShop> => {
  let isDown = true
  let tries = 0
  const told: number[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      tries += 1
      if (isDown) {
        response.writeHead(503).end()
        return
      }
      const text = Buffer.concat(chunks).toString('utf8')
      const body: unknown = text === '' ? {} : JSON.parse(text)
      const { answer, stock } = sample.shop({ method: request.method ?? '', path: request.url ?? '', body })
      if (stock !== undefined) told.push(stock)
      response.end(JSON.stringify(answer))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = address === null || typeof address === 'string' ? 0 : address.port
  return {
    ...{ server, url: `http://127.0.0.1:${port}`, told },
    tries: () => tries,
    comeBack: () => {
      isDown = false
    },
  }
}
