import type { Collection } from '../../../shared/protocol/feed.ts'
import type { Platform } from '../../app/platform.ts'
import type { Terminal } from '../../app/terminal.ts'
import { openReplica } from '../../replica/replica.ts'
import type { Storage } from '../../replica/storage.ts'
import { memoryStorage } from '../../replica/testing/memoryStorage.ts'
import { plainReplica } from '../../replica/testing/plainReplica.ts'
import type { Hub } from '../hub.ts'
import { TerminalHost } from '../terminalHost.ts'
import { oneTabByLocks } from '../oneTab.ts'
import type { Timers } from '../timers.ts'
import { browserLocks } from './browserLocks.ts'
import { Life, type PowerCut } from './tornMachine.ts'

export interface MachineOptions {
  readonly name: string
  readonly timers: Timers
  /** The hub as this machine reaches it, with the token of its pairing once it has one. */
  readonly hub: (machine: Pick<Machine, 'name' | 'token'>) => Hub
  /** True for all but the first of a process: see `plainReplica`. */
  readonly isPlain: boolean
  readonly pin: string
}

const memory = () => {
  const kept = new Map<string, string>()
  return {
    read: (name: string) => kept.get(name) ?? null,
    write: (name: string, value: string | null) => void (value === null ? kept.delete(name) : kept.set(name, value)),
  }
}

let made = 0

/** A tab of the machine's browser: it has a life and a session storage of its own, and shares all else with the others. */
interface Tab {
  readonly life: Life
  readonly host: TerminalHost
  readonly window: ReturnType<typeof memory>
  started: Promise<void>
  /** Set once it is being closed, by whomever. */
  ended: Promise<void> | null
}

/** One machine with a terminal: what lies on its disk stays when the terminal is stopped, or torn out. */
export class Machine {
  readonly reports: unknown[] = []
  readonly journal: string[] = []
  readonly name: string
  private readonly storage: Storage = memoryStorage()
  private readonly secrets = memory()
  private readonly oneTab = oneTabByLocks(browserLocks())
  private readonly openReplica: typeof openReplica
  private tab: Tab
  /** Open beside it, and waiting to be the terminal. */
  private waiting: Tab | null = null
  private readonly options: MachineOptions

  constructor(options: MachineOptions) {
    this.options = options
    this.openReplica = options.isPlain ? plainReplica() : openReplica
    // RxDB's storage in memory is one for the whole process: what tells machines apart is the name.
    this.name = `${options.name}-${++made}`
    this.tab = this.make(null)
  }

  private get host(): TerminalHost {
    return this.tab.host
  }

  private get life(): Life {
    return this.tab.life
  }

  get terminal(): Terminal {
    return this.host
  }

  documents(collection: Collection) {
    return [...this.host.documents(collection).values()]
  }

  token(): string | null {
    return this.host.token()
  }

  start(): Promise<void> {
    return this.open(this.tab)
  }

  async stop(): Promise<void> {
    await this.end(this.tab)
    if (this.waiting !== null) await this.end(this.waiting)
  }

  /** Stops, and starts again from what is on the disk. A tab that waits is quicker. */
  async reload(cut: PowerCut | null = null): Promise<void> {
    const { tab } = this
    await this.end(tab)
    // Its power may have gone meanwhile, and somebody has started it again.
    if (tab === this.tab) await this.begin(cut, tab.window)
  }

  /** Somebody opens the terminal in another tab, which waits until this one is closed. */
  openTab(): void {
    if (this.waiting !== null) return
    this.waiting = this.make(null)
    void this.open(this.waiting)
  }

  /** Somebody closes the tab that is the terminal, if another waits. */
  async closeTab(): Promise<void> {
    const { tab, waiting } = this
    if (waiting === null) return
    await this.end(tab)
    if (tab !== this.tab) return
    this.waiting = null
    this.tab = waiting
    await waiting.started
  }

  /** True if the power was cut. */
  get isDead(): boolean {
    return this.life.dead
  }

  /** How often the desk has been written to in this life. */
  get writes(): number {
    return this.life.writes
  }

  /** Lets the power go at a write to come, counted from now. */
  tear(cut: PowerCut): void {
    this.life.tear(cut)
  }

  /** From now on each write to the desk waits until it is let through, or the disk is fast again. */
  slowDisk(): { letWrite(): void; fast(): void } {
    const { life } = this
    life.slowDown()
    return { letWrite: () => life.letWrite(), fast: () => life.speedUp() }
  }

  /** Lets no more be written from now on. */
  fillDisk(): void {
    this.life.diskIsFull = true
  }

  /** Starts again without having stopped. */
  async startAgain(cut: PowerCut | null = null): Promise<void> {
    const { tab } = this
    const ended = this.end(tab)
    tab.life.bury()
    await ended
    // It was being closed or loaded anew when its power went, and whoever did that has gone on.
    if (tab === this.tab) await this.begin(cut, tab.window)
    else await this.tab.started
  }

  private open(tab: Tab): Promise<void> {
    tab.started = tab.host.start()
    return tab.started
  }

  private end(tab: Tab): Promise<void> {
    tab.ended ??= tab.started.then(() => tab.host.stop())
    return tab.ended
  }

  private async begin(cut: PowerCut | null, window: Tab['window']): Promise<void> {
    const next = this.make(cut, window)
    const { waiting } = this
    this.tab = waiting ?? next
    if (waiting !== null) this.waiting = next
    void this.open(next)
    await this.tab.started
  }

  private make(cut: PowerCut | null, window = memory()): Tab {
    const life = new Life(cut)
    return { life, window, host: this.hostOf(life, window), started: Promise.resolve(), ended: null }
  }

  private hostOf(life: Life, window: Tab['window']): TerminalHost {
    const { options } = this
    const platform: Platform = {
      kind: 'browser',
      opensOffline: true,
      hubUrl: async () => 'http://hub',
      setHubUrl: async () => undefined,
      readSecret: async (name) => this.secrets.read(name),
      writeSecret: async (name, value) => this.secrets.write(name, value),
      journal: async (line) => void this.journal.push(line),
      print: async () => undefined,
      saveFile: async () => undefined,
      onWake: () => () => undefined,
      setUnsent: async () => undefined,
    }
    const session = (name: string) => ({
      read: () => window.read(name),
      write: (value: string | null) => window.write(name, value),
    })
    const host = new TerminalHost({
      platform,
      storage: life.storage(this.storage),
      timers: options.timers,
      openReplica: this.openReplica,
      oneTab: this.oneTab,
      keepStorage: async () => true,
      doubts: { subscribe: () => () => undefined },
      hub: life.hub(options.hub({ name: this.name, token: () => host.token() })),
      session: session('person'),
      staffSession: session('hub'),
      verifyPin: async (pin) => pin === options.pin,
      report: (error) => void (life.dead || this.reports.push(error)),
    })
    return host
  }
}
