import type { ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'

/** Each keeps a connection as long as somebody downloads. */
const mostAtOnce = 3

/** Who takes nothing for so long has paused, or gone to sleep: a browser comes back and begins anew. Longer than PostgreSQL needs to put a list in order. */
const usualPatienceMs = 300_000

/** Lets so many files be written at once, and no more, each as long as somebody reads it. */
export class ExportGate {
  private open = 0

  constructor(private readonly patienceMs = usualPatienceMs) {}

  isFull(): boolean {
    return this.open >= mostAtOnce
  }

  /** Counts a file until its stream is over, however it ends. */
  let<Stream extends Readable>(stream: Stream, answer: ServerResponse): Stream {
    this.open += 1
    stream.once('close', () => {
      this.open -= 1
    })
    // Told when nothing has moved on the line for so long.
    answer.setTimeout(this.patienceMs, () => {
      stream.destroy()
      answer.destroy()
    })
    return stream
  }
}
