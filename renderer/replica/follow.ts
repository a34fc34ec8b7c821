import { Interruption } from '../../shared/interruption.ts'
import type { Checkpoint } from '../../shared/protocol/feed.ts'

/** Documents asked for in one pull. Larger pages are not faster; smaller ones show their progress sooner. */
const batchSize = 1000

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
  /** Everything up to this checkpoint is in the collection, on disk. */
  passed(checkpoint: Checkpoint): void
  resync(): void
  /** The store failed. */
  broken(error: unknown): void
}

export interface Following {
  /** Something may have changed: pull. */
  poke(): void
  /** Resolves when nothing more is written. */
  stop(): Promise<void>
}

export interface FollowOptions<Document> {
  /** Where to go on from. */
  readonly from: Checkpoint | null
  readonly pull: Pull<Document>
  /** Writes a page; pages are given one after the other, in order. */
  readonly write: (documents: readonly Document[], checkpoint: Checkpoint) => Promise<void>
  readonly listener: FollowListener
}

/** Keeps a collection equal to the hub's, by pulling only: what the terminal does never goes through here. */
export const follow = <Document>({ from, pull, write, listener }: FollowOptions<Document>): Following => {
  const abort = new AbortController()
  const stop = new Interruption<{ readonly type: 'stopped' }>()
  let checkpoint = from
  let poked = true
  let wakeUp: (() => void) | null = null
  let writing: Promise<void> = Promise.resolve()

  /** Pulls until there is nothing more. The next page is asked for while the one before is being written. */
  const round = async (): Promise<PullAnswer<Document>['type']> => {
    for (;;) {
      const answer = await stop.or(pull(checkpoint, batchSize, abort.signal))
      await writing
      if (answer.type !== 'pulled') return answer.type
      const { documents } = answer
      checkpoint = answer.checkpoint
      if (documents.length > 0) writing = write(documents, checkpoint)
      // A failure is thrown where it is awaited, which may be a moment later.
      writing.catch(() => undefined)
      if (documents.length >= batchSize) continue
      await writing
      return abort.signal.aborted ? 'stopped' : answer.type
    }
  }

  const run = async (): Promise<void> => {
    while (!abort.signal.aborted) {
      if (!poked) await new Promise<void>((resolve) => (wakeUp = resolve))
      poked = false
      const end = await round()
      if (end === 'pulled' && checkpoint !== null) listener.passed(checkpoint)
      if (end === 'resync') listener.resync()
      if (end !== 'pulled') return
    }
  }
  const running = run().catch((error: unknown) => listener.broken(error))

  return {
    poke: () => {
      poked = true
      wakeUp?.()
    },
    stop: async () => {
      abort.abort()
      stop.interrupt(Promise.resolve({ type: 'stopped' }))
      wakeUp?.()
      await running
    },
  }
}
