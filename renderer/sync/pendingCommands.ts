import type { Giver } from '../../shared/holds/settle.ts'
import { type CommandRecord, isAccepted, isOpen, isUnsettled } from './commandRecord.ts'
import type { Pending } from './base.ts'
import { nextRequest } from './nextRequest.ts'
import type { Outbox } from './outbox.ts'

const none: ReadonlySet<string> = new Set()

export interface PendingOptions {
  readonly outbox: Outbox
  /** True once the replica shows what a command did. */
  readonly isPassed: (record: CommandRecord) => boolean
  readonly giverOf: (record: CommandRecord) => Giver
}

/** The commands that have to be laid over the replica: not settled yet, or accepted and not yet pulled. What waits for a person has no effect. */
export class PendingCommands {
  private known: readonly Pending[] | null = null
  private laid = new Map<string, Pending>()
  private readonly options: PendingOptions

  constructor(options: PendingOptions) {
    this.options = options
  }

  get(): readonly Pending[] {
    this.known ??= this.compute()
    return this.known
  }

  /** Something changed: work it out anew when it is asked for. */
  forget(): void {
    this.known = null
  }

  private compute(): readonly Pending[] {
    const { outbox, isPassed } = this.options
    const blocked = this.blocked()
    const before = this.laid
    this.laid = new Map()
    for (const record of outbox.open())
      if ((isUnsettled(record) || (isAccepted(record) && !isPassed(record))) && !blocked.has(record.id))
        this.laid.set(record.id, this.pendingOf(record, before.get(record.id)))
    return [...this.laid.values()]
  }

  /** The same object for as long as it says the same, so that the fold can tell what is new. */
  private pendingOf(record: CommandRecord, before: Pending | undefined): Pending {
    const { id, command, issuedAt, verdict } = record
    const giver = this.options.giverOf(record)
    const isSame = before?.verdict === verdict && before.giver.role === giver.role
    return isSame && before.giver.ttlSeconds === giver.ttlSeconds ? before : { id, command, issuedAt, verdict, giver }
  }

  /** Only what was refused blocks others, and mostly nothing is. */
  private blocked(): ReadonlySet<string> {
    const { outbox } = this.options
    for (const record of outbox.open())
      if (isOpen(record)) return nextRequest(outbox.open(), outbox.wasNeverPlaced).blocked
    return none
  }
}
