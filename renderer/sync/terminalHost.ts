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
import { detailOf } from './hindrances.ts'
import { kindOf } from './hub.ts'
import { Cell, through } from './live.ts'
import type { OneTab } from './oneTab.ts'
import { askToPair, type Pairing, pairFailure, readPairing, writePairing } from './pairing.ts'
import { noShop } from './shop.ts'
import type { SessionStore } from './signIn.ts'
import { StaffAtHub } from './staffAtHub.ts'

export interface HostOptions extends EngineOptions {
  readonly oneTab: OneTab | null
  readonly keepStorage: () => Promise<unknown>
  readonly staffSession: SessionStore
}

const noStatus: Status = { connection: 'connecting', since: 0, asOf: null, waiting: 0, needsLook: 0 }
const noPeople: readonly Person[] = []

/** The terminal as the screens see it, from the first moment on; what is behind it comes with a pairing and goes with it. */
export class TerminalHost implements Terminal {
  readonly phase = new Cell<Phase>({ name: 'starting' })
  readonly status: Live<Status>
  readonly shop: Live<Shop>
  readonly people: Live<readonly Person[]>
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
  private readonly options: HostOptions

  constructor(options: HostOptions) {
    this.options = options
    const { engine } = this
    this.staff = new StaffAtHub(options.hub, options.staffSession)
    this.hubSession = this.staff.state
    this.status = through(engine, ({ status }) => status, noStatus)
    this.shop = through(engine, ({ shop }) => shop, noShop)
    this.people = through(engine, ({ signIn }) => signIn.people, noPeople)
    this.me = through(engine, ({ signIn }) => signIn.me, null)
    this.clock = { now: () => engine.get()?.clock.now() ?? options.timers.wall() }
  }

  get catalogue(): Terminal['catalogue'] {
    return this.working().models.catalogue
  }

  get stock(): Terminal['stock'] {
    return this.working().models.stock
  }

  get counter(): Terminal['counter'] {
    return this.working().models.counter
  }

  get bookings(): Terminal['bookings'] {
    return this.working().models.bookings
  }

  get boxOffice(): Terminal['boxOffice'] {
    return this.working().models.boxOffice
  }

  get orders(): Terminal['orders'] {
    return this.working().models.orders
  }

  get returns(): Terminal['returns'] {
    return this.working().models.returns
  }

  get vouchers(): Terminal['vouchers'] {
    return this.working().models.vouchers
  }

  get activity(): Terminal['activity'] {
    return this.working().models.activity
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
      const pairing = await readPairing(platform)
      if (pairing === null) this.enter({ name: 'unpaired' })
      else await this.open(pairing)
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
      await writePairing(platform, pairing)
      await this.engine.get()?.close()
      await this.open(pairing)
      return { ok: true }
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

  async unpair(): Promise<'done' | 'unsent'> {
    const engine = this.engine.get()
    if (engine !== null && [engine.models.activity, engine.models.returns].some((one) => one.hasUnsaved()))
      return 'unsent'
    await this.signOut()
    await writePairing(this.options.platform, null)
    this.leave()
    await engine?.remove()
    this.pairing = null
    this.enter({ name: 'unpaired' })
    return 'done'
  }

  async stop(): Promise<void> {
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
    this.enter({ name: 'broken', detail: detailOf(error) })
  }

  private working(): Engine {
    const engine = this.engine.get()
    if (engine === null) throw new Error(`The terminal is ${this.phase.get().name}`)
    return engine
  }
}
