import { argon2Verify } from 'hash-wasm'
import type { Collection, DocumentOf } from '../../shared/protocol/feed.ts'
import type { Platform } from '../app/platform.ts'
import type { Terminal } from '../app/terminal.ts'
import { browserStorage, type Storage } from '../replica/storage.ts'
import { type HubClient, hubClient } from './hubClient.ts'
import { hubKnowsWho } from './hubKnowsWho.ts'
import { type HubRequest, hubRequest } from './hubRequest.ts'
import type { Source } from './live.ts'
import { type OneTab, oneTabByDatabase, oneTabByLocks } from './oneTab.ts'
import type { SessionStore } from './signIn.ts'
import { TerminalHost } from './terminalHost.ts'
import { browserTimers, type Timers } from './timers.ts'
import { trpcHub } from './trpcHub.ts'

export interface CreateTerminalOptions {
  readonly platform: Platform
  readonly storage?: Storage
  readonly timers?: Timers
  readonly fetch?: typeof fetch
  /** Null where there is only one window anyway. */
  readonly oneTab?: OneTab | null
  /** Asks the browser not to clear the store away when the disk is full. */
  readonly keepStorage?: () => Promise<unknown>
  /** Keeps who is signed in for as long as the window is open. */
  readonly session?: (name: string) => SessionStore
  /** Tells when the network seems to be gone. */
  readonly doubts?: Source
  /** For faults that hinder nobody. */
  readonly report?: (error: unknown) => void
}

/** The terminal, and what stands beside it. */
export interface TerminalCore {
  readonly terminal: Terminal
  /** For questions that only the hub can answer. Its calls carry the terminal's token and that of the person, and wait until the hub knows them. */
  readonly client: HubClient
  /** For what is no procedure. */
  readonly request: HubRequest
  /** What the replica holds of a collection, for support and for tests. */
  documents<C extends Collection>(collection: C): ReadonlyMap<string, DocumentOf<C>>
}

const windowSession = (name: string): SessionStore => {
  const key = `holdfast-${name}`
  return {
    read: () => sessionStorage.getItem(key),
    write: (value) => (value === null ? sessionStorage.removeItem(key) : sessionStorage.setItem(key, value)),
  }
}

const windowOffline: Source = {
  subscribe: (listener) => {
    window.addEventListener('offline', listener)
    return () => window.removeEventListener('offline', listener)
  },
}

/** Browsers keep their lock manager from pages that came by plain http. */
const oneTabOfWindow = (): OneTab =>
  'locks' in navigator ? oneTabByLocks(navigator.locks) : oneTabByDatabase(indexedDB)

/** As above: no storage manager either, whatever the types say. */
const askToKeepStorage = async (): Promise<unknown> => {
  const { storage }: { readonly storage?: StorageManager } = navigator
  return storage?.persist()
}

/** Makes the terminal. It starts by itself; `terminal.phase` tells how far it is. */
export const createTerminal = (options: CreateTerminalOptions): TerminalCore => {
  const {
    platform,
    storage = browserStorage(),
    timers = browserTimers,
    fetch: request = (input, init) => fetch(input, init),
    oneTab = oneTabOfWindow(),
    keepStorage = askToKeepStorage,
    session = windowSession,
    doubts = windowOffline,
    report = (error) => console.error(error),
  } = options
  let streamStatus = 0
  const way = {
    address: () => host.address(),
    token: () => host.token(),
    staffToken: () => host.staffToken(),
    fetch: request,
  }
  const client = hubClient({
    ...way,
    streamAnswered: (status) => {
      streamStatus = status
    },
  })
  const host = new TerminalHost({
    platform,
    storage,
    timers,
    oneTab,
    keepStorage,
    report,
    doubts,
    hub: trpcHub(client, () => streamStatus),
    session: session('person'),
    staffSession: session('hub'),
    verifyPin: (password, hash) => argon2Verify({ password, hash }),
  })
  void host.start()
  const asked = { ...way, ready: () => hubKnowsWho(host.hubSession, host.status) }
  return {
    terminal: host,
    client: hubClient({ ...asked, streamAnswered: () => undefined }),
    request: hubRequest(asked),
    documents: (collection) => host.documents(collection),
  }
}
