import type { Collection } from '../../../shared/protocol/feed.ts'
import type { Platform } from '../../app/platform.ts'
import type { Terminal } from '../../app/terminal.ts'
import { openReplica } from '../../replica/replica.ts'
import type { Storage } from '../../replica/storage.ts'
import { memoryStorage } from '../../replica/testing/memoryStorage.ts'
import { plainReplica } from '../../replica/testing/plainReplica.ts'
import type { Hub } from '../hub.ts'
import { TerminalHost } from '../terminalHost.ts'
import type { Timers } from '../timers.ts'
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

/** One machine with a terminal: what lies on its disk stays when the terminal is stopped, or torn out. */
export class Machine {
  readonly reports: unknown[] = []
  readonly journal: string[] = []
  readonly name: string
  private readonly storage: Storage = memoryStorage()
  private readonly secrets = memory()
  private readonly window = memory()
  private readonly openReplica: typeof openReplica
  private life = new Life(null)
  private host: TerminalHost
  private readonly options: MachineOptions

  constructor(options: MachineOptions) {
    this.options = options
    this.openReplica = options.isPlain ? plainReplica() : openReplica
    // RxDB's storage in memory is one for the whole process: what tells machines apart is the name.
    this.name = `${options.name}-${++made}`
    this.host = this.make()
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
    return this.host.start()
  }

  stop(): Promise<void> {
    return this.host.stop()
  }

  /** Stops, and starts again from what is on the disk. */
  async reload(cut: PowerCut | null = null): Promise<void> {
    await this.host.stop()
    await this.begin(cut)
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
    const stopped = this.host.stop()
    this.life.bury()
    await stopped
    await this.begin(cut)
  }

  private async begin(cut: PowerCut | null): Promise<void> {
    this.life = new Life(cut)
    this.host = this.make()
    await this.host.start()
  }

  private make(): TerminalHost {
    const { life, options } = this
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
      read: () => this.window.read(name),
      write: (value: string | null) => this.window.write(name, value),
    })
    return new TerminalHost({
      platform,
      storage: life.storage(this.storage),
      timers: options.timers,
      openReplica: this.openReplica,
      oneTab: null,
      keepStorage: async () => true,
      doubts: { subscribe: () => () => undefined },
      hub: life.hub(options.hub(this)),
      session: session('person'),
      staffSession: session('hub'),
      verifyPin: async (pin) => pin === options.pin,
      report: (error) => void (life.dead || this.reports.push(error)),
    })
  }
}
