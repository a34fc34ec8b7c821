import { setTimeout as sleep } from 'node:timers/promises'
import { openTestStream, type TestStream } from '../../../server/testing/testStream.ts'

/** How soon a browser opens a lost stream anew. */
const comesBackAfterMs = 200

/** The stream of a customer's page: it is opened anew when it is lost, as browsers do, until the page is closed. */
export class PageStream {
  /** Since when it is not there; null while it is. */
  downSince: number | null = Date.now()
  /** The longest that it was away in between. */
  longestGapMs = 0
  /** True once the hub has said that the session is over. */
  isOver = false
  private wanted = false
  private running: Promise<void> = Promise.resolve()
  private stream: TestStream | null = null
  private readonly address: () => string

  /** @param address asked each time, since another hub may be there */
  constructor(address: () => string) {
    this.address = address
  }

  get isUp(): boolean {
    return this.downSince === null
  }

  open(): void {
    if (this.wanted) return
    this.wanted = true
    this.running = this.keep()
  }

  /** Closes the page's end, without a word. */
  async close(): Promise<void> {
    this.wanted = false
    this.stream?.cut()
    this.downSince ??= Date.now()
    await this.running
  }

  private async keep(): Promise<void> {
    while (this.wanted && !this.isOver) {
      const stream = await openTestStream(this.address()).catch(() => null)
      if (stream?.status === 200) await this.follow(stream)
      else {
        stream?.cut()
        this.isOver = stream !== null && [404, 409].includes(stream.status)
        await sleep(comesBackAfterMs)
      }
    }
  }

  private async follow(stream: TestStream): Promise<void> {
    this.stream = stream
    this.longestGapMs = Math.max(this.longestGapMs, Date.now() - (this.downSince ?? Date.now()))
    this.downSince = null
    while (this.wanted && !stream.ended()) await sleep(20)
    stream.cut()
    this.downSince ??= Date.now()
    this.isOver = stream.text().includes('event: ended')
  }
}
