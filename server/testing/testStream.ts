import { request } from 'node:http'

/** A stream as somebody at its other end has it. */
export interface TestStream {
  readonly status: number
  /** All that came so far. */
  text(): string
  /** True once the hub has ended it. */
  ended(): boolean
  /** Cuts the socket, without a word. */
  cut(): void
}

/** Opens a stream over a socket of its own. */
export const openTestStream = (url: string, headers: Readonly<Record<string, string>> = {}): Promise<TestStream> =>
  new Promise((resolve, reject) => {
    const asked = request(url, { headers, agent: false }, (response) => {
      let text = ''
      let ended = false
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('error', () => {})
      response.on('close', () => {
        ended = true
      })
      resolve({
        status: response.statusCode ?? 0,
        text: () => text,
        ended: () => ended,
        cut: () => asked.destroy(),
      })
    })
    asked.on('error', reject)
    asked.end()
  })
