import { Webhook } from 'standardwebhooks'
import { exchange, type SendOptions } from './exchange.ts'

/** One message for one receiver. */
export interface Letter {
  readonly url: string
  /** Each signs: a receiver that knows one of them believes it. */
  readonly secrets: readonly string[]
  /** The same for every try, so that the receiver can tell a repeat. */
  readonly id: string
  readonly body: string
}

/** `answer` is for a person to read. */
export interface Sent {
  readonly ok: boolean
  readonly answer: string
}

/** Sends one message, signed after Standard Webhooks. Never rejects: what went wrong is an answer. */
export const send = async ({ url, secrets, id, body }: Letter, now: Date, options: SendOptions): Promise<Sent> => {
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, now, body)).join(' '),
  }
  const { ok, answer } = await exchange({ method: 'POST', url, headers, body }, options)
  return { ok, answer }
}
