import { reject, type Result } from '../holds/decide.ts'
import type { Decided } from '../holds/settle.ts'
import { closeReturn } from './closeReturn.ts'
import { inspectReturn } from './inspectReturn.ts'
import { notThere } from './notThere.ts'
import { openReturn } from './openReturn.ts'
import { receiveReturn } from './receiveReturn.ts'
import { isReturnFact, type ReturnCommand } from './returnCommands.ts'
import type { ReturnContext } from './returnWorld.ts'
import { unknownReturn } from './unknownReturn.ts'

/**
 * Settles one command on returns (SPEC R1 to R11). A terminal may keep a return whose order it keeps no more: it foretells what becomes of the goods
 * then, and nothing of the money.
 */
export const decideReturn = (command: ReturnCommand, context: ReturnContext): Result<Decided> => {
  const { world, giver } = context
  const unknown = unknownIn(command, context)
  if (unknown !== null) return reject({ code: 'not_found', ...unknown })
  const one = world.returns.get(command.return)
  const id = command.type === 'return.open' ? command.order : one?.order
  const order = id === undefined ? undefined : world.orders.get(id)
  if (giver.ownOnly && order !== undefined && order.channel !== giver.channel) return reject({ code: 'forbidden' })
  if (command.type === 'return.open')
    return order === undefined
      ? reject({ code: 'not_found', what: 'order', id: command.order })
      : openReturn(order, command, context)
  if (one === undefined)
    return giver.terminal !== null && isReturnFact(command)
      ? unknownReturn(command, context)
      : reject({ code: 'not_found', what: 'return', id: command.return })
  switch (command.type) {
    case 'return.receive':
      return receiveReturn(one, command, context)
    case 'return.inspect':
      return inspectReturn(one, command, context)
    case 'return.close':
      return closeReturn(one, context)
    case 'return.not_there':
      return notThere(one, command, context)
  }
}

/** A place or SKU that a command names and nobody knows: not even a fact can be written down of it. */
const unknownIn = (command: ReturnCommand, { world }: ReturnContext): { what: string; id: string } | null => {
  const location = 'location' in command ? command.location : undefined
  if (location === undefined || !('lines' in command) || command.lines === undefined) return null
  const lines = command.lines.map(({ sku, quantity }) => ({ kind: 'stock' as const, sku, quantity }))
  return world.pools.stock.missing(location, lines)
}
