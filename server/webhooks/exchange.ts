import { lookup } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import { hostOf, isPrivate, PrivateAddress } from './addresses.ts'

export interface SendOptions {
  /** Lets messages go to private and loopback addresses, as where the hub itself listens on loopback. */
  readonly mayBePrivate: boolean
  readonly timeoutMs?: number
  /** Gives up what is under way. */
  readonly stopping?: AbortSignal
}

/** A request to somebody outside. */
export interface Outward {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** JSON. */
  readonly body?: string
  /** Whether more is asked than how it was answered. */
  readonly wantsText?: boolean
}

export interface Exchanged {
  readonly ok: boolean
  /** For a person to read. */
  readonly answer: string
  readonly text: string
}

/** More than anybody whom we ask has to say. */
const mostAnswer = 1024 * 1024

/** Resolves a name for a connection, and refuses it there: a name that was looked up before could be another one by now. */
const guardedLookup: NonNullable<http.RequestOptions['lookup']> = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) {
      done(error, '', 0)
      return
    }
    const refused = addresses.find(({ address }) => isPrivate(address))
    const [first] = addresses
    if (refused !== undefined) done(new PrivateAddress(refused.address), '', 0)
    else if (options.all === true) done(null, addresses)
    else done(null, first?.address ?? '', first?.family)
  })
}

/** Asks somebody outside. Follows no redirect, and never rejects: what went wrong is an answer. */
export const exchange = (
  { method, url: address, headers, body, wantsText = false }: Outward,
  { mayBePrivate, timeoutMs = 10_000, stopping }: SendOptions,
): Promise<Exchanged> => {
  const url = new URL(address)
  const host = hostOf(url)
  if (!mayBePrivate && isIP(host) !== 0 && isPrivate(host))
    return Promise.resolve({ ok: false, answer: new PrivateAddress(host).message, text: '' })
  return new Promise((resolve) => {
    const fail = (error: Error): void => {
      const timedOut = error.name === 'TimeoutError' || error.name === 'AbortError'
      const answer = timedOut ? `no answer within ${timeoutMs / 1000} s` : error.message.slice(0, 200)
      resolve({ ok: false, answer, text: '' })
    }
    const request = (url.protocol === 'https:' ? https : http).request(
      url,
      {
        method,
        headers: {
          ...(body === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
          'user-agent': 'Holdfast',
          ...headers,
        },
        signal: AbortSignal.timeout(timeoutMs),
        ...(mayBePrivate ? {} : { lookup: guardedLookup }),
      },
      (response) => {
        const { statusCode = 0 } = response
        const answered = { ok: statusCode >= 200 && statusCode < 300, answer: `answered ${statusCode}` }
        if (!wantsText) {
          response.resume()
          resolve({ ...answered, text: '' })
          return
        }
        const chunks: Buffer[] = []
        let size = 0
        response.on('data', (chunk: Buffer) => {
          size += chunk.length
          if (size <= mostAnswer) chunks.push(chunk)
        })
        response.on('error', fail)
        response.on('end', () => {
          const text = size <= mostAnswer ? Buffer.concat(chunks).toString('utf8') : ''
          resolve({ ...answered, text })
        })
      },
    )
    const giveUp = (): void => void request.destroy(new Error('the hub stops'))
    stopping?.addEventListener('abort', giveUp)
    request.on('error', fail)
    request.on('close', () => stopping?.removeEventListener('abort', giveUp))
    request.end(body)
    if (stopping?.aborted === true) giveUp()
  })
}
