import type { Readable } from 'node:stream'

/** Each keeps a connection as long as somebody downloads. */
const mostAtOnce = 3

/** Lets so many files be written at once, and no more. */
export class ExportGate {
  private open = 0

  isFull(): boolean {
    return this.open >= mostAtOnce
  }

  /** Counts a file until its stream is over, however it ends. */
  let<Stream extends Readable>(stream: Stream): Stream {
    this.open += 1
    stream.once('close', () => {
      this.open -= 1
    })
    return stream
  }
}
