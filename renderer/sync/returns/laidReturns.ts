import type { SettleWorld } from '../../../shared/holds/settle.ts'
import type { Command } from '../../../shared/protocol/commands.ts'
import type { Verdict } from '../../../shared/protocol/verdicts.ts'
import { isReturnCommand, type ReturnCommand } from '../../../shared/returns/returnCommands.ts'
import type { Return } from '../../../shared/returns/returns.ts'
import { shippedOf } from '../../../shared/returns/shipped.ts'
import type { Base } from '../base.ts'

type World = Pick<SettleWorld, 'orders' | 'returns'>

/** Those returns of a fold's world that commands touch, with all others of the same orders. */
export class LaidReturns {
  constructor(
    private readonly base: Pick<Base, 'orders'>,
    private readonly world: World,
  ) {}

  /** Takes in what the replica says of the return that a command is about, and of its order's others. @returns that order */
  takeIn(command: Command): string | null {
    if (!isReturnCommand(command)) return null
    const order = this.orderOf(command)
    for (const one of this.base.orders.returns())
      if ((one.id === command.return || one.order === order) && !this.world.returns.has(one.id))
        this.world.returns.set(one.id, one)
    return order
  }

  /** All SKUs that may be in the parcels of which a command speaks. */
  skusOf(command: Command): readonly string[] {
    if (!isReturnCommand(command)) return []
    const order = this.orderOf(command)
    const returns = [...this.world.returns.values(), ...this.base.orders.returns()]
    const known = returns.filter((one) => one.id === command.return || one.order === order)
    const ordered = this.world.orders.get(order ?? '') ?? this.base.orders.get(order ?? '')
    return [
      ...('lines' in command ? (command.lines ?? []).map(({ sku }) => sku) : []),
      ...known.flatMap(({ lines }) => lines.map(({ sku }) => sku)),
      ...(ordered === null ? [] : shippedOf(ordered).keys()),
    ]
  }

  /** How the return stands that a command may change: the one that it names, or that the hub took it to be about (SPEC R10). */
  before(command: Command, verdict: Verdict | null): Return | undefined {
    return isReturnCommand(command) ? this.world.returns.get(returnIn(command, verdict)) : undefined
  }

  /**
   * A command was settled by the local rules: what the hub said stands instead, unless the replica shows it already, and maybe more.
   * @param before the return before this command
   */
  settled(command: Command, before: Return | undefined, verdict: Verdict | null): void {
    if (!isReturnCommand(command) || verdict?.accepted !== true || verdict.outcome.type !== 'return') return
    const { return: told } = verdict.outcome
    if (this.world.returns.get(told.id) !== before) this.world.returns.set(told.id, told)
  }

  private orderOf(command: ReturnCommand): string | null {
    const known = this.world.returns.get(command.return) ?? this.base.orders.return(command.return)
    return known?.order ?? ('order' in command ? command.order : undefined) ?? null
  }
}

const returnIn = (command: ReturnCommand, verdict: Verdict | null): string =>
  verdict?.accepted === true && verdict.outcome.type === 'return' ? verdict.outcome.return.id : command.return
