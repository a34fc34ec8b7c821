import { TRPCClientError } from '@trpc/client'
import type { AppRouter } from '../../server/api/router.ts'
import {
  type Collection,
  type DocumentOf,
  documentSchemas,
  checkpointSchema,
  pokeSchema,
} from '../../shared/protocol/feed.ts'
import { ownSignal } from '../../shared/ownSignal.ts'
import { submitAnswerSchema } from '../../shared/protocol/verdicts.ts'
import { type Hub, HubError, type HubErrorKind } from './hub.ts'
import type { HubClient } from './hubClient.ts'

/** What the codes of failed calls mean for us; any other is a hub that is not well. */
const kinds: ReadonlyMap<string, HubErrorKind> = new Map([
  ['UNAUTHORIZED', 'unauthorized'],
  ['PRECONDITION_FAILED', 'resync'],
  ['TOO_MANY_REQUESTS', 'too_many'],
  ['BAD_REQUEST', 'refused'],
  ['PARSE_ERROR', 'refused'],
  ['PAYLOAD_TOO_LARGE', 'refused'],
  ['UNPROCESSABLE_CONTENT', 'refused'],
])

const kindOfFailure = (error: TRPCClientError<AppRouter>): HubErrorKind =>
  kinds.get(error.data?.code ?? '') ?? 'unreachable'

const hubError = (error: unknown): HubError => {
  if (error instanceof HubError) return error
  return new HubError(error instanceof TRPCClientError ? kindOfFailure(error) : 'unreachable', error)
}

/** An answer that we cannot read is a hub of another version: nothing is lost by asking again later. */
const call = async <Value>(answer: Promise<Value>): Promise<Value> => {
  try {
    return await answer
  } catch (error) {
    throw hubError(error)
  }
}

const parsers: { readonly [C in Collection]: (document: unknown) => DocumentOf<C> } = {
  items: (document) => documentSchemas.items.parse(document),
  levels: (document) => documentSchemas.levels.parse(document),
  holds: (document) => documentSchemas.holds.parse(document),
  staff: (document) => documentSchemas.staff.parse(document),
  places: (document) => documentSchemas.places.parse(document),
  bookings: (document) => documentSchemas.bookings.parse(document),
  bookables: (document) => documentSchemas.bookables.parse(document),
  seats: (document) => documentSchemas.seats.parse(document),
  cases: (document) => documentSchemas.cases.parse(document),
}

/** tRPC leaves its listeners on the signal of a call; ours live as long as the terminal, so each call gets one of its own. */
const withOwnSignal = async <Value>(
  signal: AbortSignal,
  work: (own: AbortSignal) => Promise<Value>,
): Promise<Value> => {
  const own = ownSignal(signal)
  try {
    return await work(own.signal)
  } finally {
    own.forget()
  }
}

/**
 * The hub, asked over tRPC.
 * @param streamStatus how the hub answered when it was last asked for the stream
 */
export const trpcHub = (client: HubClient, streamStatus: () => number): Hub => ({
  pair: (code, name) => call(client.pairing.pair.mutate({ code, name })),
  demoCode: async () => (await call(client.pairing.demo.query()))?.code ?? null,
  hello: () => call(client.terminal.hello.query()),
  signIn: (staff, pin) => call(client.staff.signIn.mutate({ staff, pin })),
  savePhoto: (photo) => call(client.returns.savePhoto.mutate({ ...photo })),
  submit: (commands, signal) =>
    call(
      withOwnSignal(signal, (own) => client.commands.submit.mutate({ commands: [...commands] }, { signal: own })).then(
        (answer) => submitAnswerSchema.parse(answer),
      ),
    ),
  pull: (collection, checkpoint, limit, signal) =>
    call(
      withOwnSignal(signal, (own) => client.feed.pull.query({ collection, checkpoint, limit }, { signal: own })).then(
        (pulled) => ({
          documents: pulled.documents.map((document: unknown) => parsers[collection](document)),
          checkpoint: checkpointSchema.parse(pulled.checkpoint),
        }),
      ),
    ),
  pokes: (listener) => {
    let isOver = false
    const gone = (error: unknown): void => {
      if (isOver) return
      isOver = true
      listener.down(streamStatus() === 401 ? new HubError('unauthorized', error) : hubError(error))
    }
    const subscription = client.feed.pokes.subscribe(undefined, {
      onConnectionStateChange: ({ state, error }) => {
        if (state === 'pending') listener.up()
        else if (state === 'connecting' && error !== null) gone(error)
      },
      onData: (poke) => listener.poke(pokeSchema.parse(poke)),
      onError: gone,
      onComplete: () => gone(null),
    })
    return () => {
      isOver = true
      subscription.unsubscribe()
    }
  },
})
