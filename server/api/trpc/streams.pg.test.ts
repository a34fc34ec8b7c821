import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink, TRPCClientError } from '@trpc/client'
import { EventSource } from 'eventsource'
import { beforeAll, expect, test } from 'vitest'
import type { Poke } from '../../../shared/protocol/feed.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'
import { call, testTerminal } from '../../testing/testTerminal.ts'
import { createPeople } from '../people.ts'
import type { AppRouter } from '../router.ts'
import { feed } from './feed.ts'
import { createCallerFactory } from './procedures.ts'

const hub = testHub(testDatabase())
let url = ''

beforeAll(async () => {
  url = `${await hub.app.listen({ port: 0, host: '127.0.0.1' })}/trpc`
})

const clientOf = (token: string) => {
  const headers = { authorization: `Bearer ${token}` }
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: httpSubscriptionLink({
          url,
          EventSource,
          eventSourceOptions: async () => ({
            fetch: (input, init) => fetch(input, { ...init, headers: { ...init.headers, ...headers } }),
          }),
        }),
        false: httpBatchLink({ url, headers }),
      }),
    ],
  })
}

interface Following {
  readonly pokes: readonly Poke[]
  readonly errors: readonly unknown[]
  stop(): void
}

const follow = (token: string): Following => {
  const pokes: Poke[] = []
  const errors: unknown[] = []
  const { unsubscribe } = clientOf(token).feed.pokes.subscribe(undefined, {
    onData: (poke) => pokes.push(poke),
    onError: (error) => errors.push(error),
  })
  return { pokes, errors, stop: unsubscribe }
}

test('a terminal is poked at once, and after every commit', async () => {
  const began = Date.now()
  const { token } = await testTerminal(hub)
  const following = follow(token)
  await expect.poll(() => following.pokes.length).toBeGreaterThan(0)
  const before = hub.hub.feed.head().position
  await hub.item('a', 3)
  await expect.poll(() => following.pokes.at(-1)?.position ?? 0).toBeGreaterThan(before)
  expect(following.pokes.at(-1)).toEqual({
    epoch: hub.hub.feed.head().epoch,
    position: expect.any(Number),
    hubTime: expect.any(Number),
  })
  expect(following.pokes.at(-1)?.hubTime).toBeGreaterThanOrEqual(began - 1_000)
  expect(following.pokes.at(-1)?.hubTime).toBeLessThanOrEqual(Date.now() + 1_000)
  following.stop()
})

test('a database that is gone for a moment ends a stream as such, and not as a bug of the hub', async () => {
  const { token } = await testTerminal(hub)
  const people = createPeople(hub.hub)
  const terminal = await people.findTerminal(token)
  let asked = 0
  const findTerminal = async () => {
    asked += 1
    if (asked > 1) throw Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })
    return terminal
  }
  const caller = createCallerFactory(feed)({
    ...{ hub: hub.hub, people: { ...people, findTerminal }, address: '', isLoopback: true, token, staffToken: null },
    ...{ demoCodes: { current: async () => null }, closing: new AbortController().signal },
  })
  const pokes = (await caller.pokes())[Symbol.asyncIterator]()
  await expect(pokes.next()).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
})

test('several questions travel as one request', async () => {
  const { token } = await testTerminal(hub)
  const client = clientOf(token)
  const [hello, totals, failed] = await Promise.allSettled([
    client.terminal.hello.query(),
    client.stock.totals.query({}),
    client.stock.bySku.query({ sku: 'nothing' }),
  ])
  expect(hello.status).toBe('fulfilled')
  expect(totals.status).toBe('fulfilled')
  expect(failed).toMatchObject({ status: 'rejected', reason: { data: { code: 'NOT_FOUND' } } })
})

test('a terminal that is revoked is told so by the end of its stream', async () => {
  const [terminal, other] = [await testTerminal(hub), await testTerminal(hub)]
  const following = follow(terminal.token)
  await expect.poll(() => following.pokes.length).toBeGreaterThan(0)
  const staff = await other.signIn('manager')
  await call(hub, 'mutation', 'pairing.revoke', { terminal: terminal.id }, { token: other.token, staff })
  hub.pass(10_000)
  await hub.item('b', 1)
  await expect.poll(() => following.errors.length).toBe(1)
  const [error] = following.errors
  expect(error).toBeInstanceOf(TRPCClientError)
  expect(error).toMatchObject({ message: 'terminal', data: { code: 'UNAUTHORIZED' } })
  following.stop()
})

test('a hub that stops ends its streams and does not wait for those who follow', async () => {
  const { token } = await testTerminal(hub)
  const following = follow(token)
  await expect.poll(() => following.pokes.length).toBeGreaterThan(0)
  await hub.app.close()
  // The terminal tries again by itself: it has neither an error that ends its stream, nor a stream that ended well.
  expect(following.errors).toEqual([])
  following.stop()
})
