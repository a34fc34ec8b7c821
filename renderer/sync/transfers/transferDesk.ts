import { type Command, isFact } from '../../../shared/protocol/commands.ts'
import type { Verdict } from '../../../shared/protocol/verdicts.ts'
import type { TransferCommand } from '../../../shared/transfers/transferCommands.ts'
import type { BoardTransfer, Clock, Pieces, TransferAnswer, Transfers } from '../../app/terminal.ts'
import { TimedCell } from '../timedCell.ts'
import type { Timers } from '../timers.ts'
import { type TransferListSight, transfersNow } from './transferList.ts'

export interface TransferDeskOptions {
  readonly clock: Clock
  readonly timers: Timers
  readonly location: string
  readonly newId: () => string
  readonly sight: () => TransferListSight
  /** What the hub would say to this, as far as can be told from here. */
  readonly wouldSay: (command: Command) => Verdict
  /** Puts a command into the outbox. */
  readonly give: (command: Command) => Promise<string>
}

/** Goods that go from one location to another as the screens see them, and one command for each thing that is done with them. */
export class TransferDesk implements Transfers {
  readonly list: TimedCell<readonly BoardTransfer[]>

  constructor(private readonly options: TransferDeskOptions) {
    this.list = new TimedCell<readonly BoardTransfer[]>([], (before) => transfersNow(options.sight(), before), options)
  }

  changed(): void {
    this.list.changed()
  }

  stop(): void {
    this.list.stop()
  }

  find(id: string): BoardTransfer | null {
    return this.list.get().find((one) => one.id === id) ?? null
  }

  send(to: string, lines: readonly Pieces[], note = ''): Promise<TransferAnswer> {
    const { newId, location } = this.options
    return this.ask({
      ...{ type: 'transfer.send', transfer: newId(), from: location, to, lines: lines.map((line) => ({ ...line })) },
      ...(note.trim() === '' ? {} : { note: note.trim() }),
    })
  }

  receive(id: string, lines: readonly Pieces[]): Promise<TransferAnswer> {
    const known = this.find(id)?.lines ?? []
    const came = lines.map((line) => ({ ...line, before: known.find(({ sku }) => sku === line.sku)?.received ?? 0 }))
    return this.ask({ type: 'transfer.receive', transfer: id, lines: came })
  }

  cancel(id: string): Promise<TransferAnswer> {
    return this.ask({ type: 'transfer.cancel', transfer: id })
  }

  close(id: string): Promise<TransferAnswer> {
    return this.ask({ type: 'transfer.close', transfer: id })
  }

  /** Asks the local rules, then the hub by way of the outbox. */
  private async ask(command: TransferCommand): Promise<TransferAnswer> {
    const verdict = this.options.wouldSay(command)
    if (!verdict.accepted && !isFact(command.type)) return { ok: false, rejection: verdict.rejection }
    await this.options.give(command)
    const one = this.find(command.transfer)
    return one === null
      ? { ok: false, rejection: { code: 'not_found', what: 'transfer', id: command.transfer } }
      : { ok: true, transfer: one }
  }
}
