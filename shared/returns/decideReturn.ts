import { reject, type Result } from '../holds/decide.ts'
import type { Decided } from '../holds/settle.ts'
import { closeReturn } from './closeReturn.ts'
import { inspectReturn } from './inspectReturn.ts'
import { openReturn } from './openReturn.ts'
import { receiveReturn } from './receiveReturn.ts'
import type { ReturnCommand } from './returnCommands.ts'
import type { ReturnContext } from './returnWorld.ts'

/** Settles one command on returns (SPEC R1 to R8). */
export const decideReturn = (command: ReturnCommand, context: ReturnContext): Result<Decided> => {
  const { world, giver } = context
  const one = world.returns.get(command.return)
  const id = command.type === 'return.open' ? command.order : one?.order
  const order = id === undefined ? undefined : world.orders.get(id)
  if (order === undefined)
    return reject({
      code: 'not_found',
      ...(id === undefined ? { what: 'return', id: command.return } : { what: 'order', id }),
    })
  if (giver.ownOnly && order.channel !== giver.channel) return reject({ code: 'forbidden' })
  if (command.type === 'return.open') return openReturn(order, command, context)
  if (one === undefined) return reject({ code: 'not_found', what: 'return', id: command.return })
  switch (command.type) {
    case 'return.receive':
      return receiveReturn(one, command, context)
    case 'return.inspect':
      return inspectReturn(one, command, context)
    case 'return.close':
      return closeReturn(one, context)
  }
}
