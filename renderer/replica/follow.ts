import type { RxCollection } from 'rxdb'
import { type RxReplicationState, replicateRxCollection } from 'rxdb/plugins/replication'
import { Subject } from 'rxjs'
import type { Checkpoint } from '../../shared/protocol/feed.ts'

/** Documents asked for in one pull. Larger pages are not faster; smaller ones show their progress sooner. */
const batchSize = 1000

/** RxDB lays a new checkpoint over the old one, field by field: a field that is absent would stay. So `after` is always there. */
interface StoredCheckpoint {
  readonly epoch: string
  readonly position: number
  readonly after: string | null
}

/** What one pull brought; `resync` means that what is here cannot be followed on. `stopped`: nobody waits any more. */
export type PullAnswer<Document> =
  | { readonly type: 'pulled'; readonly documents: readonly Document[]; readonly checkpoint: Checkpoint }
  | { readonly type: 'resync' }
  | { readonly type: 'stopped' }

/** Never rejects: it tries again until it has an answer or the signal says stop. */
export type Pull<Document> = (
  checkpoint: Checkpoint | null,
  limit: number,
  signal: AbortSignal,
) => Promise<PullAnswer<Document>>

export interface FollowListener {
  /** At the start: where the collection stands, from earlier days. */
  stands(checkpoint: Checkpoint): void
  /** Everything up to this checkpoint is in the collection, on disk. */
  passed(checkpoint: Checkpoint): void
  resync(): void
  /** The store failed. */
  broken(error: unknown): void
}

export interface Following {
  /** Something may have changed: pull. */
  poke(): void
  stop(): Promise<void>
}

const opened = ({ epoch, position, after }: StoredCheckpoint): Checkpoint =>
  after === null ? { epoch, position } : { epoch, position, after }

const closed = ({ epoch, position, after }: Checkpoint): StoredCheckpoint => ({ epoch, position, after: after ?? null })

/** Keeps a collection equal to the hub's, by pulling only: what the terminal does never goes through here. */
export const follow = <Document extends { readonly _deleted: boolean }>(
  collection: RxCollection<Document>,
  pull: Pull<Document>,
  listener: FollowListener,
): Following => {
  const pokes = new Subject<'RESYNC'>()
  const abort = new AbortController()
  let complete: Checkpoint | null = null
  let told: Checkpoint | null = null
  let begun = false

  const handler = async (stored: StoredCheckpoint | undefined, limit: number) => {
    // A pull without documents moves us on too, but RxDB does not keep its checkpoint.
    const from = complete ?? (stored === undefined ? null : opened(stored))
    complete = null
    if (!begun && from !== null && from.after === undefined) listener.stands(from)
    begun = true
    const answer = await pull(from, limit, abort.signal)
    if (answer.type === 'resync') listener.resync()
    if (answer.type !== 'pulled') return { documents: [], checkpoint: undefined }
    const { documents, checkpoint } = answer
    if (documents.length < limit) complete = checkpoint
    return { documents: documents.map((document) => ({ ...document })), checkpoint: closed(checkpoint) }
  }

  const replication: RxReplicationState<Document, StoredCheckpoint> = replicateRxCollection<Document, StoredCheckpoint>(
    {
      replicationIdentifier: 'hub',
      collection,
      pull: { handler, batchSize, stream$: pokes },
      waitForLeadership: false,
    },
  )
  // RxDB calls a round done when all that it brought is written; only then have we passed its checkpoint.
  const active = replication.active$.subscribe((isActive) => {
    if (isActive || complete === null || complete === told) return
    told = complete
    listener.passed(complete)
  })
  const errors = replication.error$.subscribe((error) => listener.broken(error))

  return {
    poke: () => pokes.next('RESYNC'),
    stop: async () => {
      abort.abort()
      active.unsubscribe()
      errors.unsubscribe()
      await replication.cancel()
    },
  }
}
