import type { Settled } from '../../shared/protocol/verdicts.ts'
import type { Desk, DeskChanges } from '../replica/desk.ts'
import { type Also, endedBy, type NewCommand, recordOf } from './acts.ts'
import {
  type CommandRecord,
  commandRecordSchema,
  envelopeOf,
  isAccepted,
  isFulfilled,
  isUnsent,
  isUnsettled,
} from './commandRecord.ts'
import { correctedBy } from './correctedBy.ts'
import { Signal } from './live.ts'
import { newlyNumbered, numberPassedOn, Numbers, renumberedFrom } from './numbers.ts'
import { OutboxIndex } from './outboxIndex.ts'

const keyPrefix = 'command:'
/** Accepted commands that are kept for the activity list, and to be sent again should the hub be restored from a backup. */
const keptSettled = 400
/** What is over is forgotten so many at a time: each time is a write. */
const forgottenAtOnce = 100

export interface OutboxOptions {
  readonly desk: Desk
  /** Keeps a second trace of each command outside of the browser's storage. */
  readonly journal: (line: string) => void
  /** False while times are guessed by the machine's own clock. */
  readonly isTimeKnown?: () => boolean
}

/**
 * All that was done here and is not over. What is in memory is changed first and at once, the desk follows in the same order
 * and in whole steps; screens and the drainer hear of it when it would survive a crash.
 */
export class Outbox {
  /** Something about the commands changed, and is on disk. */
  readonly changed = new Signal()
  /** For what is asked at every scan. */
  readonly index = new OutboxIndex()
  private readonly records = new Map<string, CommandRecord>()
  /** Commands that are not yet on disk; nobody may send them. */
  private readonly undurable = new Set<string>()
  private lastOrder = 0
  private readonly numbers = new Numbers()
  /** Commands of this run whose times were guessed. */
  private readonly guessed = new Set<string>()
  private lastGiver: string | null = null
  private readonly desk: Desk
  private readonly journal: (line: string) => void
  private readonly isTimeKnown: () => boolean

  constructor({ desk, journal, isTimeKnown = () => true }: OutboxOptions) {
    this.desk = desk
    this.journal = journal
    this.isTimeKnown = isTimeKnown
    const loaded = desk.rows
      .filter(({ key }) => key.startsWith(keyPrefix))
      .map(({ body }) => commandRecordSchema.parse(body))
      .toSorted((a, b) => a.order - b.order)
    for (const record of loaded) this.keep(record)
  }

  /** Who was the last to do something here. */
  get lastActor(): string | null {
    return this.lastGiver
  }

  /** All commands that are kept, the first done first. Grows with the day: for lists that people read, not for scans. */
  all(): Iterable<CommandRecord> {
    return this.records.values()
  }

  get(id: string): CommandRecord | undefined {
    return this.records.get(id)
  }

  /** Commands that are not over: not settled, refused and not seen to, or accepted and maybe not yet pulled. The first done first. */
  open(): Iterable<CommandRecord> {
    return this.index.opened()
  }

  /** Commands that may be sent, and those that tell what has to wait for whom. */
  *durable(): Iterable<CommandRecord> {
    for (const record of this.open()) if (!this.undurable.has(record.id)) yield record
  }

  /** True for a hold that was asked for here and never came to be. */
  readonly wasNeverPlaced = (hold: string): boolean => this.index.wasNeverPlaced(hold)

  unsettled(): CommandRecord[] {
    return [...this.open()].filter(isUnsettled)
  }

  /**
   * Takes commands in, together with what else changes on the desk by the same act: all of it is written or nothing.
   */
  async add(commands: readonly NewCommand[], also: Also = {}): Promise<void> {
    const added = commands.map((given) => recordOf(given, ++this.lastOrder))
    const ended = endedBy(also, (ids) => this.some(ids))
    for (const { id } of added) {
      this.undurable.add(id)
      if (!this.isTimeKnown()) this.guessed.add(id)
    }
    const written = this.write([...added, ...ended], also.desk)
    this.trace(added)
    await written
    for (const { id } of added) this.undurable.delete(id)
    this.changed.emit()
  }

  /** The hub's time is known, and the machine's clock was wrong by so much: what was done meanwhile, and nobody has heard of, happened when it did. */
  async correctTimes(byMs: number): Promise<void> {
    const corrected = correctedBy(byMs, this.some([...this.guessed]).filter(isUnsent))
    this.guessed.clear()
    if (corrected.length === 0) return
    const written = this.write(corrected)
    this.trace(corrected)
    await written
    this.changed.emit()
  }

  /** Numbers commands that are about to be sent for the first time; they keep their numbers over a crash. */
  async number(records: readonly CommandRecord[]): Promise<CommandRecord[]> {
    const numbered = newlyNumbered(records, this.numbers)
    if (numbered.length > 0) {
      await this.write(numbered)
      this.changed.emit()
    }
    return this.some(records.map(({ id }) => id))
  }

  /** The hub's answers. */
  async settle(settled: readonly Settled[]): Promise<void> {
    const changed = settled.flatMap(({ id, position, verdict }): CommandRecord[] => {
      const record = this.records.get(id)
      if (record === undefined || record.verdict !== null) return []
      const ended = isFulfilled(record, verdict) ? 'dealt' : 'no'
      return [{ ...record, verdict, ended, position: verdict.accepted ? position : null }]
    })
    await this.write(changed)
    // So that whoever reads the journal knows what need not be sent any more.
    for (const { id, verdict } of changed) this.journal(JSON.stringify({ id, verdict }))
    this.changed.emit()
  }

  /** The highest number that the hub has settled, as far as is kept here. */
  lastSettled(): number {
    const numbers = [...this.records.values()].map(({ sequence, verdict }) => (verdict === null ? 0 : (sequence ?? 0)))
    return Math.max(0, ...numbers)
  }

  /**
   * The hub's next number is a lower one: it was restored from a backup and has forgotten what came after. What is still here
   * is sent again under the same ids, so that nothing is done twice; what a person has seen to meanwhile stays undone.
   */
  async sendAgainFrom(expected: number): Promise<void> {
    await this.write(renumberedFrom(this.records.values(), expected, this.numbers))
    this.changed.emit()
  }

  /** The hub cannot read this command. It goes to the inbox, and its number to the next one: the hub counts on. */
  async setAside(record: CommandRecord): Promise<void> {
    await this.write(numberPassedOn(this.records.values(), record, this.numbers))
    this.changed.emit()
  }

  /** The feed began another life: the positions of the old one mean nothing, and its replica shows what there is. */
  async forgetPositions(): Promise<void> {
    const old = [...this.records.values()].filter(({ position }) => position !== null && position > 0)
    await this.write(old.map((record): CommandRecord => ({ ...record, position: 0 })))
    this.changed.emit()
  }

  /** All that the hub has not settled, as text that a help desk can read and import. */
  export(about: object): string {
    const commands = this.unsettled().map((record) => envelopeOf(record, record.sequence ?? 0))
    return JSON.stringify({ ...about, commands }, null, 2)
  }

  /** Leaves alone what is over from now on, and forgets the oldest of it, but never the one with the last number. */
  async prune(isPassed: (record: CommandRecord) => boolean): Promise<void> {
    const { index, records, numbers } = this
    index.leave((record) => isAccepted(record) && isPassed(record))
    const surplus = records.size - index.openCount - keptSettled
    if (surplus < forgottenAtOnce) return
    const gone: CommandRecord[] = []
    for (const record of records.values()) {
      if (gone.length === surplus) break
      if (!index.isOpen(record.id) && record.sequence !== numbers.last) gone.push(record)
    }
    for (const record of gone) {
      records.delete(record.id)
      index.forget(record)
    }
    await this.desk.write(new Map(gone.map(({ id }) => [keyPrefix + id, null])))
  }

  private trace(records: readonly CommandRecord[]): void {
    for (const { id, actor, issuedAt, command } of records)
      this.journal(JSON.stringify({ id, actor, issuedAt, command }))
  }

  private some(ids: readonly string[] = []): CommandRecord[] {
    return ids.flatMap((id) => this.records.get(id) ?? [])
  }

  private keep(record: CommandRecord): void {
    this.index.put(record, this.records.get(record.id))
    this.records.set(record.id, record)
    if (record.order >= this.lastOrder) this.lastGiver = record.actor
    this.lastOrder = Math.max(this.lastOrder, record.order)
    this.numbers.saw(record.sequence)
  }

  private write(records: readonly CommandRecord[], desk: DeskChanges = new Map()): Promise<void> {
    for (const record of records) this.keep(record)
    return this.desk.write(new Map([...desk, ...records.map((record) => [keyPrefix + record.id, record] as const)]))
  }
}
