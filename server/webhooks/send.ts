import { lookup } from 'node:dns'
import { lookup as resolveAll } from 'node:dns/promises'
import http from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import { Webhook } from 'standardwebhooks'

/** One message for one receiver. */
export interface Letter {
  readonly url: string
  readonly secret: string
  /** The same for every try, so that the receiver can tell a repeat. */
  readonly id: string
  readonly body: string
}

/** `answer` is for a person to read. */
export interface Sent {
  readonly ok: boolean
  readonly answer: string
}

export interface SendOptions {
  /** Lets messages go to private and loopback addresses, as where the hub itself listens on loopback. */
  readonly mayBePrivate: boolean
  readonly timeoutMs?: number
}

/** True for an address that is not on the open internet. */
export const isPrivate = (address: string): boolean =>
  !ipaddr.isValid(address) || ipaddr.process(address).range() !== 'unicast'

/** True for a host that only programs on this machine can reach. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || (ipaddr.isValid(host) && ipaddr.process(host).range() === 'loopback')

class PrivateAddress extends Error {
  constructor(address: string) {
    super(`${address} is a private address, to which this hub sends nothing`)
  }
}

/** The host of an address, without the brackets of an IPv6 one. */
const hostOf = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, '$1')

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

/** Why nothing may be sent to an address, as far as it can be told beforehand; null if it may. A name that cannot be resolved now may be one later. */
export const refusalOf = async (address: string): Promise<string | null> => {
  const host = hostOf(new URL(address))
  const addresses = isIP(host) === 0 ? await resolveAll(host, { all: true }).catch(() => []) : [{ address: host }]
  const refused = addresses.find((one) => isPrivate(one.address))
  return refused === undefined ? null : new PrivateAddress(refused.address).message
}

/** Sends one message, signed after Standard Webhooks. Never rejects: what went wrong is an answer. */
export const send = (letter: Letter, now: Date, { mayBePrivate, timeoutMs = 10_000 }: SendOptions): Promise<Sent> => {
  const url = new URL(letter.url)
  const host = hostOf(url)
  if (!mayBePrivate && isIP(host) !== 0 && isPrivate(host))
    return Promise.resolve({ ok: false, answer: new PrivateAddress(host).message })
  return new Promise((resolve) => {
    const request = (url.protocol === 'https:' ? https : http).request(
      url,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(letter.body),
          'user-agent': 'Holdfast',
          'webhook-id': letter.id,
          'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
          'webhook-signature': new Webhook(letter.secret).sign(letter.id, now, letter.body),
        },
        signal: AbortSignal.timeout(timeoutMs),
        ...(mayBePrivate ? {} : { lookup: guardedLookup }),
      },
      (response) => {
        response.resume()
        const { statusCode = 0 } = response
        resolve({ ok: statusCode >= 200 && statusCode < 300, answer: `answered ${statusCode}` })
      },
    )
    request.on('error', (error) => {
      const timedOut = error.name === 'TimeoutError' || error.name === 'AbortError'
      resolve({ ok: false, answer: timedOut ? `no answer within ${timeoutMs / 1000} s` : error.message.slice(0, 200) })
    })
    request.end(letter.body)
  })
}
