import type { Collection } from '../../../shared/protocol/feed.ts'
import type { Platform } from '../../app/platform.ts'
import type { Terminal } from '../../app/terminal.ts'
import type { Storage } from '../../replica/storage.ts'
import { openReplica } from '../../replica/replica.ts'
import { memoryStorage } from '../../replica/testing/memoryStorage.ts'
import { plainReplica } from '../../replica/testing/plainReplica.ts'
import { TerminalHost } from '../terminalHost.ts'
import type { ManualTimers } from './manualTimers.ts'
import type { ScriptedHub } from './scriptedHub.ts'
import { Life, type PowerCut } from './tornMachine.ts'

const memory = () => {
  const kept = new Map<string, string>()
  return {
    read: (name: string) => kept.get(name) ?? null,
    write: (name: string, value: string | null) => void (value === null ? kept.delete(name) : kept.set(name, value)),
  }
}

let made = 0

/** One machine with a terminal: what lies on its disk stays when the terminal is stopped, or torn out. */
export class TestTerminal {
  readonly reports: unknown[] = []
  readonly journal: string[] = []
  private readonly storage: Storage = memoryStorage()
  private readonly secrets = memory()
  private readonly window = memory()
  private life = new Life(null)
  private readonly openReplica: typeof openReplica
  private host: TerminalHost
  private readonly hub: ScriptedHub
  private readonly timers: ManualTimers
  readonly name: string

  private constructor(hub: ScriptedHub, timers: ManualTimers, name: string, isPlain: boolean) {
    this.openReplica = isPlain ? plainReplica() : openReplica
    this.hub = hub
    this.timers = timers
    // RxDB's storage in memory is one for the whole process: what tells machines apart is the name.
    this.name = `${name}-${++made}`
    this.host = this.make()
  }

  /**
   * A machine that has been paired, with its first copy made and Lan signed in.
   * @param isPlain true for all but the first of a test: see `plainReplica`
   */
  static async paired(hub: ScriptedHub, timers: ManualTimers, name: string, isPlain = false): Promise<TestTerminal> {
    const one = new TestTerminal(hub, timers, name, isPlain)
    await one.host.start()
    await one.terminal.pair('good', one.name)
    await timers.until(() => one.terminal.phase.get().name === 'signed_out')
    await one.terminal.signIn('lan', '1234')
    return one
  }

  get terminal(): Terminal {
    return this.host
  }

  documents(collection: Collection) {
    return [...this.host.documents(collection).values()]
  }

  stop(): Promise<void> {
    return this.host.stop()
  }

  /** Stops, and starts again from what is on the disk. */
  async reload(cut: PowerCut | null = null): Promise<void> {
    await this.host.stop()
    this.life = new Life(cut)
    this.host = this.make()
    await this.host.start()
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
    this.life = new Life(cut)
    this.host = this.make()
    await this.host.start()
  }

  private make(): TerminalHost {
    const { life } = this
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
      timers: this.timers,
      openReplica: this.openReplica,
      oneTab: null,
      keepStorage: async () => true,
      doubts: { subscribe: () => () => undefined },
      hub: life.hub(this.hub.for(this.name)),
      session: session('person'),
      staffSession: session('hub'),
      verifyPin: async (pin) => pin === '1234',
      report: (error) => void (life.dead || this.reports.push(error)),
    })
  }
}
