import {
  createTRPCClient,
  httpBatchLink,
  httpLink,
  httpSubscriptionLink,
  splitLink,
  type TRPCClient,
} from '@trpc/client'
import { EventSource } from 'eventsource'
import type { AppRouter } from '../../server/api/router.ts'
import { tokenHeaders, type Tokens } from './hubRequest.ts'

/** Everything that the hub can be asked, typed by its router. */
export type HubClient = TRPCClient<AppRouter>

export interface HubClientOptions extends Tokens {
  /** The hub's address, asked at each request, since it may be chosen later or change. */
  readonly address: () => Promise<string | null>
  readonly fetch: typeof fetch
  /** Waited for before each call, streams apart: by then it has to be known who asks. */
  readonly ready?: () => Promise<void>
  /** Told how the hub answered to the stream: what tRPC makes of a refusal no longer says why. */
  readonly streamAnswered: (status: number) => void
}

type TrpcInit = Omit<RequestInit, 'signal'> & { readonly signal?: AbortSignal | null | undefined }

/** Stands in for the address in tRPC, which wants to know it at once; no request ever goes there. */
const placeholder = 'http://hub.invalid'
const answerWithinMs = 20_000

export const hubClient = ({
  address,
  token,
  staffToken,
  fetch: request,
  ready,
  streamAnswered,
}: HubClientOptions): HubClient => {
  const headers = (): Record<string, string> => tokenHeaders({ token, staffToken })
  const headersOfCall = async (): Promise<Record<string, string>> => {
    await ready?.()
    return headers()
  }
  const send = async (url: string | URL, init: RequestInit): Promise<Response> => {
    const base = await address()
    if (base === null) throw new TypeError('No hub has been chosen')
    return request(String(url).replace(placeholder, base), init)
  }
  const sendInTime = (target: string | URL | Request, init: TrpcInit = {}): Promise<Response> => {
    const late = AbortSignal.timeout(answerWithinMs)
    const { signal, ...rest } = init
    const both = signal === undefined || signal === null ? late : AbortSignal.any([signal, late])
    return send(target instanceof Request ? target.url : target, { ...rest, signal: both })
  }
  const url = `${placeholder}/trpc`
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: httpSubscriptionLink({
          url,
          // The browser's own EventSource sends no headers.
          EventSource,
          eventSourceOptions: {
            fetch: async (target, init) => {
              const response = await send(target, { ...init, headers: { ...init.headers, ...headers() } })
              streamAnswered(response.status)
              return response
            },
          },
        }),
        false: splitLink({
          // All collections pull at the same moment: one request. Nothing else waits for another.
          condition: ({ path }) => path === 'feed.pull',
          true: httpBatchLink({ url, headers: headersOfCall, fetch: sendInTime }),
          false: httpLink({ url, headers: headersOfCall, fetch: sendInTime }),
        }),
      }),
    ],
  })
}
