import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import type { BankAccounts } from '../payments/bankAccounts.ts'
import type { Arbiter } from '../arbiter/types.ts'
import type { Sql } from '../db/connect.ts'
import type { Providers } from '../payments/provider.ts'
import type { FeedReader } from '../feed/types.ts'
import type { Gate } from '../gate/gate.ts'
import type { Queue } from '../queue/queue.ts'
import type { Halls } from '../seating/halls.ts'
import type { Sessions } from '../sessions/sessions.ts'

/** Everything that the API of a hub needs from outside; `main.ts` puts it together, a test puts its own together. */
export interface Hub {
  readonly sql: Sql
  readonly arbiter: Arbiter
  /** The way of channels to the arbiter: what is on flash sale and gone does not reach it. */
  readonly gate: Gate
  readonly feed: FeedReader
  readonly sessions: Sessions
  /** The waiting room of flash sales, and of seats. */
  readonly queue: Queue
  /** The plans of events, in memory, and how their seats are. */
  readonly halls: Halls
  readonly settings: HubSettings
  /** The ways to be paid that this hub is set up for. */
  readonly providers: Providers
  readonly bankAccounts: BankAccounts
  readonly log: Logger
  /** Where `GET /metrics` reads from, and where the API adds how long its answers took. */
  readonly metrics: Registry
  /** True while the hub can serve: the database answers and nothing is closing. */
  readonly ready: () => Promise<boolean>
  /** True while the database is there and does not answer. */
  readonly isStalled: () => boolean
  readonly selfCheck: () => Promise<SelfCheckReport>
  /** Milliseconds that never jump, for how long something is remembered. Moments that decide come from the database. */
  readonly monotonicNow: () => number
  /** Makes the ids of new holds (version 7). */
  readonly newId: () => string
  /** Makes keys for commands that came without one. */
  readonly newKey: () => string
}

export interface HubSettings {
  /** The hub listens on loopback alone: whoever it serves is on this machine, and so may be whom it tells. */
  readonly isLocal: boolean
  /** Proxies, by address or range, whose word is taken on who asks, and by which address. */
  readonly trustedProxies: readonly string[]
  /** The hub's address as payers reach it; null: nobody said. */
  readonly publicUrl: string | null
  /** Accepted as an admin key of REST; null: there is none. */
  readonly adminKey: string | null
  /** This hub runs the demo shop: a terminal on the same machine may ask for a pairing code. */
  readonly demo: boolean
  /** The built web terminal, served at `/`; null: none. */
  readonly terminalFolder: string | null
}

export interface SelfCheckReport {
  readonly clean: boolean
  /** One line for each thing that differs. */
  readonly differences: readonly string[]
}
