import { type Command, isFact } from '../../../shared/protocol/commands.ts'
import type { Verdict } from '../../../shared/protocol/verdicts.ts'
import type { ReturnCommand } from '../../../shared/returns/returnCommands.ts'
import { gradedOf } from '../../../shared/returns/returns.ts'
import { lineOf } from '../../../shared/returns/takeIn.ts'
import type { BoardReturn, Clock, Graded, Orders, Photo, Pieces, ReturnAnswer, Returns } from '../../app/terminal.ts'
import type { Also } from '../acts.ts'
import { TimedCell } from '../timedCell.ts'
import type { Timers } from '../timers.ts'
import type { PhotoBook } from './photoBook.ts'
import { type ReturnListSight, returnsNow } from './returnList.ts'

export interface ReturnDeskOptions {
  readonly clock: Clock
  readonly timers: Timers
  readonly location: string
  readonly newId: () => string
  readonly orders: Pick<Orders, 'list' | 'act'>
  readonly sight: () => ReturnListSight
  /** What the hub would say to this, as far as can be told from here. */
  readonly wouldSay: (command: Command) => Verdict
  /** Puts a command into the outbox. */
  readonly give: (command: Command, also?: Also) => Promise<string>
  readonly photos: Pick<PhotoBook, 'hashOf' | 'keep' | 'get' | 'count' | 'sendSoon' | 'stop'>
}

/** Goods that come back as the screens see them, and one command for each thing that is done with them. */
export class ReturnDesk implements Returns {
  readonly list: TimedCell<readonly BoardReturn[]>

  constructor(private readonly options: ReturnDeskOptions) {
    this.list = new TimedCell<readonly BoardReturn[]>([], (before) => returnsNow(options.sight(), before), options)
  }

  changed(): void {
    this.list.changed()
  }

  /** The hub can be reached now, or cannot any more. */
  connectionChanged(): void {
    this.options.photos.sendSoon()
  }

  /** True while a photo is nowhere but here. */
  hasUnsaved(): boolean {
    return this.options.photos.count > 0
  }

  stop(): void {
    this.list.stop()
    this.options.photos.stop()
  }

  find(id: string): BoardReturn | null {
    return this.list.get().find((one) => one.id === id) ?? null
  }

  async open(
    order: string,
    reason: 'refused' | 'unreachable' | 'other',
    lines?: readonly Pieces[],
  ): Promise<ReturnAnswer> {
    const { orders, newId } = this.options
    if (orders.list.get().find(({ id }) => id === order)?.state === 'shipped') {
      const failed = await orders.act(order, { type: 'delivery_failed', reason })
      if (!failed.ok) return failed
    }
    const some = lines === undefined ? {} : { lines: lines.map((line) => ({ ...line })) }
    return this.ask({ type: 'return.open', return: newId(), order, reason, ...some })
  }

  receive(id: string, lines: readonly Pieces[]): Promise<ReturnAnswer> {
    const one = this.find(id)
    const came = lines.map((line) => ({ ...line, ...(one && { before: lineOf(one, line.sku).received }) }))
    return this.ask({
      ...{ type: 'return.receive', return: id, location: this.options.location, lines: came },
      ...(one && { order: one.order }),
    })
  }

  async inspect(id: string, seen: Graded, photo?: Photo): Promise<ReturnAnswer> {
    const { photos, location } = this.options
    const hash = photo && (await photos.hashOf(photo))
    const one = this.find(id)
    const line = { ...seen, ...(one && { before: gradedOf(lineOf(one, seen.sku)) }), ...(hash && { photo: hash }) }
    const desk = photo && hash && photos.keep(hash, photo)
    if (desk === null) return { ok: false, rejection: null }
    return this.ask(
      { type: 'return.inspect', return: id, location, lines: [line], ...(one && { order: one.order }) },
      desk ? { desk } : {},
    )
  }

  photo(hash: string): Photo | null {
    return this.options.photos.get(hash)
  }

  close(id: string): Promise<ReturnAnswer> {
    return this.ask({ type: 'return.close', return: id })
  }

  notThere(id: string, lines: readonly Pieces[]): Promise<ReturnAnswer> {
    return this.ask({ type: 'return.not_there', return: id, lines: lines.map((line) => ({ ...line })) })
  }

  /** Asks the local rules, then the hub by way of the outbox. */
  private async ask(command: ReturnCommand, also: Also = {}): Promise<ReturnAnswer> {
    const verdict = this.options.wouldSay(command)
    if (!verdict.accepted && !isFact(command.type)) return { ok: false, rejection: verdict.rejection }
    await this.options.give(command, also)
    const one = this.find(command.return)
    return one === null
      ? { ok: false, rejection: { code: 'not_found', what: 'return', id: command.return } }
      : { ok: true, return: one }
  }
}
