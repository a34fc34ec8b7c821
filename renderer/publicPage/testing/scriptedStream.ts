import type { EventStream } from '../eventStream.ts'

type Listener = (event: MessageEvent<string>) => void

/** A stream of events that a test opens and closes; it asks nobody. */
export class ScriptedStream implements EventStream {
  readonly CLOSED = 2
  readyState = 0
  readonly url: string
  private readonly listeners: { readonly type: string; readonly listener: Listener }[] = []

  constructor(url: string) {
    this.url = url
  }

  addEventListener(type: string, listener: Listener): void {
    this.listeners.push({ type, listener })
  }

  tell(type: string): void {
    for (const one of this.listeners) if (one.type === type) one.listener(new MessageEvent(type))
  }

  /** The hub refused it: a browser does not come back from that by itself. */
  refuse(): void {
    this.close()
    this.tell('error')
  }

  close(): void {
    this.readyState = this.CLOSED
  }
}
