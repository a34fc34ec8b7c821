import type { Checkpoint, Collection, Poke, Pulled } from '../../shared/protocol/feed.ts'

/** What terminals follow: answers from memory where it can, so that a poke costs one query per hub and not one per terminal. */
export interface FeedReader {
  /**
   * The documents of a collection that changed after a checkpoint, for a terminal at `location`.
   * @throws ResyncNeeded when the checkpoint is of another epoch, ahead of the feed, or older than what is kept
   */
  pull<C extends Collection>(
    collection: C,
    location: string,
    checkpoint: Checkpoint | null,
    limit: number,
  ): Promise<Pulled<C>>
  /** Yields at once, then after every commit (coalesced), and at least every 10 s. Ends with the signal. */
  pokes(signal: AbortSignal): AsyncGenerator<Poke>
  /** Where the feed is now, as far as this hub knows. */
  head(): { epoch: string; position: number }
  /** Tells the reader that something was committed at this position, by this hub or by another. */
  committed(position: number): void
  /** Calls back after every commit that this hub hears of, its own or another's, with the position. @returns how to end it */
  hear(listener: (position: number) => void): () => void
  close(): Promise<void>
}

/** The replica has to be dropped and copied anew. */
export class ResyncNeeded extends Error {
  constructor() {
    super('resync')
  }
}
