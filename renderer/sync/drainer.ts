import type { Envelope } from '../../shared/protocol/commands.ts'
import type { SubmitAnswer } from '../../shared/protocol/verdicts.ts'
import { type CommandRecord, envelopeOf, isUnsent } from './commandRecord.ts'
import { kindOf } from './hub.ts'
import { maxPerRequest, nextRequest } from './nextRequest.ts'
import type { Outbox } from './outbox.ts'
import { backOff, type Timers } from './timers.ts'

export interface DrainerOptions {
  readonly outbox: Outbox
  readonly submit: (commands: readonly Envelope[], signal: AbortSignal) => Promise<SubmitAnswer>
  readonly timers: Timers
  /** What is sent for the first time has to say when it was done: by the hub's time, which is asked for if it is not known. */
  readonly isTimeKnown: () => boolean
  readonly learnTime: () => Promise<void>
  /** The hub will take nothing more from this terminal. */
  readonly pairAgain: (why: 'copied' | 'revoked') => void
  /** The hub did not answer. */
  readonly unreachable: () => void
  /** The desk failed, or our own code. */
  readonly broken: (error: unknown) => void
}

/**
 * Sends what was done here to the hub: one request at a time, in order, again and again until there is an answer. It may be
 * stopped anywhere: what was sent keeps its number and its id, so the hub answers a repeat from its store.
 */
export class Drainer {
  private readonly abort = new AbortController()
  private wakeUp: (() => void) | null = null
  private callOff: () => void = () => undefined
  private called: 'no' | 'more' | 'now' = 'no'
  private idle = false
  private tries = 0
  /** From which number on the hub has forgotten what it had settled. */
  private forgottenFrom: number | null = null
  private limit = maxPerRequest
  private sendingIds: ReadonlySet<string> = new Set()
  private readonly options: DrainerOptions

  constructor(options: DrainerOptions) {
    this.options = options
  }

  /** The commands that are on their way at this moment. */
  get sending(): ReadonlySet<string> {
    return this.sendingIds
  }

  start(): void {
    void this.run().catch((error: unknown) => {
      if (!this.abort.signal.aborted) this.options.broken(error)
    })
  }

  /** There may be something to send. Does not cut short the wait after a fault. */
  more(): void {
    if (this.called === 'no') this.called = 'more'
    if (this.idle) this.wakeUp?.()
  }

  /** The network came back: do not wait any longer. */
  now(): void {
    this.tries = 0
    this.called = 'now'
    this.wakeUp?.()
  }

  /** The hub was restored from a backup: what it has forgotten is sent again, though nobody does anything new here. */
  sendAgainFrom(sequence: number): void {
    this.forgottenFrom = sequence
    this.now()
  }

  stop(): void {
    this.abort.abort()
    this.wakeUp?.()
  }

  private async run(): Promise<void> {
    const { outbox } = this.options
    while (!this.abort.signal.aborted) {
      this.called = 'no'
      await this.takeBack()
      const { send, moot } = nextRequest(outbox.durable(), outbox.wasNeverPlaced, this.limit)
      if (moot.length > 0) await outbox.add([], { void: moot.map(({ id }) => id) })
      else if (send.length === 0) await this.sleep(null)
      else if (send.some(isUnsent) && !this.options.isTimeKnown()) await this.learnTime()
      else await this.request(send)
    }
  }

  private async takeBack(): Promise<void> {
    const from = this.forgottenFrom
    this.forgottenFrom = null
    if (from !== null) await this.options.outbox.sendAgainFrom(from)
  }

  private async request(records: readonly CommandRecord[]): Promise<void> {
    const { outbox, submit } = this.options
    const numbered = await outbox.number(records)
    const envelopes = numbered.map((record) => envelopeOf(record, record.sequence ?? 0))
    this.sendingIds = new Set(envelopes.map(({ id }) => id))
    try {
      const answer = await submit(envelopes, this.abort.signal)
      this.tries = 0
      await this.take(answer)
    } catch (error) {
      if (kindOf(error) === 'refused') await this.setAside(numbered)
      else await this.unanswered(error)
    } finally {
      this.sendingIds = new Set()
    }
  }

  private async learnTime(): Promise<void> {
    try {
      await this.options.learnTime()
    } catch (error) {
      await this.unanswered(error)
    }
  }

  /** @throws what is no word of the hub's */
  private async unanswered(error: unknown): Promise<void> {
    const { timers, pairAgain, unreachable } = this.options
    if (kindOf(error) === 'unauthorized') {
      this.abort.abort()
      pairAgain('revoked')
      return
    }
    unreachable()
    await this.sleep(backOff(this.tries++, timers.random()))
  }

  private async take(answer: SubmitAnswer): Promise<void> {
    const { outbox, pairAgain } = this.options
    switch (answer.type) {
      case 'settled':
        this.limit = maxPerRequest
        return outbox.settle(answer.settled)
      case 'out_of_turn':
        return outbox.sendAgainFrom(answer.expected)
      case 'pair_again':
        this.abort.abort()
        pairAgain('copied')
    }
  }

  /** The hub could not even read the request. Sent one by one, the one at fault is found; it goes to the inbox, and its number to the next. */
  private async setAside(records: readonly CommandRecord[]): Promise<void> {
    const [first] = records
    if (first === undefined) return
    if (records.length > 1) {
      this.limit = 1
      return
    }
    await this.options.outbox.setAside(first)
  }

  /** Until called, or until the time is over. */
  private async sleep(milliseconds: number | null): Promise<void> {
    this.idle = milliseconds === null
    const wanted = this.idle ? this.called !== 'no' : this.called === 'now'
    if (wanted || this.abort.signal.aborted) return
    await new Promise<void>((resolve) => {
      this.wakeUp = resolve
      if (milliseconds !== null) this.callOff = this.options.timers.after(milliseconds, resolve)
    })
    this.callOff()
    this.wakeUp = null
    this.idle = false
  }
}
