import { setTimeout as sleep } from 'node:timers/promises'
import type { RestAnswer } from '../../support/rest.ts'
import type { Random } from '../random.ts'

/** How pages of customers reach the hubs: without a key, and again until there is an answer. */
export interface VisitorLine {
  address(path: string): string
  ask(method: string, path: string, body?: object): Promise<RestAnswer>
  /** Says what may be lost. */
  say(path: string): Promise<void>
}

export const visitorLine = (urls: readonly string[], random: Random): VisitorLine => {
  const address = (path: string): string => `${random.pick(urls)}${path}`
  return {
    address,
    ask: async (method, path, body) => {
      const key = random.uuid()
      for (;;) {
        try {
          const response = await fetch(address(path), {
            method,
            headers: {
              'idempotency-key': key,
              ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            },
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          })
          const text = await response.text()
          if (response.status < 500 && response.status !== 429)
            return { status: response.status, body: text === '' ? null : JSON.parse(text), replayed: false }
        } catch (error) {
          // Nobody answers while a hub starts again.
          if (!(error instanceof TypeError)) throw error
        }
        await sleep(50)
      }
    },
    say: async (path) => {
      await fetch(address(path), { method: 'POST' }).catch(() => undefined)
    },
  }
}
