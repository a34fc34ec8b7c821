import type { EventStream } from '../publicPage/eventStream.ts'
import { type Changes, changesSchema, type Kept, keptSchema, type Queued, queuedSchema } from './askHub.ts'

export interface StreamListeners {
  readonly onOpen: () => void
  readonly onChanges: (changes: Changes) => void
  readonly onKept: (kept: Kept) => void
  readonly onQueued: (queued: Queued) => void
  /** Too much was missed: the seats have to be read again. */
  readonly onResync: () => void
  /** The hall is another one. */
  readonly onPlan: () => void
  /** The session is over. */
  readonly onEnded: () => void
  /** @param isForGood the browser does not come back by itself */
  readonly onLost: (isForGood: boolean) => void
}

/** The hub's messages, checked. */
export const listenTo = (stream: EventStream, listeners: StreamListeners): void => {
  stream.addEventListener('open', listeners.onOpen)
  stream.addEventListener('message', ({ data }) => listeners.onChanges(changesSchema.parse(JSON.parse(data))))
  stream.addEventListener('queued', ({ data }) => listeners.onQueued(queuedSchema.parse(JSON.parse(data))))
  stream.addEventListener('kept', ({ data }) => listeners.onKept(keptSchema.parse(JSON.parse(data)).wishes))
  stream.addEventListener('resync', listeners.onResync)
  stream.addEventListener('plan', listeners.onPlan)
  stream.addEventListener('ended', listeners.onEnded)
  stream.addEventListener('error', () => listeners.onLost(stream.readyState === stream.CLOSED))
}
