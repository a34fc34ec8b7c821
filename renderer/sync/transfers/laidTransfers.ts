import type { SettleWorld } from '../../../shared/holds/settle.ts'
import type { Command } from '../../../shared/protocol/commands.ts'
import type { Verdict } from '../../../shared/protocol/verdicts.ts'
import { isTransferCommand } from '../../../shared/transfers/transferCommands.ts'
import type { Transfer } from '../../../shared/transfers/transfers.ts'
import type { Base } from '../base.ts'

/** Those transfers of a fold's world that commands touch. */
export class LaidTransfers {
  constructor(
    private readonly base: Pick<Base, 'orders'>,
    private readonly world: Pick<SettleWorld, 'transfers'>,
  ) {}

  /** Takes in what the replica says of the transfer that a command is about. */
  takeIn(command: Command): void {
    if (!isTransferCommand(command) || this.world.transfers.has(command.transfer)) return
    const known = this.base.orders.transfer(command.transfer)
    if (known !== null) this.world.transfers.set(known.id, known)
  }

  /** All SKUs that a command may move. */
  skusOf(command: Command): readonly string[] {
    if (!isTransferCommand(command)) return []
    const known = this.world.transfers.get(command.transfer) ?? this.base.orders.transfer(command.transfer)
    const named = 'lines' in command ? (command.lines ?? []) : []
    return [...named, ...(known?.lines ?? [])].map(({ sku }) => sku)
  }

  before(command: Command): Transfer | undefined {
    return isTransferCommand(command) ? this.world.transfers.get(command.transfer) : undefined
  }

  /**
   * A command was settled by the local rules: what the hub said stands instead, unless the replica shows it already, and maybe more.
   * @param before the transfer before this command
   */
  settled(command: Command, before: Transfer | undefined, verdict: Verdict | null): void {
    if (!isTransferCommand(command) || verdict?.accepted !== true || verdict.outcome.type !== 'transfer') return
    const { transfer: told } = verdict.outcome
    if (this.world.transfers.get(told.id) !== before) this.world.transfers.set(told.id, told)
  }
}
