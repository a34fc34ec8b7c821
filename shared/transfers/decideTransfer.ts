import { reject, type Result } from '../holds/decide.ts'
import type { Decided } from '../holds/settle.ts'
import { cancelTransfer, closeTransfer } from './endTransfer.ts'
import { receiveTransfer } from './receiveTransfer.ts'
import { sendTransfer } from './sendTransfer.ts'
import type { TransferCommand } from './transferCommands.ts'
import type { TransferContext } from './transferWorld.ts'

/** Settles one command on goods that go from one location to another (SPEC X1 to X6). */
export const decideTransfer = (command: TransferCommand, context: TransferContext): Result<Decided> => {
  if (command.type === 'transfer.send') return sendTransfer(command, context)
  const one = context.world.transfers.get(command.transfer)
  if (one === undefined) return reject({ code: 'not_found', what: 'transfer', id: command.transfer })
  switch (command.type) {
    case 'transfer.receive':
      return receiveTransfer(one, command, context)
    case 'transfer.cancel':
      return cancelTransfer(one, context)
    case 'transfer.close':
      return closeTransfer(one, context)
  }
}
