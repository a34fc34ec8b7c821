import { describe, expect, it } from 'vitest'
import { HubError, type PokeListener } from './hub.ts'
import { hubClient } from './hubClient.ts'
import { trpcHub } from './trpcHub.ts'

interface Asked {
  readonly url: URL
  readonly headers: Headers
}

/** A network that answers as the test says. */
const network = (answer: (asked: Asked) => Response | Promise<Response>) => {
  const asked: Asked[] = []
  const state = {
    address: 'http://hub.shop:4070' as string | null,
    token: 'token-1' as string | null,
    staff: null as string | null,
  }
  let streamStatus = 0
  const client = hubClient({
    address: async () => state.address,
    token: () => state.token,
    staffToken: () => state.staff,
    fetch: async (input, init) => {
      const one = { url: new URL(input instanceof Request ? input.url : input), headers: new Headers(init?.headers) }
      asked.push(one)
      return answer(one)
    },
    streamAnswered: (status) => {
      streamStatus = status
    },
  })
  return { hub: trpcHub(client, () => streamStatus), asked, state }
}

const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
const data = (value: unknown) => ({ result: { data: value } })
const failure = (code: string, status: number, message = code) => ({
  error: { message, code: -32_000, data: { code, httpStatus: status } },
})
const kindOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'answered',
    (error: unknown) => (error instanceof HubError ? error.kind : error),
  )
const signal = new AbortController().signal
const level = {
  id: 'q1/ao',
  location: 'q1',
  sku: 'ao',
  onHand: 1,
  held: 0,
  allotted: 0,
  inTransit: 0,
  returning: 0,
  quarantined: 0,
  damaged: 0,
  safetyStock: 0,
  shortfall: 0,
  _deleted: false,
}

describe('the hub over tRPC', () => {
  it('asks at the address chosen, with the terminal’s token and the person’s', async () => {
    const { hub, asked, state } = network(() => json(data(null)))
    expect(await hub.demoCode()).toBeNull()
    state.address = 'http://other.shop:4070'
    state.staff = 'staff-1'
    await hub.demoCode()
    expect(asked.map(({ url }) => url.href.split('?')[0])).toEqual([
      'http://hub.shop:4070/trpc/pairing.demo',
      'http://other.shop:4070/trpc/pairing.demo',
    ])
    expect(asked[0]?.headers.get('authorization')).toBe('Bearer token-1')
    expect(asked[0]?.headers.get('x-holdfast-staff')).toBeNull()
    expect(asked[1]?.headers.get('x-holdfast-staff')).toBe('staff-1')
  })

  it('pulls several collections in one request, and reads what comes', async () => {
    const checkpoint = { epoch: 'e', position: 3 }
    const { hub, asked } = network(() =>
      json([
        data({ documents: [{ ...level, more: 'of a newer hub' }], checkpoint }),
        data({ documents: [], checkpoint }),
      ]),
    )
    const [levels, holds] = await Promise.all([
      hub.pull('levels', null, 10, signal),
      hub.pull('holds', null, 10, signal),
    ])
    expect(asked).toHaveLength(1)
    expect(levels).toEqual({ documents: [level], checkpoint })
    expect(holds).toEqual({ documents: [], checkpoint })
  })

  it('tells what a failure means', async () => {
    const withCode = (code: string, status: number) => network(() => json(failure(code, status), status)).hub
    const demo = (code: string, status: number) => kindOf(withCode(code, status).demoCode())
    expect(await demo('UNAUTHORIZED', 401)).toBe('unauthorized')
    expect(await demo('TOO_MANY_REQUESTS', 429)).toBe('too_many')
    expect(await demo('BAD_REQUEST', 400)).toBe('refused')
    expect(await demo('SERVICE_UNAVAILABLE', 503)).toBe('unreachable')
    expect(await demo('INTERNAL_SERVER_ERROR', 500)).toBe('unreachable')
    const resync = network(() => json([failure('PRECONDITION_FAILED', 412, 'resync')], 412)).hub
    expect(await kindOf(resync.pull('levels', null, 10, signal))).toBe('resync')
    expect(await kindOf(network(() => Promise.reject(new TypeError('no network'))).hub.demoCode())).toBe('unreachable')
    expect(await kindOf(network(() => new Response('<html>a proxy</html>')).hub.demoCode())).toBe('unreachable')
  })

  it('an answer that cannot be read is no answer', async () => {
    const { hub } = network(() => json(data({ type: 'of a newer hub' })))
    expect(await kindOf(hub.submit([], signal))).toBe('unreachable')
  })

  it('where no hub is chosen there is none', async () => {
    const { hub, state } = network(() => json(data(null)))
    state.address = null
    expect(await kindOf(hub.demoCode())).toBe('unreachable')
  })
})

/** Listens until the stream is down. */
const listen = (answer: (asked: Asked) => Response) => {
  const { hub, asked } = network(answer)
  const heard: unknown[] = []
  let close: (() => void) | null = null
  const down = new Promise<void>((resolve) => {
    const listener: PokeListener = {
      up: () => heard.push('up'),
      poke: (poke) => heard.push(poke.position),
      down: (error) => {
        heard.push(error.kind)
        close?.()
        resolve()
      },
    }
    close = hub.pokes(listener)
  })
  return { heard, down, asked }
}
const events = (...texts: string[]): Response =>
  new Response(texts.map((text) => `${text}\n\n`).join(''), { headers: { 'content-type': 'text/event-stream' } })
const poke = (position: number): string => `data: ${JSON.stringify({ epoch: 'e', position, hubTime: 1 })}`

describe('the stream', () => {
  it('is up, carries pokes, and is down when it ends', async () => {
    const { heard, down, asked } = listen(() => events('event: connected\ndata: {}', poke(4), poke(5)))
    await down
    expect(heard).toEqual(['up', 4, 5, 'unreachable'])
    expect(asked[0]?.headers.get('authorization')).toBe('Bearer token-1')
  })

  it('says when the terminal was revoked, and not merely that there is no stream', async () => {
    const revoked = listen(() => json(failure('UNAUTHORIZED', 401), 401))
    await revoked.down
    expect(revoked.heard).toEqual(['unauthorized'])
    const told = listen(() =>
      events(
        `event: serialized-error\ndata: ${JSON.stringify({ message: 'terminal', code: -32_001, data: { code: 'UNAUTHORIZED' } })}`,
      ),
    )
    await told.down
    expect(told.heard).toEqual(['unauthorized'])
    const away = listen(() => json(failure('SERVICE_UNAVAILABLE', 503), 503))
    await away.down
    expect(away.heard).toEqual(['unreachable'])
  })
})
