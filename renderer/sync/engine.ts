import type { Collection, Poke } from '../../shared/protocol/feed.ts'
import type { Platform } from '../app/platform.ts'
import type { Shop, Status } from '../app/terminal.ts'
import { type Desk, DeskClosed } from '../replica/desk.ts'
import type { Documents, openReplica, Replica } from '../replica/replica.ts'
import type { Storage } from '../replica/storage.ts'
import { Connection } from './connection.ts'
import { Drainer } from './drainer.ts'
import { FeedProgress } from './feedProgress.ts'
import { Hindrances } from './hindrances.ts'
import type { Hub } from './hub.ts'
import { HubClock } from './hubClock.ts'
import { type Cell, Signal, type Source } from './live.ts'
import { Models } from './models.ts'
import type { Notes } from './notes.ts'
import { Outbox } from './outbox.ts'
import type { Pairing } from './pairing.ts'
import { pullFeed } from './pullFeed.ts'
import { Remember } from './remember.ts'
import { ShopRecord } from './shopRecord.ts'
import { type SessionStore, SignIn } from './signIn.ts'
import { StatusBoard } from './statusBoard.ts'
import type { Timers } from './timers.ts'

export interface EngineOptions {
  readonly platform: Platform
  readonly storage: Storage
  /** Opens the copy of what the hub owns; by default one on the disk. */
  readonly openReplica?: typeof openReplica
  readonly timers: Timers
  readonly hub: Hub
  readonly session: SessionStore
  readonly verifyPin: (pin: string, hash: string) => Promise<boolean>
  /** Tells when the network seems to be gone. */
  readonly doubts: Source
  /** For faults that hinder nobody. */
  readonly report: (error: unknown) => void
}

/** What lies on the disk, and what it takes to read it. */
export interface Opened {
  readonly desk: Desk
  readonly notes: Notes
  readonly replica: Replica
  readonly codeDigest: (code: string) => number
}

/** A paired terminal at work: its store, its stream, its outbox, and all that the screens show of them. */
export class Engine {
  readonly clock: HubClock
  readonly signIn: SignIn
  readonly models: Models
  readonly hindrances: Hindrances
  /** The stream stands (again). */
  readonly up = new Signal()
  private readonly shopRecord: ShopRecord
  private readonly board: StatusBoard
  private readonly outbox: Outbox
  private readonly progress: FeedProgress
  private readonly connection: Connection
  private readonly drainer: Drainer
  private readonly remember: Remember
  private readonly leaves: (() => void)[]
  private readonly options: EngineOptions
  private readonly desk: Desk
  private readonly replica: Replica

  constructor(pairing: Pairing, options: EngineOptions, { desk, notes, replica, codeDigest }: Opened) {
    this.options = options
    this.desk = desk
    this.replica = replica
    const { platform, timers, hub, session, verifyPin, report } = options
    const { documents } = replica
    const broken = (error: unknown): void => this.broken(error)
    const pairAgain = (why: 'copied' | 'revoked'): void => this.pairAgain(why)

    desk.onFailure(broken)
    this.clock = new HubClock(timers, notes.clock.get().wallOffset, (byMs) => {
      void this.outbox.correctTimes(byMs).catch(broken)
    })
    this.hindrances = new Hindrances(notes, report)
    this.shopRecord = new ShopRecord(pairing, documents.places)
    this.signIn = new SignIn({
      staff: documents.staff,
      clock: this.clock,
      wrongPins: notes.wrongPins,
      session,
      verify: verifyPin,
    })
    const isTimeKnown = (): boolean => this.clock.isKnown
    this.outbox = new Outbox({ desk, journal: (line) => void platform.journal(line).catch(report), isTimeKnown })
    this.progress = new FeedProgress(notes.asOf.get().at, () => void this.outbox.forgetPositions().catch(broken))
    this.drainer = new Drainer({
      ...{ outbox: this.outbox, timers, pairAgain, broken, isTimeKnown },
      learnTime: async () => this.clock.heard((await hub.hello()).hubTime),
      unreachable: () => this.connection.doubt(),
      submit: (commands, signal) => hub.submit(commands, signal),
    })
    this.connection = new Connection({
      hub,
      clock: this.clock,
      timers,
      up: () => this.isUp(),
      poke: (poke) => this.poked(poke),
      revoked: () => pairAgain('revoked'),
    })
    this.models = new Models({
      desk,
      notes,
      clock: this.clock,
      timers,
      outbox: this.outbox,
      documents,
      codeDigest,
      progress: this.progress,
      shop: this.shop,
      terminal: pairing.terminal,
      me: this.signIn.me,
      savePhoto: (photo) => hub.savePhoto(photo),
      sending: () => this.drainer.sending,
      isOnline: () => this.connection.state.get().connection === 'online',
      broken,
    })
    this.remember = new Remember({ notes, clock: this.clock, progress: this.progress, desk, timers, report: broken })
    const { connection, progress, outbox } = this
    this.board = new StatusBoard({ connection, progress, outbox, activity: this.models.activity, platform, report })
    this.leaves = [
      outbox.changed.subscribe(() => this.outboxChanged()),
      connection.state.subscribe(() => this.models.connectionChanged()),
      progress.asOf.subscribe(() => this.remember.soon()),
      platform.onWake(() => this.wake()),
      options.doubts.subscribe(() => this.connection.doubt()),
    ]
    this.start()
  }

  get status(): Cell<Status> {
    return this.board.status
  }

  get shop(): Cell<Shop> {
    return this.shopRecord.shop
  }

  get documents(): Documents {
    return this.replica.documents
  }

  async close(): Promise<void> {
    this.stop()
    await this.replica.close()
    await this.desk.close()
  }

  /** Closes it and forgets all that it kept. */
  async remove(): Promise<void> {
    this.stop()
    await this.replica.remove()
    await this.desk.remove()
  }

  private start(): void {
    const { hub, timers } = this.options
    const pull = pullFeed({
      hub,
      timers,
      back: this.up,
      revoked: () => this.pairAgain('revoked'),
      unreachable: () => this.connection.doubt(),
    })
    this.hindrances.copied(this.documents)
    this.replica.start(pull, {
      changed: (collection, keys) => this.documentsChanged(collection, keys),
      stands: (collection, checkpoint) => this.progress.stands(collection, checkpoint),
      passed: (collection, checkpoint) => {
        this.progress.passed(collection, checkpoint)
        this.models.replicaPassed(collection)
      },
      startedOver: () => this.hindrances.copied(this.documents),
      copied: () => this.hindrances.copied(this.documents),
      broken: (error) => this.broken(error),
    })
    this.connection.start()
    this.drainer.start()
    this.models.outboxChanged()
  }

  private documentsChanged(collection: Collection, keys: readonly string[]): void {
    if (collection === 'staff') this.signIn.staffChanged()
    if (collection === 'places') this.placesChanged()
    this.models.replicaChanged(collection, keys)
    this.hindrances.copied(this.documents)
  }

  /** Something of the shop is another than before. Not all of that are places: where transfers go to is told by the hub. */
  private placesChanged(): void {
    this.shopRecord.placesChanged()
    this.greet()
  }

  private outboxChanged(): void {
    this.models.outboxChanged()
    this.drainer.more()
    void this.outbox.prune((record) => this.progress.isPassed(record)).catch((error: unknown) => this.broken(error))
  }

  private isUp(): void {
    this.replica.poke()
    this.drainer.now()
    this.up.emit()
    this.greet()
  }

  private greet(): void {
    const { hub, platform, report } = this.options
    // As it was before the hub was asked: what is settled meanwhile is beyond what it says.
    const lastSettled = this.outbox.lastSettled()
    void this.shopRecord.greet(hub, platform).then((hello) => {
      if (hello === 'unknown') this.pairAgain('revoked')
      else if (hello !== null && hello.nextSequence <= lastSettled) this.drainer.sendAgainFrom(hello.nextSequence)
    }, report)
  }

  private poked(poke: Poke): void {
    this.remember.soon()
    if (this.progress.poke(poke)) this.replica.poke()
  }

  private wake(): void {
    this.connection.wake()
    this.drainer.now()
    this.up.emit()
  }

  private pairAgain(why: 'copied' | 'revoked'): void {
    this.hindrances.pairAgain(why)
    this.stopSyncing()
  }

  private broken(error: unknown): void {
    // Late answers to an engine that has been closed change nothing any more.
    if (error instanceof DeskClosed) return
    this.hindrances.broken(error)
    this.stopSyncing()
  }

  private stopSyncing(): void {
    this.connection.stop()
    this.drainer.stop()
  }

  /** Does nothing more by itself. */
  stop(): void {
    for (const leave of this.leaves) leave()
    this.stopSyncing()
    this.shopRecord.stop()
    this.remember.stop()
    this.board.stop()
    this.models.stop()
  }
}
