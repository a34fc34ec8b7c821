import type { SettleWorld } from '../../shared/holds/settle.ts'
import type { Command } from '../../shared/protocol/commands.ts'
import type { Verdict } from '../../shared/protocol/verdicts.ts'
import type { Return } from '../../shared/returns/returns.ts'
import { isTransferCommand } from '../../shared/transfers/transferCommands.ts'
import type { Transfer } from '../../shared/transfers/transfers.ts'
import type { Base } from './base.ts'
import { LaidReturns } from './returns/laidReturns.ts'
import { LaidTransfers } from './transfers/laidTransfers.ts'

/** How goods under way stand that a command may change. */
export interface GoodsBefore {
  readonly return: Return | undefined
  readonly transfer: Transfer | undefined
}

/** Goods under way in a fold's world: those that come back, and those that go to another location. */
export class LaidGoods {
  private readonly returns: LaidReturns
  private readonly transfers: LaidTransfers

  constructor(base: Pick<Base, 'orders'>, world: Pick<SettleWorld, 'orders' | 'returns' | 'transfers'>) {
    this.returns = new LaidReturns(base, world)
    this.transfers = new LaidTransfers(base, world)
  }

  /** Takes in what the replica says of what a command is about. @returns the order to which it belongs */
  takeIn(command: Command): string | null {
    this.transfers.takeIn(command)
    return this.returns.takeIn(command)
  }

  /** All SKUs that a command may move. */
  skusOf(command: Command): readonly string[] {
    return isTransferCommand(command) ? this.transfers.skusOf(command) : this.returns.skusOf(command)
  }

  before(command: Command, verdict: Verdict | null): GoodsBefore {
    return { return: this.returns.before(command, verdict), transfer: this.transfers.before(command) }
  }

  /** A command was settled by the local rules: what the hub said stands instead. */
  settled(command: Command, before: GoodsBefore, verdict: Verdict | null): void {
    this.returns.settled(command, before.return, verdict)
    this.transfers.settled(command, before.transfer, verdict)
  }
}
