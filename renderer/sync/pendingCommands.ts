import type { Giver } from '../../shared/holds/settle.ts'
import { type CommandRecord, isAccepted, isUnsettled } from './commandRecord.ts'
import type { Pending } from './fold.ts'
import { nextRequest } from './nextRequest.ts'
import type { Outbox } from './outbox.ts'

export interface PendingOptions {
  readonly outbox: Outbox
  /** True once the replica shows what a command did. */
  readonly isPassed: (record: CommandRecord) => boolean
  readonly giverOf: (record: CommandRecord) => Giver
}

/** The commands that have to be laid over the replica: not settled yet, or accepted and not yet pulled. What waits for a person has no effect. */
export class PendingCommands {
  private known: readonly Pending[] | null = null
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
    const { outbox, isPassed, giverOf } = this.options
    const records = [...outbox.all()].filter(
      (record) => isUnsettled(record) || (isAccepted(record) && !isPassed(record)),
    )
    const { blocked } = nextRequest(outbox.all())
    return records
      .filter(({ id }) => !blocked.has(id))
      .map((record) => ({
        id: record.id,
        command: record.command,
        issuedAt: record.issuedAt,
        verdict: record.verdict,
        giver: giverOf(record),
      }))
  }
}
