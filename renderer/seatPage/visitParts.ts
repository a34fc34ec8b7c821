import type { EventStream } from '../publicPage/eventStream.ts'
import type { HubClient } from './askHub.ts'

/** What a visit is given from outside: the hub, the tab's storage, clocks and ids. */
export interface VisitParts {
  readonly hub: HubClient
  /** Outlives a reload of the page, and not its tab. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  readonly storageKey: string
  /** The visitor comes for the line, and not to choose. */
  readonly seeksLine: boolean
  readonly openStream: (url: string) => EventStream
  readonly beacon: (url: string) => void
  /** Milliseconds that never jump. */
  readonly now: () => number
  readonly newKey: () => string
  readonly later: (milliseconds: number, work: () => void) => void
  readonly goTo: (url: string) => void
  /** The hall is another one: everything has to be read anew. */
  readonly reload: () => void
}
