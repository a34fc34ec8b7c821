import type { Clock, Live, Person, Shop } from '../app/terminal.ts'
import type { Desk } from '../replica/desk.ts'
import type { Documents } from '../replica/replica.ts'
import type { FeedProgress } from './feedProgress.ts'
import type { Cell } from './live.ts'
import type { Hub } from './hub.ts'
import type { Notes } from './notes.ts'
import type { Outbox } from './outbox.ts'
import type { Timers } from './timers.ts'

/** What the models of the screens are made from. */
export interface ModelOptions {
  readonly desk: Desk
  readonly notes: Notes
  readonly clock: Clock
  readonly timers: Timers
  readonly outbox: Outbox
  readonly documents: Documents
  /** By which codes of vouchers are known again. */
  readonly codeDigest: (code: string) => number
  readonly progress: FeedProgress
  readonly shop: Cell<Shop>
  readonly terminal: { readonly id: string; readonly code: string; readonly location: string; readonly channel: string }
  /** Who is signed in. */
  readonly me: Live<Person | null>
  readonly sending: () => ReadonlySet<string>
  readonly savePhoto: Hub['savePhoto']
  readonly isOnline: () => boolean
  readonly broken: (error: unknown) => void
}
