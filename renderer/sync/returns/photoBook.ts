import { sha256 } from 'hash-wasm'
import { z } from 'zod'
import { photoTypes } from '../../../shared/returns/photos.ts'
import type { Photo } from '../../app/terminal.ts'
import type { Desk, DeskChanges } from '../../replica/desk.ts'
import { type CommandRecord, isAccepted } from '../commandRecord.ts'
import { type Hub, HubError } from '../hub.ts'
import type { Outbox } from '../outbox.ts'
import { backOff, type Timers } from '../timers.ts'

const keyPrefix = 'photo:'
/** So many wait at most: each is in memory, and on the disk. */
export const mostWaiting = 100
/** Photos that were sent and may be looked at again without asking for them. */
const shownAgain = 10

const photoSchema = z.object({ type: z.enum(photoTypes), data: z.base64() })

export interface PhotoBookOptions {
  readonly desk: Pick<Desk, 'rows' | 'write'>
  readonly outbox: Pick<Outbox, 'all' | 'changed'>
  readonly timers: Timers
  readonly save: Hub['savePhoto']
  readonly broken: (error: unknown) => void
}

/** Photos that were taken here (SPEC R12): kept until they were sent, which waits for the commands that name them. */
export class PhotoBook {
  private readonly waiting = new Map<string, Photo>()
  private readonly sent = new Map<string, Photo>()
  private readonly leave: () => void
  private callOff: () => void = () => undefined
  private isSending = false
  private isOver = false
  private tries = 0

  constructor(private readonly options: PhotoBookOptions) {
    for (const { key, body } of options.desk.rows)
      if (key.startsWith(keyPrefix)) this.waiting.set(key.slice(keyPrefix.length), photoSchema.parse(body))
    this.leave = options.outbox.changed.subscribe(() => this.sendSoon())
  }

  /** How many have not been sent. */
  get count(): number {
    return this.waiting.size
  }

  get(hash: string): Photo | null {
    return this.waiting.get(hash) ?? this.sent.get(hash) ?? null
  }

  /** By which a photo is known. */
  hashOf({ data }: Photo): Promise<string> {
    return sha256(Uint8Array.from(atob(data), (sign) => sign.codePointAt(0) ?? 0))
  }

  /** Keeps a photo; what it gives has to be written with the command that names it. Null: too many wait already. */
  keep(hash: string, photo: Photo): DeskChanges | null {
    if (this.waiting.size >= mostWaiting) return null
    this.waiting.set(hash, photo)
    return new Map([[keyPrefix + hash, photo]])
  }

  /** The network may be back, or a command was settled. */
  sendSoon(): void {
    this.callOff()
    if (!this.isSending && !this.isOver && this.waiting.size > 0) void this.send().catch(this.options.broken)
  }

  stop(): void {
    this.isOver = true
    this.leave()
    this.callOff()
  }

  private async send(): Promise<void> {
    this.isSending = true
    let asked = ''
    try {
      for (let next = this.next(); next !== null && !this.isOver; next = this.next()) {
        asked = next.hash
        // What the hub does not know of by now, or does not take for a photo, it never will.
        await this.options.save(next)
        this.tries = 0
        await this.forget(next.hash)
      }
    } catch (error) {
      if (!(error instanceof HubError)) throw error
      // Not the first that could be sent now: another may have become it meanwhile.
      if (error.kind === 'refused') await this.forget(asked)
      // An unpaired terminal sends nothing any more.
      if (error.kind === 'unauthorized') return
      this.callOff = this.options.timers.after(backOff(this.tries++, this.options.timers.random()), () =>
        this.sendSoon(),
      )
    } finally {
      this.isSending = false
    }
  }

  /** The first that the hub can take: the command that names it was accepted, or was over so long ago that it is forgotten here. */
  private next(): { readonly hash: string; readonly data: string } | null {
    const naming = new Map<string, CommandRecord>()
    for (const record of this.options.outbox.all())
      if (record.command.type === 'return.inspect')
        for (const { photo } of record.command.lines) if (photo !== undefined) naming.set(photo, record)
    for (const [hash, { data }] of this.waiting) {
      const record = naming.get(hash)
      if (record === undefined || isAccepted(record) || record.ended !== 'no') return { hash, data }
    }
    return null
  }

  private async forget(hash: string): Promise<void> {
    const photo = this.waiting.get(hash)
    if (photo === undefined) return
    this.waiting.delete(hash)
    this.sent.set(hash, photo)
    const [oldest] = this.sent.keys()
    if (this.sent.size > shownAgain && oldest !== undefined) this.sent.delete(oldest)
    await this.options.desk.write(new Map([[keyPrefix + hash, null]]))
  }
}
