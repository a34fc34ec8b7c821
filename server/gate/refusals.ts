import { isFault } from '../db/faults.ts'
import type { Sql } from '../db/connect.ts'
import type { Verdict } from '../../shared/protocol/verdicts.ts'
import { Fault, Overloaded, type Submission } from '../arbiter/types.ts'

interface Waiting {
  readonly submission: Submission
  readonly verdict: Verdict
  readonly resolve: (position: number | null) => void
  readonly reject: (error: unknown) => void
}

export interface RefusalsOptions {
  readonly sql: Sql
  readonly maxWaiting?: number
  readonly maxBatch?: number
}

const idOf = ({ caller, key }: Pick<Submission, 'caller' | 'key'>): string => `${caller}\n${key}`

/**
 * Stores what the gate refused, for those who may ask again (SPEC F4): whatever came while the last ones were stored, in one statement that locks
 * nothing which others wait for.
 */
export class Refusals {
  private waiting: Waiting[] = []
  private sent: readonly Waiting[] = []
  private running: Promise<void> | null = null

  constructor(private readonly options: RefusalsOptions) {}

  /**
   * Stores a verdict, unless its key has one. @returns the position that is kept with it; null if the key was settled before, or if nobody can tell
   * @throws Overloaded when too many wait; Fault when the database does not answer
   */
  store(submission: Submission, verdict: Verdict): Promise<number | null> {
    if (this.waiting.length >= (this.options.maxWaiting ?? 10_000)) return Promise.reject(new Overloaded())
    return new Promise((resolve, reject) => {
      this.waiting.push({ submission, verdict, resolve, reject })
      this.running ??= nextTurn().then(() => this.run())
    })
  }

  /** The database does not answer: everybody who waits is told so. */
  abandon(): void {
    const waiting = [...this.sent, ...this.waiting]
    this.waiting = []
    for (const { reject } of waiting) reject(new Fault(new Error('the database does not answer')))
  }

  async close(): Promise<void> {
    await this.running
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0) {
      const size = this.options.maxBatch ?? 1_000
      this.sent = this.waiting.slice(0, size)
      this.waiting = this.waiting.slice(size)
      await this.write(this.sent)
      this.sent = []
    }
    this.running = null
  }

  private async write(batch: readonly Waiting[]): Promise<void> {
    try {
      const stored = new Map((await insert(this.options.sql, batch)).map((row) => [idOf(row), row.position]))
      for (const { submission, resolve } of batch) {
        const id = idOf(submission)
        resolve(stored.get(id) ?? null)
        // A twin in the same batch is a repeat.
        stored.delete(id)
      }
    } catch (error) {
      // The arbiter, which has to settle them then, finds what was stored without our hearing of it.
      for (const { resolve, reject } of batch)
        if (isFault(error)) resolve(null)
        else reject(error)
    }
  }
}

const insert = (sql: Sql, batch: readonly Waiting[]) => {
  const of = <Value>(read: (submission: Submission) => Value): Value[] =>
    batch.map(({ submission }) => read(submission))
  return sql<{ caller: string; key: string; position: number }[]>`
    insert into verdicts (caller, key, body_hash, type, staff, verdict, position, settled_at)
    select r.caller, r.key, r.body_hash, r.type, r.staff, r.verdict::json, h.position, clock_timestamp()
    from feed_head h, unnest(
      ${of(({ caller }) => caller)}::text[], ${of(({ key }) => key)}::text[], ${of(({ bodyHash }) => bodyHash)}::text[],
      ${of(({ command }) => command.type)}::text[], ${of(({ giver }) => giver.staff)}::text[],
      ${batch.map(({ verdict }) => JSON.stringify(verdict))}::text[]
    ) as r (caller, key, body_hash, type, staff, verdict)
    on conflict do nothing returning caller, key, position`
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
