import type { EventStream } from './eventStream.ts'

/** A quiet stream is told so often that it lives: proxies close what says nothing for a minute. */
const beatMs = 25_000
const beat = ': \n\n'

/** Bounds the streams of one sort. */
export interface StreamGate {
  /** True if no more may be let in. */
  isFull(): boolean
  let(stream: EventStream): void
  /** Ends them all. */
  close(): void
}

export const streamGate = (most: number): StreamGate => {
  const streams = new Set<EventStream>()
  const timer = setInterval(() => {
    for (const stream of streams) stream.send(beat)
  }, beatMs)
  timer.unref()
  return {
    isFull: () => streams.size >= most,
    let: (stream) => {
      streams.add(stream)
      stream.onClose(() => streams.delete(stream))
    },
    close: () => {
      clearInterval(timer)
      for (const stream of streams) stream.end()
    },
  }
}
