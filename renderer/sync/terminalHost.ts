import type { Collection, DocumentOf } from '../../shared/protocol/feed.ts'
import type {
  Clock,
  HubSession,
  Live,
  PairAnswer,
  Person,
  Phase,
  Shop,
  SignInAnswer,
  Status,
  Terminal,
} from '../app/terminal.ts'
import type { Engine, EngineOptions } from './engine.ts'
import { openEngine } from './openEngine.ts'
import { brokenBy } from './hindrances.ts'
import { kindOf } from './hub.ts'
import { Cell, through } from './live.ts'
import type { OneTab } from './oneTab.ts'
import { askToPair, type Pairing, pairFailure, readPairing, writePairing } from './pairing.ts'
import { noShop } from './shop.ts'
import type { SessionStore } from './signIn.ts'
import { StaffAtHub } from './staffAtHub.ts'
import { Turns } from './turns.ts'
import { WorkingTerminal } from './workingTerminal.ts'

export interface HostOptions extends EngineOptions {
  readonly oneTab: OneTab | null
  readonly keepStorage: () => Promise<unknown>
  readonly staffSession: SessionStore
}

const noStatus: Status = { connection: 'connecting', since: 0, asOf: null, waiting: 0, needsLook: 0 }
const noPeople: readonly Person[] = []

/** The terminal as the screens see it, from the first moment on; what is behind it comes with a pairing and goes with it. */
export class TerminalHost extends WorkingTerminal implements Terminal {
  readonly phase = new Cell<Phase>({ name: 'starting' })
  readonly status: Live<Status>
  readonly shop: Live<Shop>
  readonly people: Live<readonly Person[]>
  readonly letGo: Live<Person | null>
  readonly me: Live<Person | null>
  readonly clock: Clock
  readonly hubSession: Live<HubSession>
  private readonly engine = new Cell<Engine | null>(null)
  private readonly staff: StaffAtHub
  private pairing: Pairing | null = null
  private hubAddress: string | null = null
  /** What keeps us from having an engine; null once we have one. */
  private before: Phase | null = { name: 'starting' }
  private release: () => void = () => undefined
  private leaves: (() => void)[] = []
  /** Opening and closing, one after the other: a desk has one writer. */
  private readonly turns = new Turns()
  private stopped: Promise<void> | null = null
  private readonly options: HostOptions

  constructor(options: HostOptions) {
    super()
    this.options = options
    const { engine } = this
    this.staff = new StaffAtHub(options.hub, options.staffSession)
    this.hubSession = this.staff.state
    this.status = through(engine, ({ status }) => status, noStatus)
    this.shop = through(engine, ({ shop }) => shop, noShop)
    this.people = through(engine, ({ signIn }) => signIn.people, noPeople)
    this.letGo = through(engine, ({ signIn }) => signIn.letGo, null)
    this.me = through(engine, ({ signIn }) => signIn.me, null)
    this.clock = { now: () => engine.get()?.clock.now() ?? options.timers.wall() }
  }

  /** Never rejects: what goes wrong is a phase. */
  async start(): Promise<void> {
    const { platform, oneTab } = this.options
    try {
      const until = new Promise<void>((resolve) => {
        this.release = resolve
      })
      await oneTab?.(until, () => this.enter({ name: 'second_tab' }))
      this.hubAddress = await platform.hubUrl()
      await this.turns.take(async () => {
        const pairing = await readPairing(platform)
        if (pairing === null) this.enter({ name: 'unpaired' })
        else await this.open(pairing)
      })
    } catch (error) {
      this.breakDown(error)
    }
  }

  async pair(code: string, name: string): Promise<PairAnswer> {
    const { hub, platform } = this.options
    let pairing: Pairing
    try {
      this.hubAddress = await platform.hubUrl()
      pairing = await askToPair(hub, code, name)
    } catch (error) {
      return { ok: false, why: pairFailure(error) }
    }
    try {
      const isPaired = await this.turns.take(async () => {
        await writePairing(platform, pairing)
        await this.engine.get()?.close()
        await this.open(pairing)
        return true
      })
      return isPaired === null ? { ok: false, why: 'fault' } : { ok: true }
    } catch (error) {
      // The hub has paired us, but this machine cannot keep anything.
      this.breakDown(error)
      return { ok: false, why: 'fault' }
    }
  }

  async demoCode(): Promise<string | null> {
    try {
      this.hubAddress = await this.options.platform.hubUrl()
      return await this.options.hub.demoCode()
    } catch (error) {
      // Without a hub there is no demo shop either; any other failure is a bug and thrown on.
      kindOf(error)
      return null
    }
  }

  async signIn(person: string, pin: string): Promise<SignInAnswer> {
    const answer = await this.working().signIn.signIn(person, pin)
    if (answer.ok) this.staff.signIn(person, pin)
    return answer
  }

  async signOut(): Promise<void> {
    this.staff.signOut()
    this.engine.get()?.signIn.signOut()
  }

  /** Nothing is taken off by a terminal that stops meanwhile. */
  async unpair(): Promise<'done' | 'unsent'> {
    return (await this.turns.take(() => this.takeOff())) ?? 'unsent'
  }

  private async takeOff(): Promise<'done' | 'unsent'> {
    const engine = this.engine.get()
    if (engine !== null && [engine.models.activity, engine.models.returns].some((one) => one.hasUnsaved()))
      return 'unsent'
    await this.signOut()
    engine?.stop()
    await writePairing(this.options.platform, null)
    this.leave()
    await engine?.remove()
    this.pairing = null
    this.enter({ name: 'unpaired' })
    return 'done'
  }

  /** Also of what is only just being opened: the next tab may open the same desk as soon as this one lets go. */
  stop(): Promise<void> {
    this.stopped ??= this.end()
    return this.stopped
  }

  private async end(): Promise<void> {
    await this.turns.end()
    const engine = this.engine.get()
    this.leave()
    await engine?.close()
    this.release()
  }

  documents<C extends Collection>(collection: C): ReadonlyMap<string, DocumentOf<C>> {
    return this.working().documents[collection]
  }

  async address(): Promise<string | null> {
    return this.hubAddress
  }

  token(): string | null {
    return this.pairing?.token ?? null
  }

  staffToken(): string | null {
    return this.staff.token()
  }

  private async open(pairing: Pairing): Promise<void> {
    this.leave()
    this.enter({ name: 'starting' })
    this.pairing = pairing
    void this.options.keepStorage().catch(this.options.report)
    const engine = await openEngine(pairing, this.options)
    this.leaves = [
      engine.hindrances.present.subscribe(() => this.tellPhase()),
      engine.signIn.me.subscribe(() => this.personChanged(engine)),
      engine.up.subscribe(() => void this.staff.tryNow()),
    ]
    this.before = null
    this.engine.set(engine)
    this.tellPhase()
  }

  /** Whoever has left the shop is not signed in at the hub either. */
  private personChanged(engine: Engine): void {
    if (engine.signIn.me.get() === null) this.staff.signOut()
    this.tellPhase()
  }

  private leave(): void {
    for (const leave of this.leaves) leave()
    this.leaves = []
    this.engine.set(null)
  }

  private enter(phase: Phase): void {
    this.before = phase
    this.tellPhase()
  }

  private tellPhase(): void {
    const engine = this.engine.get()
    const phase =
      this.before ??
      engine?.hindrances.present.get() ??
      ({ name: engine?.signIn.me.get() ? 'ready' : 'signed_out' } as const)
    if (JSON.stringify(phase) !== JSON.stringify(this.phase.get())) this.phase.set(phase)
  }

  private breakDown(error: unknown): void {
    this.options.report(error)
    this.enter({ ...brokenBy(error), isWorking: false })
  }

  protected working(): Engine {
    const engine = this.engine.get()
    if (engine === null) throw new Error(`The terminal is ${this.phase.get().name}`)
    return engine
  }
}
